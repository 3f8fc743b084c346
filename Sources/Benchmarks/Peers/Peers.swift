/// Gives the same problems alternately to the peers and the program, and replays the peers' answers.
func comparePeers(_ program: String) -> Table {
  let limit = 10.0
  var table = Table(
    name: "peers",
    columns: [
      "problem", "l", "peer", "peer's time / `adjsched`'s", "makespan / optimum", "replay", "peer's time",
      "`adjsched`'s time", "optimum",
    ])
  guard let environment = PeerEnvironment() else {
    table.notes = ["Not measured: Python or the network was missing."]
    return table
  }
  table.notes = ["\(environment.versions); time limit \(Text.seconds(limit))."]
  for problem in PeerProblem.all {
    var late: Set<String> = []
    for length in problem.lengths {
      for peer in problem.peers where !late.contains(peer) {
        progress("\(peer) on \(problem.platform.text), l = \(length)")
        let answer = PeerAnswer(environment, peer, problem.platform, length: length, program: program, limit: limit)
        if answer.isLate { late.insert(peer) }
        table.add(cells(answer, peer, problem.platform, length, program))
      }
    }
  }
  return table
}

private func cells(
  _ answer: PeerAnswer, _ peer: String, _ platform: Platform, _ length: Int, _ program: String
) -> [String] {
  // The same work as the peer: the whole schedule, planned and written.
  let command = [program] + platform.arguments(length: length) + ["--format", "jsonl"]
  let seconds = median((1...7).map { _ in Child.run(command, limit: 60).seconds })
  let planned = Planned.measure(program, platform.arguments(length: length), limit: 60, repeats: 1)
  var optimum: Int?
  if case .schedule(let makespan, true, _) = planned.outcome { optimum = makespan }

  var costs = ""
  if platform.forwardCost != 1 { costs += ", uf = \(platform.forwardCost)" }
  if platform.backwardCost != 1 { costs += ", ub = \(platform.backwardCost)" }
  let ratio = (answer.isLate ? "> " : "") + (answer.seconds.map { Text.ratio($0 / seconds) } ?? "-")
  let excess = zip2(answer.makespan, optimum).map { Text.fixed(Double($0) / Double($1), decimals: 3) } ?? "-"
  return [
    platform.name + costs, Text.count(length), peer, ratio, excess, answer.verdict,
    (answer.isLate ? "> " : "") + (answer.seconds.map(Text.seconds) ?? "-"), Text.seconds(seconds),
    optimum.map(Text.count) ?? "-",
  ]
}

private func zip2(_ a: Int?, _ b: Int?) -> (Int, Int)? {
  guard let a, let b else { return nil }
  return (a, b)
}
