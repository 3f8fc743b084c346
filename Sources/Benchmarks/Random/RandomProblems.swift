/// Plans random problems, and counts how many are solved to proven optimality.
func randomProblems(_ program: String) -> [Table] {
  let (seed, count, limit) = (UInt64(2024), 200, 3.0)
  var table = Table(
    name: "random",
    columns: [
      "l about", "proven optimal", "median time", "bound only", "greatest gap", "refused",
      "over \(Text.seconds(limit))",
    ])
  table.notes = ["Seed \(seed), \(count) problems a line."]
  var misses: [(problem: [String], run: Planned)] = []
  for scale in [1000, 100_000, 10_000_000, 1_000_000_000] {
    progress("random problems of about \(scale) steps")
    // The same seed for each scale: the same platforms, whatever l is.
    var generator = SeededGenerator(seed: seed)
    var runs: [Planned] = []
    for _ in 1...count {
      let (platform, length) = randomProblem(scale: scale, using: &generator)
      let run = Planned.measure(program, platform.arguments(length: length), limit: limit, repeats: 1)
      runs.append(run)
      if run.gap != 0 {
        misses.append(
          ([Text.count(length), "\(platform.forwardCost), \(platform.backwardCost)", platform.text], run))
      }
    }
    let planned = runs.filter(\.isPlanned)
    let bounded = planned.filter { $0.gap != 0 }
    let refused = runs.filter { if case .refused = $0.outcome { true } else { false } }
    let late = runs.filter { if case .timedOut = $0.outcome { true } else { false } }
    table.add([
      Text.count(scale), Text.percent(Double(planned.count - bounded.count) / Double(count)),
      planned.isEmpty ? "-" : Text.seconds(median(planned.map(\.seconds))), "\(bounded.count)",
      bounded.compactMap(\.gap).max().map(Text.percent) ?? "-", "\(refused.count)", "\(late.count)",
    ])
  }
  return [table, missed(misses)]
}

/// Those with a schedule first, and of the others so many that a reader can try them.
private func missed(_ misses: [(problem: [String], run: Planned)]) -> Table {
  var table = Table(name: "random-misses", columns: ["l", "uf, ub", "platform", "outcome", "gap", "time"])
  let (bounded, others) = (misses.filter(\.run.isPlanned), misses.filter { !$0.run.isPlanned })
  let shown = others.prefix(12)
  for (problem, run) in bounded + shown {
    let gap = run.gap.map(Text.percent) ?? "-"
    table.add(problem + [run.isPlanned ? "bound" : run.timeCell, gap, run.isPlanned ? run.timeCell : "-"])
  }
  if shown.count < others.count { table.notes = ["And \(others.count - shown.count) more without a schedule."] }
  return table
}
