import AdjointSchedules

/// Plans a million steps with the pruned table of the level recurrence alone, the program's fallback.
///
/// The goal of a minute and 3 GiB was set for this engine; planning by prices, now the first choice, came later.
func tableEngine() -> Table {
  let length = 1_000_000
  let (seconds, bytes) = (60.0, 3 << 30)
  let platforms = [
    "10", "10, inf:5:5", "10, inf:200:200", "10, 10:5:5", "5:2:1, inf:20:20", "3:2:1, 4:5:5", "10, 10:5:5, 10:20:20",
    "5, 8:50:50, 4:200:200", "3:10000000:0",
  ]
  var table = Table(
    name: "table-engine",
    columns: [
      "levels", "l", "within \(Text.seconds(seconds)) and \(Text.bytes(bytes))", "processor time", "peak memory",
      "makespan",
      "the prices' makespan", "the prices' processor time",
    ])
  for levels in platforms {
    progress("the table by itself on \(levels)")
    let runs = [ExactMethod.levelTable, .prices].map { engine in
      Child.run(
        [CommandLine.arguments[0], EngineWorker.option, engine.rawValue, levels, String(length)], limit: 10 * seconds,
        output: .kept)
    }
    let makespans = runs.map { run -> String in
      let words = run.output.split(whereSeparator: \.isWhitespace)
      guard run.ending == .exited(0), words.count == 2, let makespan = Int(words[0]) else { return "-" }
      return Text.count(makespan) + (words[1] == "true" ? "" : ", not proven")
    }
    let isPlanned = runs[0].ending == .exited(0)
    let isMet = isPlanned && runs[0].processorSeconds <= seconds && runs[0].peakBytes <= bytes
    table.add([
      levels, Text.count(length), isMet ? "yes" : "no",
      isPlanned ? Text.seconds(runs[0].processorSeconds) : "no answer",
      isPlanned ? Text.bytes(runs[0].peakBytes) : "-", makespans[0], makespans[1],
      Text.seconds(runs[1].processorSeconds),
    ])
  }
  return table
}
