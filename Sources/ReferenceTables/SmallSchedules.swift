import AdjointSchedules
import ScheduleFormats

/// Returns a dozen complete schedules, small enough to follow by hand.
func smallSchedules() throws -> [ReferenceFile] {
  let memory = { (slots: Int) in ProblemDescription.Level(name: "memory", slots: slots) }
  let disk = { (slots: Int?, write: Int, read: Int) in
    ProblemDescription.Level(
      name: "disk", slots: slots, writeCost: DecimalCost(write), readCost: DecimalCost(read))
  }
  let half = DecimalCost(5, fractionDigits: 1)
  let cases: [(Planner, ProblemDescription, String, String)] = [
    (.revolve, .init(length: 0, levels: [memory(1)]), "revolve -l 0 -m 1", "A chain without a step: the turn alone."),
    (
      .revolve, .init(length: 3, levels: [memory(2)]), "revolve -l 3 -m 2",
      "The example of the file format: three steps, two slots."
    ),
    (
      .revolve, .init(length: 4, levels: [memory(1)]), "revolve -l 4 -m 1",
      "A single slot: every state is run anew from x_0."
    ),
    (.revolve, .init(length: 10, levels: [memory(3)]), "revolve -l 10 -m 3", "Three slots for ten steps."),
    (
      .revolve, .init(length: 5, levels: [memory(9)]), "revolve -l 5 -m 9",
      "More slots than steps: every state is kept."
    ),
    (
      .diskRevolve, .init(length: 10, levels: [memory(2), disk(nil, 5, 4)]),
      "disk-revolve -l 10 -m 2 --disk-write 5 --disk-read 4",
      "Memory with two slots beside a disk without a bound, which is not worth its cost here."
    ),
    (
      .diskRevolve, .init(length: 12, levels: [memory(1), disk(2, 3, 1)]),
      "disk-revolve -l 12 -m 1 --disk-write 3 --disk-read 1 --disk-slots 2",
      "One slot of memory, two on disk, and a state on disk that is read more than once."
    ),
    (
      .diskRevolve, .init(length: 6, levels: [memory(0), disk(nil, 2, 1)]),
      "disk-revolve -l 6 -m 0 --disk-write 2 --disk-read 1", "A disk alone: memory without a slot."
    ),
    (
      .hrevolve,
      .init(
        length: 8,
        levels: [
          .init(slots: 1, writeCost: DecimalCost(6)), .init(slots: 2, writeCost: DecimalCost(9), readCost: .one),
        ]),
      "hrevolve -l 8 --level 1:6:0 --level 2:9:1",
      "Memory that costs something to write, and a costlier level with two slots."
    ),
    (
      .hrevolve,
      .init(
        length: 15,
        levels: [
          .init(slots: 1), .init(slots: 1, writeCost: DecimalCost(2), readCost: .one),
          .init(slots: nil, writeCost: DecimalCost(9), readCost: DecimalCost(4)),
        ]),
      "hrevolve -l 15 --level 1 --level 1:2:1 --level inf:9:4", "Three levels, the slowest without a bound."
    ),
    (
      .hrevolve,
      .init(
        length: 9, forwardCost: .uniform(half), backwardCost: .uniform(DecimalCost(125, fractionDigits: 2)),
        levels: [.init(name: "memory", slots: 2), .init(name: "disk", slots: 2, writeCost: half, readCost: half)]),
      "hrevolve -l 9 --forward-cost 0.5 --backward-cost 1.25 --level memory=2 --level disk=2:0.5:0.5",
      "Decimal costs of steps, writes and reads."
    ),
    (
      .hrevolve,
      .init(
        length: 7,
        levels: [
          .init(slots: 1, writeCost: DecimalCost(5), readCost: .one),
          .init(slots: 1, writeCost: .one, readCost: DecimalCost(6)),
        ]),
      "hrevolve -l 7 --level 1:5:1 --level 1:1:6",
      "Not hierarchical: the level that is cheap to write is expensive to read."
    ),
  ]
  return try cases.enumerated().map { index, entry in
    let (planner, description, command, what) = entry
    let schedule = try planner.schedule(for: description.problem())
    var bytes: [UInt8] = []
    try ScheduleWriter(format: .json).write(schedule, to: &bytes)
    let number = index < 9 ? "0\(index + 1)" : "\(index + 1)"
    return ReferenceFile(
      name: "small/\(number)-\(planner.rawValue).json",
      description: what,
      command: "adjsched \(command) --format json", content: bytes)
  }
}
