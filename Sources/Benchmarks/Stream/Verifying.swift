/// Alternates between writing JSON Lines and verifying them.
func verifying(_ program: String) -> Table {
  let rounds = 5
  var table = Table(
    name: "verify",
    columns: [
      "schedule", "`verify` / writing to /dev/null", "`verify` / writing to a file", "`verify`", "to /dev/null",
      "to a file", "bytes", "peak of `verify`", "peak of writing", "verdict",
    ])
  let schedules = StreamedSchedules(program)
  table.notes = schedules.notes
  for platform in schedules.platforms {
    let file = Scratch.path("schedule.jsonl")
    let write = [program] + platform.arguments(length: StreamedSchedules.length) + ["--format", "jsonl"]
    var (discarding, storing, reading) = ([Double](), [Double](), [Double]())
    var (writePeak, verifyPeak, verdict) = (0, 0, "")
    for round in 1...rounds {
      progress("verifying \(platform.text), round \(round) of \(rounds)")
      let discarded = Child.run(write, limit: 120)
      let stored = Child.run(write + ["-o", file], limit: 120)
      let verified = Child.run([program, "verify", file], limit: 240, output: .kept)
      discarding.append(discarded.seconds)
      storing.append(stored.seconds)
      reading.append(verified.seconds)
      writePeak = max(writePeak, discarded.peakBytes)
      verifyPeak = max(verifyPeak, verified.peakBytes)
      verdict = verified.output.split(separator: "\n").first.map(String.init) ?? "none"
    }
    table.add(
      [platform.name]
        + [discarding, storing].map { other in Text.ratio(median(zip(reading, other).map { $0 / $1 })) }
        + [reading, discarding, storing].map { Text.seconds(median($0)) }
        + [Text.count(TextFile.size(file) ?? 0), Text.bytes(verifyPeak), Text.bytes(writePeak), verdict])
    _ = Child.run(["rm", "-f", file], limit: 10)
  }
  return table
}
