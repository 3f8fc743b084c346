/// Plans random problems and counts how many are proven optimal.
import SeededRandom

func randomProblems(_ program: String) -> [Table] {
  let lengths: [RandomLength] = [
    .about(1000), .about(100_000), .about(10_000_000), .about(1_000_000_000), .upTo(1_000_000_000_000),
  ]
  var misses: [Miss] = []
  let usual = solved(program, "random", .usual, lengths, count: 300, limit: 10, misses: &misses)
  let hard = solved(program, "random-hard", .hard, lengths, count: 100, limit: 60, misses: &misses)
  return [usual, hard, missed(misses)]
}

private struct Miss {
  var problem: [String]
  var run: Planned
}

private func solved(
  _ program: String, _ name: String, _ family: RandomFamily, _ lengths: [RandomLength], count: Int, limit: Double,
  misses: inout [Miss]
) -> Table {
  let seed = UInt64(2024)
  var table = Table(
    name: name,
    columns: [
      "l", "proven optimal", "of", "median time", "longest time", "bound only", "greatest gap", "refused",
      "over \(Text.seconds(limit))",
    ])
  table.notes = ["Seed \(seed)."]
  for scale in lengths {
    progress("\(name) problems, l \(scale.text)")
    // The same seed for each line gives the same platforms for every l.
    var (platforms, chains) = (SeededGenerator(seed: seed), SeededGenerator(seed: seed + 1))
    var runs: [Planned] = []
    for _ in 1...count {
      let platform = family.platform(using: &platforms)
      let length = scale.length(using: &chains)
      let run = Planned.measure(program, platform.arguments(length: length), limit: limit, repeats: 1)
      runs.append(run)
      if run.gap != 0 {
        misses.append(
          Miss(
            problem: [Text.count(length), "\(platform.forwardCost), \(platform.backwardCost)", platform.text], run: run)
        )
      }
    }
    let planned = runs.filter(\.isPlanned)
    let bounded = planned.filter { $0.gap != 0 }
    let refused = runs.filter { if case .refused = $0.outcome { true } else { false } }
    let late = runs.filter { if case .timedOut = $0.outcome { true } else { false } }
    table.add([
      scale.text, "\(planned.count - bounded.count)", "\(count)",
      planned.isEmpty ? "-" : Text.seconds(median(planned.map(\.seconds))),
      planned.map(\.seconds).max().map(Text.seconds) ?? "-", "\(bounded.count)",
      bounded.compactMap(\.gap).max().map(Text.percent) ?? "-", "\(refused.count)", "\(late.count)",
    ])
  }
  return table
}

/// Those with a schedule first, then enough of the others for a reader to try.
private func missed(_ misses: [Miss]) -> Table {
  var table = Table(name: "random-misses", columns: ["l", "uf, ub", "platform", "outcome", "gap", "time"])
  let (bounded, others) = (misses.filter(\.run.isPlanned), misses.filter { !$0.run.isPlanned })
  let shown = others.prefix(12)
  for miss in bounded + shown {
    let (problem, run) = (miss.problem, miss.run)
    let gap = run.gap.map(Text.percent) ?? "-"
    table.add(problem + [run.isPlanned ? "bound" : run.timeCell, gap, run.isPlanned ? run.timeCell : "-"])
  }
  if shown.count < others.count { table.notes = ["And \(others.count - shown.count) more without a schedule."] }
  return table
}
