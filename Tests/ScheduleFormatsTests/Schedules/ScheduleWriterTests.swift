import AdjointSchedules
import Testing

@testable import ScheduleFormats

@Suite struct ScheduleWriterTests {
  @Test func `json is the contract's example`() throws {
    #expect(try ExampleSchedule.text(.json, facts: ExampleSchedule.facts()) == ExampleSchedule.json)
  }

  @Test func `text is one operation a line between comments`() throws {
    #expect(try ExampleSchedule.text(.text, facts: ExampleSchedule.facts()) == ExampleSchedule.text)
  }

  @Test func `json lines are one object a line`() throws {
    let text = try ExampleSchedule.text(
      .jsonl, facts: ExampleSchedule.facts(), operations: Array(ExampleSchedule.operations.prefix(3)))
    #expect(
      text == """
        {"format":"adjsched-schedule/1","planner":"hrevolve","chain":{"length":3,"forwardCost":1,"backwardCost":1},\
        "levels":[{"name":"memory","slots":2,"writeCost":0,"readCost":0}],"makespan":8,"optimal":true,"lowerBound":8,\
        "peaks":[{"slots":2}]}
        {"op":"write","level":0,"step":0}
        {"op":"forward","from":0,"to":2}
        {"op":"write","level":0,"step":2}
        {"statistics":{"operations":14,"forwardSteps":4,"backwardSteps":4,"maxStepRuns":2,\
        "levels":[{"writes":2,"reads":3,"peakSlots":2}]}}

        """)
  }

  @Test func `a summary is the same without the operations`() throws {
    let facts = try ExampleSchedule.facts()
    let words = ["write", "forward", "backward", "read", "discard"]
    let text = try ExampleSchedule.text(.text, facts: facts).split(separator: "\n")
      .filter { line in !words.contains { line.hasPrefix($0) } }
    #expect(try ExampleSchedule.text(.text, summaryOnly: true, facts: facts) == text.joined(separator: "\n") + "\n")
    let json = ExampleSchedule.json
    let start = try #require(json.firstRange(of: "  \"operations\": [\n"))
    let end = try #require(json.firstRange(of: "  ],\n"))
    #expect(
      try ExampleSchedule.text(.json, summaryOnly: true, facts: facts)
        == json[..<start.lowerBound] + json[end.upperBound...])
    let lines = try ExampleSchedule.text(.jsonl, facts: facts).split(separator: "\n")
    #expect(
      try ExampleSchedule.text(.jsonl, summaryOnly: true, facts: facts) == lines[0] + "\n" + lines[15] + "\n")
    #expect(lines.count == 16)
  }

  @Test func `a summary as text has the range and the sum of many numbers`() throws {
    for (count, line) in [
      (63, nil),
      (65, "# chain length 65 forward-cost 0.5...1.1 (51.5 in all) backward-cost 0.5...922337203685477580.7"),
    ] as [(Int, String?)] {
      let costs = (0..<count).map { 5 + $0 % 7 }
      let problem = try Problem(
        chain: Chain(length: count, forwardCost: .each(costs), backwardCost: .each(costs + [.max])),
        levels: [Level(name: "memory", slots: 3)], fractionDigits: 1)
      let facts = ScheduleHeader(
        problem: problem, planner: "none", makespan: 1, lowerBound: 1, note: nil,
        statistics: Statistics(levels: [.init()]))
      let summary = try ExampleSchedule.text(.text, summaryOnly: true, facts: facts, operations: [])
      if let line { #expect(summary.split(separator: "\n")[2] == line, "\(summary)") }
      // What is read again is complete, and so is JSON.
      let whole = try ExampleSchedule.text(.text, facts: facts, operations: [])
      #expect((summary == whole) == (line == nil) && !whole.contains("..."))
      #expect(!(try ExampleSchedule.text(.json, summaryOnly: true, facts: facts, operations: [])).contains("..."))
    }
  }

  /// Every optional part at once: two levels, no limit, costs a step, decimals, awkward names, not optimal.
  private func awkwardFacts() throws -> ScheduleHeader {
    let problem = try Problem(
      chain: Chain(length: 2, forwardCost: .each([10, 25]), backwardCost: .each([0, 5, 100])),
      levels: [
        Level(name: "a \"b\"\\\n\u{1}\u{1F}é", slots: 0), Level(name: "", slots: nil, writeCost: 105, readCost: 1),
      ], fractionDigits: 1)
    return ScheduleHeader(
      problem: problem, planner: "x y", makespan: 12345, lowerBound: nil, note: "not \"proven\":\nlimit",
      statistics: Statistics(levels: [.init(), .init(writes: 3)]))
  }

  @Test func `every optional part is written`() throws {
    let facts = try awkwardFacts()
    #expect(
      try ExampleSchedule.text(.json, summaryOnly: true, facts: facts) == #"""
        {
          "format": "adjsched-schedule/1",
          "planner": "x y",
          "chain": { "length": 2, "forwardCost": [1, 2.5], "backwardCost": [0, 0.5, 10] },
          "levels": [
            { "name": "a \"b\"\\\n\u0001\u001fé", "slots": 0, "writeCost": 0, "readCost": 0 },
            { "name": "", "slots": null, "writeCost": 10.5, "readCost": 0.1 }
          ],
          "makespan": 1234.5,
          "optimal": false,
          "note": "not \"proven\":\nlimit",
          "peaks": [ { "slots": 0 }, { "slots": 0 } ],
          "statistics": { "operations": 0, "forwardSteps": 0, "backwardSteps": 0, "maxStepRuns": 0,
                          "levels": [ { "writes": 0, "reads": 0, "peakSlots": 0 }, { "writes": 3, "reads": 0, "peakSlots": 0 } ] }
        }

        """#)
    #expect(
      try ExampleSchedule.text(.text, summaryOnly: true, facts: facts) == #"""
        # adjsched-schedule/1
        # planner x_y
        # chain length 2 forward-cost 1,2.5 backward-cost 0,0.5,10
        # level 0 "a__b_\___é" slots 0 write-cost 0 read-cost 0 name "a \"b\"\\\n\u0001\u001fé"
        # level 1 _ slots unlimited write-cost 10.5 read-cost 0.1 name ""
        # makespan 1234.5
        # optimal no
        # note not "proven": limit
        # transfers block: no step runs while a state is written or read
        # operations 0
        # forward-steps 0
        # backward-steps 0
        # max-step-runs 0
        # use 0 "a__b_\___é" writes 0 reads 0 peak-slots 0
        # use 1 _ writes 3 reads 0 peak-slots 0

        """#)
  }

  @Test func `text says that transfers block where a slower level costs something and none is overlapped`() throws {
    func says(_ levels: [Level]) throws -> Bool {
      let chain = Chain(length: 2, stateSize: .uniform(1))
      let schedule = try Planner.hrevolve.schedule(for: Problem(chain: chain, levels: levels))
      var bytes: [UInt8] = []
      try schedule.write(.text, to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
        .contains("\n# transfers block: no step runs while a state is written or read\n# operations ")
    }
    let memory = Level(name: "memory", slots: 1, writeCost: 1)
    let slow = Level(name: "slow", slots: nil, readCost: 1)
    #expect(try says([memory, slow]) && says([memory, Level(name: "wire", slots: 3, readBandwidth: 1)]))
    #expect(try !says([memory]) && !says([memory, Level(name: "free", slots: nil)]))
    #expect(try !says([memory, Level(name: "none", slots: 0, writeCost: 1)]))
    #expect(try !says([memory, slow, Level(name: "beside", slots: nil, writeCost: 1, isOverlapped: true)]))
  }

  @Test func `no levels are an empty array`() throws {
    var facts = try ExampleSchedule.facts()
    facts.problem = try Problem(chain: Chain(length: 0), levels: [])
    facts.statistics.levels = []
    let json = try ExampleSchedule.text(.json, facts: facts, operations: [.backward(step: 0)])
    #expect(json.contains("\n  \"levels\": [],\n"))
    #expect(json.contains("\n  \"operations\": [\n    { \"op\": \"backward\", \"step\": 0 }\n  ],\n"))
    #expect(json.contains("\"levels\": [] }\n}\n"))
  }

  @Test func `chunks are large and their numbers grow`() throws {
    let problem = try Problem(chain: Chain(length: 20_000), levels: [Level(name: "memory", slots: 4)])
    let schedule = try Planner.revolve.schedule(for: problem)
    for format in ScheduleFormat.allCases {
      var sink = MemorySink()
      var progress: [Int] = []
      try ScheduleWriter(format: format).write(schedule, to: &sink, onProgress: { progress.append($0) })
      #expect(sink.chunks.count > 10, "\(format)")
      #expect(sink.chunks.dropLast().allSatisfy { (65_536..<66_100).contains($0.count) }, "\(format)")
      #expect(progress.count == sink.chunks.count - 1, "\(format)")
      #expect(zip(progress, progress.dropFirst()).allSatisfy { $0 < $1 }, "\(format)")
      let operations = sink.text.split(separator: "\n").filter { line in
        line.contains("\"op\"") || ["w", "f", "b", "r", "d"].contains { line.hasPrefix($0) }
      }
      #expect(operations.count == (try schedule.statistics().operations), "\(format)")
    }
  }

  @Test func `an error of the sink ends the writing`() throws {
    struct FullSink: ByteSink {
      struct Full: Error {}
      var calls = 0
      mutating func write(_ bytes: [UInt8]) throws {
        calls += 1
        throw Full()
      }
    }
    let problem = try Problem(chain: Chain(length: 20_000), levels: [Level(name: "memory", slots: 4)])
    let schedule = try Planner.revolve.schedule(for: problem)
    var sink = FullSink()
    #expect(throws: FullSink.Full.self) { try ScheduleWriter(format: .text).write(schedule, to: &sink) }
    #expect(sink.calls == 1)
  }
}
