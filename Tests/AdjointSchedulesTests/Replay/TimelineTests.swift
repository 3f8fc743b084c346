import TestSupport
import Testing

@testable import AdjointSchedules

/// The timeline of schedules on overlapped levels, by hand.
@Suite struct TimelineTests {
  private func level(slots: Int?, _ write: Int, _ read: Int) -> Level {
    Level(name: "disk", slots: slots, writeCost: write, readCost: read, isOverlapped: true)
  }

  /// Runs the operations on a free memory and an overlapped disk.
  private func replay(
    _ operations: [Operation], length: Int, memory: Int = 2, disk: Level, forward: Int = 1, backward: Int = 2
  ) throws -> ReplayMachine {
    let problem = try uniform(
      length, [Level(name: "memory", slots: memory), disk], forward: forward, backward: backward)
    var machine = ReplayMachine(problem: problem)
    for operation in operations { try machine.execute(operation) }
    return machine
  }

  /// Four steps, two slots of memory and a disk; the times are those of a disk of 3 : 2.
  private let example: [Operation] = [
    .write(level: 0, step: 0), .offload(level: 1, step: 0), .discard(level: 0, step: 0),  // 0 to 3 on the channel
    .forward(from: 0, to: 1), .write(level: 0, step: 1),  // at 1, in the other slot
    .forward(from: 1, to: 3), .write(level: 0, step: 3),  // F1, F2 to 3; x_0's slot is free at 3
    .forward(from: 3, to: 4), .backward(step: 4),  // to 4, to 6
    .read(level: 0, step: 3), .backward(step: 3), .discard(level: 0, step: 3),  // to 8; x_3 was read at 6
    .prefetch(level: 1, step: 0),  // 6 to 8, into x_3's slot
    .read(level: 0, step: 1), .forward(from: 1, to: 2), .backward(step: 2),  // to 9, to 11
    .read(level: 0, step: 1), .backward(step: 1), .discard(level: 0, step: 1),  // to 13
    .read(level: 0, step: 0), .backward(step: 0), .discard(level: 0, step: 0), .discard(level: 1, step: 0),  // to 15
  ]

  @Test func `a transfer runs beside the steps, and its slot is free when it ends`() throws {
    let machine = try replay(example, length: 4, disk: level(slots: 1, 3, 2))
    try machine.finish()
    // 5 forward steps, 5 backward steps of 2, no stall.
    #expect(machine.makespan == 15)
    #expect(machine.storedStates == [0, 0])
    let statistics = machine.statistics
    #expect(statistics.computeTime == 15 && statistics.stallTime == 0)
    #expect(statistics.levels.map(\.busyTime) == [nil, 5])
    #expect(statistics.levels[0].peakSlots == 2 && statistics.levels[1].peakSlots == 1)
    #expect(statistics.levels[1].writes == 1 && statistics.levels[1].reads == 1)
  }

  @Test func `a write waits for the slot that a transfer pins, a read for the state that travels`() throws {
    // x_0 travels until 7: x_3 waits from 3 to 7. It is back 7 after B_4 has read x_3 at 10: at 17.
    let machine = try replay(example, length: 4, disk: level(slots: 1, 7, 7))
    #expect(machine.makespan == 19)
    #expect(machine.statistics.computeTime == 15 && machine.statistics.stallTime == 4)
    #expect(machine.statistics.levels[1].busyTime == 14)
    // At 9: B_4 ends at 9 + 1 + 2 = 12, the transfer at 12 + 9 = 21, the other steps at 12 + 2 + 3 + 2 = 19.
    let slower = try replay(example, length: 4, disk: level(slots: 1, 9, 9))
    #expect(slower.makespan == 23)
    #expect(slower.statistics.computeTime == 15 && slower.statistics.stallTime == 8)
  }

  @Test func `a channel carries one transfer at a time, in the order of issue`() throws {
    let machine = try replay(
      [
        .write(level: 0, step: 0), .offload(level: 1, step: 0), .forward(from: 0, to: 1), .write(level: 0, step: 1),
        .offload(level: 1, step: 1), .discard(level: 0, step: 1), .discard(level: 0, step: 0),
        .forward(from: 1, to: 2), .write(level: 0, step: 2), .forward(from: 2, to: 3), .write(level: 0, step: 3),
      ], length: 3, disk: level(slots: nil, 10, 1))
    // The slots are free at 10 and 20; x_2 waits from 2 to 10, x_3 from 11 to 20.
    #expect(machine.timeline.last.end == 20)
    #expect(machine.statistics.levels[0].peakSlots == 2 && machine.statistics.levels[1].peakSlots == 2)
  }

  @Test func `the room of a slower level is awaited too`() throws {
    // x_0 is on the disk's only slot until its prefetch has ended at 5 + 5; then x_2 goes there.
    let machine = try replay(
      [
        .write(level: 0, step: 0), .offload(level: 1, step: 0), .discard(level: 0, step: 0),
        .prefetch(level: 1, step: 0), .discard(level: 1, step: 0), .forward(from: 0, to: 2),
        .write(level: 0, step: 2), .offload(level: 1, step: 2),
      ], length: 2, memory: 3, disk: level(slots: 1, 5, 5))
    #expect(machine.timeline.last.start == 10 && machine.timeline.last.end == 15)
    // The prefetch starts at 5, when the slot that x_0 left is free again; x_2 takes another at 2.
    #expect(machine.statistics.levels[0].peakSlots == 2)
  }

  @Test func `an unlimited memory counts the slots that transfers pin`() throws {
    let problem = try uniform(3, [Level(name: "memory", slots: nil), level(slots: nil, 10, 1)])
    var machine = ReplayMachine(problem: problem)
    for step in 0..<3 {
      try machine.execute(.write(level: 0, step: step))
      try machine.execute(.offload(level: 1, step: step))
      try machine.execute(.discard(level: 0, step: step))
      try machine.execute(.forward(from: step, to: step + 1))
    }
    #expect(machine.statistics.levels[0].peakSlots == 3)
  }

  @Test func `each rule of overlapped levels has its sentence`() throws {
    let cases: [([Operation], Rule)] = [
      ([.write(level: 1, step: 0)], .overlapped(level: 1)),
      ([.write(level: 0, step: 0), .offload(level: 1, step: 0), .read(level: 1, step: 0)], .overlapped(level: 1)),
      ([.offload(level: 1, step: 0)], .notStored(level: 0)),
      ([.write(level: 0, step: 0), .offload(level: 0, step: 0)], .notOverlapped(level: 0)),
      ([.write(level: 0, step: 0), .offload(level: 2, step: 0)], .levelRange(levels: 2)),
      ([.write(level: 0, step: 0), .offload(level: 1, step: 3)], .stateRange(length: 2)),
      ([.write(level: 0, step: 0), .offload(level: 1, step: 0), .offload(level: 1, step: 0)], .storedTwice(level: 1)),
      ([.write(level: 0, step: 0), .offload(level: 1, step: 0), .prefetch(level: 1, step: 0)], .storedTwice(level: 0)),
      ([.write(level: 0, step: 0), .prefetch(level: 1, step: 0)], .notStored(level: 1)),
      (
        [
          .write(level: 0, step: 0), .offload(level: 1, step: 0), .forward(from: 0, to: 1), .write(level: 0, step: 1),
          .offload(level: 1, step: 1),
        ], .slotsFull(level: 1, slots: 1)
      ),
      (
        [
          .write(level: 0, step: 0), .offload(level: 1, step: 0), .discard(level: 0, step: 0), .forward(from: 0, to: 1),
          .write(level: 0, step: 1), .forward(from: 1, to: 2), .write(level: 0, step: 2), .prefetch(level: 1, step: 0),
        ], .slotsFull(level: 0, slots: 2)
      ),
      ([.write(level: 0, step: 0), .offloadTape(level: 1, step: 0)], .noTapes),
    ]
    for (operations, rule) in cases {
      #expect(throws: RuleViolation(number: operations.count, operation: operations.last, rule: rule)) {
        try replay(operations, length: 2, disk: level(slots: 1, 1, 1))
      }
    }
    let problem = try uniform(2, levels((1, 0, 0), (1, 1, 1)))
    var machine = ReplayMachine(problem: problem)
    try machine.execute(.write(level: 0, step: 0))
    #expect(
      throws: RuleViolation(number: 2, operation: .offload(level: 1, step: 0), rule: .notOverlapped(level: 1))
    ) { try machine.execute(.offload(level: 1, step: 0)) }
  }

  @Test func `a time that does not fit 64 bits is refused`() throws {
    #expect(
      throws: RuleViolation(number: 4, operation: .prefetch(level: 1, step: 0), rule: .overflow(quantity: .makespan))
    ) {
      try replay(
        [
          .write(level: 0, step: 0), .offload(level: 1, step: 0), .discard(level: 0, step: 0),
          .prefetch(level: 1, step: 0),
        ], length: 1, disk: level(slots: 1, .max / 2, .max / 2 + 2))
    }
  }

  @Test func `level 0 cannot be overlapped`() throws {
    #expect(
      throws: ProblemError(field: .level(0, .overlapped), reason: .overlappedFastest)
    ) { try uniform(1, [level(slots: 1, 1, 1)]) }
  }

  @Test func `planners of transfers that block refuse an overlapped level`() throws {
    let problem = try uniform(4, [Level(name: "memory", slots: 1), level(slots: nil, 1, 1)])
    for planner in Planner.allCases where !planner.overlapsTransfers {
      #expect(throws: PlanningError.unsuited(planner: planner, .blockingTransfers)) {
        try planner.schedule(for: problem)
      }
    }
  }
}

/// Bytes, tapes and unequal steps on overlapped levels.
@Suite struct SizedTimelineTests {
  @Test func `transfers by the byte, and bytes that transfers pin`() throws {
    // 10 bytes of memory; states of 4, 5 and 6 bytes; two bytes a unit to the disk, four back.
    let problem = try Problem(
      chain: Chain(
        length: 2, forwardCost: .each([1, 2]), backwardCost: .each([1, 1, 1]), stateSize: .each([4, 5, 6])),
      levels: [
        Level(name: "memory", capacity: 10),
        Level(
          name: "disk", slots: nil, writeCost: 1, readCost: 1, writeBandwidth: 2, readBandwidth: 4,
          isOverlapped: true),
      ])
    var machine = ReplayMachine(problem: problem)
    for operation: Operation in [
      .write(level: 0, step: 0), .offload(level: 1, step: 0), .discard(level: 0, step: 0),  // 0 to 1 + 2 = 3
      .forward(from: 0, to: 1), .write(level: 0, step: 1),  // at 1, 9 bytes
      .offload(level: 1, step: 1),  // 3 to 3 + 1 + 3 = 7
      .forward(from: 1, to: 2), .discard(level: 0, step: 1),  // to 3
      .write(level: 0, step: 2),  // at 7: 10 - 5 bytes are free at 3, and 6 are needed
    ] {
      try machine.execute(operation)
    }
    #expect(machine.timeline.last.start == 7)
    #expect(machine.statistics.levels[0].peakBytes == 9 && machine.statistics.levels[0].peakSlots == 2)
    #expect(machine.statistics.levels[1].busyTime == 7 && machine.statistics.levels[1].peakBytes == 9)
    try machine.execute(.backward(step: 2))
    #expect(machine.makespan == 8)
    #expect(machine.statistics.computeTime == 4 && machine.statistics.stallTime == 4)
  }

  @Test func `tapes move to an overlapped level and back`() throws {
    let problem = try Problem(
      chain: Chain(length: 2, forwardCost: .uniform(2), tapes: Tapes(adjointCost: .uniform(3))),
      levels: [
        Level(name: "memory", slots: 1),
        Level(name: "host", slots: 1, writeCost: 1, readCost: 2, isOverlapped: true),
      ])
    var machine = ReplayMachine(problem: problem)
    for operation: Operation in [
      .tape(level: 0, step: 0),  // 0 to 2
      .offloadTape(level: 1, step: 0),  // 2 to 3
      .tape(level: 0, step: 1),  // 3 to 5: the slot is free at 3
      .backward(step: 1),  // to 8
      .prefetchTape(level: 1, step: 0),  // 8 to 10
      .backward(step: 0),  // to 13
    ] {
      try machine.execute(operation)
    }
    try machine.finish()
    #expect(machine.makespan == 13)
    #expect(machine.statistics.computeTime == 10 && machine.statistics.stallTime == 3)
    #expect(machine.statistics.levels[1].busyTime == 3 && machine.statistics.levels[1].tapes == 1)
    #expect(machine.statistics.levels.map(\.peakSlots) == [1, 1])

    var away = ReplayMachine(problem: problem)
    for operation: Operation in [.tape(level: 0, step: 0), .offloadTape(level: 1, step: 0), .tape(level: 0, step: 1)] {
      try away.execute(operation)
    }
    try away.execute(.backward(step: 1))
    #expect(
      throws: RuleViolation(number: 5, operation: .backward(step: 0), rule: .tapeAway(step: 0, level: 1))
    ) { try away.execute(.backward(step: 0)) }
  }

  @Test func `a step waits for the bytes that it needs while it runs`() throws {
    let problem = try Problem(
      chain: Chain(length: 2, stateSize: .uniform(4), forwardTemporary: .each([0, 4])),
      levels: [
        Level(name: "memory", capacity: 6), Level(name: "disk", slots: nil, writeCost: 5, isOverlapped: true),
      ])
    var machine = ReplayMachine(problem: problem)
    for operation: Operation in [
      .write(level: 0, step: 0), .offload(level: 1, step: 0), .discard(level: 0, step: 0), .forward(from: 0, to: 1),
      .forward(from: 1, to: 2),
    ] {
      try machine.execute(operation)
    }
    // x_0's bytes are free at 5.
    #expect(machine.timeline.last.start == 5)
    #expect(machine.statistics.levels[0].peakBytes == 4)
  }
}
