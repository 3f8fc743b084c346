import AdjointSchedules

/// Compares the two engines of `hrevolve` on random short chains: makespans, and schedules replayed.
func agreement() -> Table {
  let seed = 2024
  var table = Table(
    name: "agreement",
    columns: [
      "l", "problems", "proven by the prices", "of these equal to the table's", "both schedules replay", "time",
    ])
  table.notes = ["Seed \(seed)."]
  for (longest, count) in [(200, 100_000), (2000, 2000)] {
    progress("\(count) problems of up to \(longest) steps by both engines")
    let run = Child.run(
      [CommandLine.arguments[0], AgreementWorker.option, "\(seed)", "\(count)", "\(longest)"], limit: 300, output: .kept
    )
    let words = run.output.split(whereSeparator: \.isWhitespace).map { Int($0) ?? 0 }
    guard run.ending == .exited(0), words.count == 4 else {
      table.add(["1 to \(Text.count(longest))", Text.count(count), "no answer", "-", "-", Text.seconds(run.seconds)])
      continue
    }
    table.add(["1 to \(Text.count(longest))"] + words.map(Text.count) + [Text.seconds(run.seconds)])
  }
  return table
}
