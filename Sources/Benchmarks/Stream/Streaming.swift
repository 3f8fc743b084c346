/// Writes schedules to /dev/null, alternating with `seq`, so that both see the same conditions.
func streaming(_ program: String) -> Table {
  let rounds = 7
  let seq = "seq 1 50000000"
  let schedules = StreamedSchedules(program)
  let work = schedules.platforms.flatMap { platform in
    ["text", "jsonl"].map { format in
      (
        name: "\(platform.name), \(format)",
        command:
          "\(program) \(platform.arguments(length: StreamedSchedules.length).joined(separator: " ")) --format \(format)"
      )
    }
  }
  let all = [(name: "`\(seq)`", command: seq)] + work
  var times = all.map { _ in [Double]() }
  var peaks = all.map { _ in 0 }
  for round in 1...rounds {
    progress("streaming, round \(round) of \(rounds)")
    for (index, entry) in all.enumerated() {
      let child = Child.run(entry.command.split(separator: " ").map(String.init), limit: 120)
      times[index].append(child.seconds)
      peaks[index] = max(peaks[index], child.peakBytes)
    }
  }
  let sizes = all.map { entry in
    let counted = Child.run(["sh", "-c", "\(entry.command) | wc -c"], limit: 120, output: .kept).output
    return Double(counted.prefix { $0.isNumber }) ?? 0
  }
  var table = Table(
    name: "stream", columns: ["what is written", "bytes per second, `seq` = 1", "rate", "time", "bytes", "peak memory"])
  table.notes = schedules.notes
  for (index, entry) in all.enumerated() {
    let ratio = median((0..<rounds).map { sizes[index] / times[index][$0] / (sizes[0] / times[0][$0]) })
    let time = median(times[index])
    table.add([
      entry.name, Text.ratio(ratio), Text.bytesPerSecond(sizes[index] / time), Text.seconds(time),
      Text.count(Int(sizes[index])), Text.bytes(peaks[index]),
    ])
  }
  return table
}
