import AdjointSchedules
import ScheduleFormats

/// Collects what a writer writes.
private struct Bytes: ByteSink {
  var content: [UInt8] = []
  mutating func write(_ bytes: [UInt8]) { content += bytes }
}

/// Returns a dozen complete schedules, small enough to be followed by hand.
func smallSchedules() throws -> [ReferenceFile] {
  let memory = { (slots: Int) in ProblemDescription.Level(name: "memory", slots: slots) }
  let disk = { (slots: Int?, write: Int, read: Int) in
    ProblemDescription.Level(
      name: "disk", slots: slots, writeCost: DecimalCost(write), readCost: DecimalCost(read))
  }
  let half = DecimalCost(5, fractionDigits: 1)
  let cases: [(Planner, ProblemDescription, String)] = [
    (.revolve, .init(length: 0, levels: [memory(1)]), "revolve -l 0 -m 1"),
    (.revolve, .init(length: 3, levels: [memory(2)]), "revolve -l 3 -m 2"),
    (.revolve, .init(length: 4, levels: [memory(1)]), "revolve -l 4 -m 1"),
    (.revolve, .init(length: 10, levels: [memory(3)]), "revolve -l 10 -m 3"),
    (.revolve, .init(length: 5, levels: [memory(9)]), "revolve -l 5 -m 9"),
    (
      .diskRevolve, .init(length: 10, levels: [memory(2), disk(nil, 5, 4)]),
      "disk-revolve -l 10 -m 2 --disk-write 5 --disk-read 4"
    ),
    (
      .diskRevolve, .init(length: 12, levels: [memory(1), disk(2, 3, 1)]),
      "disk-revolve -l 12 -m 1 --disk-write 3 --disk-read 1 --disk-slots 2"
    ),
    (
      .diskRevolve, .init(length: 6, levels: [memory(0), disk(nil, 2, 1)]),
      "disk-revolve -l 6 -m 0 --disk-write 2 --disk-read 1"
    ),
    (
      .hrevolve,
      .init(
        length: 8,
        levels: [
          .init(slots: 1, writeCost: DecimalCost(6)), .init(slots: 2, writeCost: DecimalCost(9), readCost: .one),
        ]),
      "hrevolve -l 8 --level 1:6:0 --level 2:9:1"
    ),
    (
      .hrevolve,
      .init(
        length: 15,
        levels: [
          .init(slots: 1), .init(slots: 1, writeCost: DecimalCost(2), readCost: .one),
          .init(slots: nil, writeCost: DecimalCost(9), readCost: DecimalCost(4)),
        ]),
      "hrevolve -l 15 --level 1 --level 1:2:1 --level inf:9:4"
    ),
    (
      .hrevolve,
      .init(
        length: 9, forwardCost: .uniform(half), backwardCost: .uniform(DecimalCost(125, fractionDigits: 2)),
        levels: [.init(name: "memory", slots: 2), .init(name: "disk", slots: 2, writeCost: half, readCost: half)]),
      "hrevolve -l 9 --forward-cost 0.5 --backward-cost 1.25 --level memory=2 --level disk=2:0.5:0.5"
    ),
    (
      .hrevolve,
      .init(
        length: 7,
        levels: [
          .init(slots: 1, writeCost: DecimalCost(5), readCost: .one),
          .init(slots: 1, writeCost: .one, readCost: DecimalCost(6)),
        ]),
      "hrevolve -l 7 --level 1:5:1 --level 1:1:6"
    ),
  ]
  return try cases.enumerated().map { index, entry in
    let (planner, description, command) = entry
    let schedule = try planner.plan(description.problem())
    var bytes = Bytes()
    try ScheduleWriter(format: .json).write(schedule, to: &bytes)
    let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
    return ReferenceFile(
      name: "small/\(number)-\(planner.rawValue).json",
      description: "A complete schedule of \(schedule.problem.chain.length) steps.",
      command: "adjsched \(command) --format json", content: bytes.content)
  }
}
