import AdjointSchedules

@testable import ScheduleFormats

/// The contract's example: l = 3, two slots.
enum ExampleSchedule {
  static let operations: [Operation] = [
    .write(level: 0, step: 0), .forward(from: 0, to: 2), .write(level: 0, step: 2), .forward(from: 2, to: 3),
    .backward(step: 3), .read(level: 0, step: 2), .backward(step: 2), .discard(level: 0, step: 2),
    .read(level: 0, step: 0), .forward(from: 0, to: 1), .backward(step: 1), .read(level: 0, step: 0),
    .backward(step: 0), .discard(level: 0, step: 0),
  ]

  static let json = """
    {
      "format": "adjsched-schedule/1",
      "planner": "hrevolve",
      "chain": { "length": 3, "forwardCost": 1, "backwardCost": 1 },
      "levels": [ { "name": "memory", "slots": 2, "writeCost": 0, "readCost": 0 } ],
      "makespan": 8,
      "optimal": true,
      "lowerBound": 8,
      "peaks": [ { "slots": 2 } ],
      "operations": [
        { "op": "write", "level": 0, "step": 0 },
        { "op": "forward", "from": 0, "to": 2 },
        { "op": "write", "level": 0, "step": 2 },
        { "op": "forward", "from": 2, "to": 3 },
        { "op": "backward", "step": 3 },
        { "op": "read", "level": 0, "step": 2 },
        { "op": "backward", "step": 2 },
        { "op": "discard", "level": 0, "step": 2 },
        { "op": "read", "level": 0, "step": 0 },
        { "op": "forward", "from": 0, "to": 1 },
        { "op": "backward", "step": 1 },
        { "op": "read", "level": 0, "step": 0 },
        { "op": "backward", "step": 0 },
        { "op": "discard", "level": 0, "step": 0 }
      ],
      "statistics": { "operations": 14, "forwardSteps": 4, "backwardSteps": 4, "maxStepRuns": 2,
                      "levels": [ { "writes": 2, "reads": 3, "peakSlots": 2 } ] }
    }

    """

  static let text = """
    # adjsched-schedule/1
    # planner hrevolve
    # chain length 3 forward-cost 1 backward-cost 1
    # level 0 memory slots 2 write-cost 0 read-cost 0
    # makespan 8
    # optimal yes
    # lower-bound 8
    # operations 14
    # forward-steps 4
    # backward-steps 4
    # max-step-runs 2
    # use 0 memory writes 2 reads 3 peak-slots 2
    write 0 0
    forward 0 2
    write 0 2
    forward 2 3
    backward 3
    read 0 2
    backward 2
    discard 0 2
    read 0 0
    forward 0 1
    backward 1
    read 0 0
    backward 0
    discard 0 0

    """

  static func problem() throws -> Problem {
    try Problem(chain: Chain(length: 3), levels: [Level(name: "memory", slots: 2)])
  }

  static func facts() throws -> ScheduleHeader {
    ScheduleHeader(
      problem: try problem(), planner: "hrevolve", makespan: 8, lowerBound: 8, note: nil,
      statistics: Statistics(
        operations: 14, forwardSteps: 4, backwardSteps: 4, maxStepRuns: 2,
        levels: [Statistics.LevelUse(writes: 2, reads: 3, peakSlots: 2)]))
  }

  /// Returns the text of `operations` with `facts` in a format.
  static func text(
    _ format: ScheduleFormat, summaryOnly: Bool = false, numbersSlots: Bool = false, facts: ScheduleHeader,
    operations: [Operation] = ExampleSchedule.operations
  ) throws -> String {
    var bytes: [UInt8] = []
    ScheduleWriter(format: format, summaryOnly: summaryOnly, numbersSlots: numbersSlots)
      .write(operations, facts: facts, emit: { bytes += $0 })
    return String(decoding: bytes, as: UTF8.self)
  }
}
