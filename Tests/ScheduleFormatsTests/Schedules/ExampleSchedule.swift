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

  static func problem() throws -> Problem {
    try Problem(chain: Chain(length: 3), levels: [Level(name: "memory", slots: 2)])
  }

  static func facts() throws -> ScheduleFacts {
    ScheduleFacts(
      problem: try problem(), planner: "hrevolve", makespan: 8, lowerBound: 8, reservation: nil,
      statistics: Statistics(
        operations: 14, forwardSteps: 4, backwardSteps: 4, maxStepRuns: 2,
        levels: [Statistics.LevelUse(writes: 2, reads: 3, peakSlots: 2)]))
  }

  /// Returns the text of `operations` with `facts` in a format.
  static func text(
    _ format: ScheduleFormat, summaryOnly: Bool = false, facts: ScheduleFacts,
    operations: [Operation] = ExampleSchedule.operations
  ) throws -> String {
    var bytes: [UInt8] = []
    try ScheduleWriter(format: format, summaryOnly: summaryOnly)
      .write(operations, facts: facts, emit: { bytes += $0 })
    return String(decoding: bytes, as: UTF8.self)
  }
}
