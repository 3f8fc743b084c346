import AdjointSchedules
import Testing

@testable import ScheduleFormats

/// Schedules as text, read back.
@Suite struct TextScheduleTests {
  /// Replaces a line, the one that is a beginning of it.
  private func changed(_ line: String, _ other: String) -> String {
    let lines = ExampleSchedule.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.contains(line), "\(line)")
    var isFirst = true
    return lines.flatMap { (text: String) -> [String] in
      if text != line || !isFirst { return [text] }
      isFirst = false
      return other.isEmpty ? [] : [other]
    }.joined(separator: "\n")
  }

  @Test func `what is written is valid, whatever the line ends and however it is cut`() throws {
    #expect(try ExampleSchedule.text(.text, facts: ExampleSchedule.facts()) == ExampleSchedule.text)
    #expect(VerificationTests.result(ExampleSchedule.text) == VerificationTests.valid)
    let lines = ExampleSchedule.text.split(separator: "\n")
    #expect(VerificationTests.result(lines.joined(separator: "\r\n")) == VerificationTests.valid)
    #expect(VerificationTests.result("\n\n" + lines.joined(separator: " \n\n\t ")) == VerificationTests.valid)
    // Only the chain and the levels have to be there; other people's comments may be anywhere.
    let bare = lines.filter { !$0.hasPrefix("#") || $0.contains("slots 2 ") || $0.hasPrefix("# chain") }
    #expect(VerificationTests.result(bare.joined(separator: "\n## mine\n#\n# by me\n")) == VerificationTests.valid)
    #expect(
      VerificationTests.result("#level 0\n" + ExampleSchedule.text)
        == "error: line 1, level: is missing; a level has a number, a name, and slots or capacity")
  }

  @Test func `what is stated is checked`() {
    let table = [
      ("# makespan 8", "# makespan 7.5", "states makespan 7.5, the replay gives 8"),
      ("# lower-bound 8", "# lower-bound 9", "states lowerBound 9, above the makespan of the replay, 8"),
      ("# operations 14", "# operations 15", "states statistics.operations 15, the replay gives 14"),
      ("# forward-steps 4", "# forward-steps 5", "states statistics.forwardSteps 5, the replay gives 4"),
      ("# backward-steps 4", "# backward-steps 5", "states statistics.backwardSteps 5, the replay gives 4"),
      ("# max-step-runs 2", "# max-step-runs 1", "states statistics.maxStepRuns 1, the replay gives 2"),
      ("# makespan 8", "# resolution 4", "states resolution[0] 4, but level 0 is counted in slots"),
      (
        "# use 0 memory writes 2 reads 3 peak-slots 2", "# use 0 memory writes 2 reads 3 tapes 1 peak-slots 2",
        "states statistics.levels[0].tapes 1, the replay gives 0"
      ),
      (
        "# use 0 memory writes 2 reads 3 peak-slots 2", "# use 0 memory peak-bytes 3",
        "states statistics.levels[0].peakBytes 3, but the problem states no sizes"
      ),
    ]
    for (line, other, sentence) in table {
      #expect(VerificationTests.result(changed(line, other)) == "invalid: \(sentence)\n")
    }
    #expect(
      VerificationTests.result(changed("write 0 2", "write 0 1")).hasPrefix(
        "invalid: operation 3 (write 0 1): state 1 must"))
  }

  @Test func `mistakes name their line`() {
    let chain = "# chain length 3 forward-cost 1 backward-cost 1"
    let level = "# level 0 memory slots 2 write-cost 0 read-cost 0"
    let table = [
      (
        chain, "",
        "line 12: there is no line \"# chain\" before this; keep the comment lines, which describe the problem, or use --format json"
      ),
      (
        level, "",
        "operation 1, line 12: there is no line \"# level\" before this; keep the comment lines, which describe the problem"
      ),
      (chain, "# chain forward-cost 1", "line 3, length: is missing; give the number of steps"),
      (chain, "# chain length 3 forwrad-cost 1", "line 3, forwrad-cost: unknown field; did you mean \"forward-cost\"?"),
      (chain, "# chain length 3 length 3", "line 3, length: is given twice; keep one"),
      (chain, "# chain length", "line 3, length: is missing; give an integer >= 0"),
      (chain, "# chain length 3.5", "line 3, length: must be an integer >= 0"),
      (chain, "# chain length 3 forward-cost x", "line 3, forward-cost[0]: is not a decimal number >= 0, such as 0.5"),
      (
        chain, "# chain length 3 forward-cost 1,2",
        "line 3, chain.forwardCost: has 2 entries where the chain's length asks for 3"
      ),
      (
        chain, "# chain length 3 forward-cost 1,2,\n3",
        "line 3, forward-cost: ends with a comma; continue the list on the next line, after \"#\""
      ),
      (chain, "# chain length 3 forward-cost 1,,2", "line 3, forward-cost[1]: is missing; give a decimal number >= 0"),
      (
        chain, "# chain length 3 forward-cost [1,2,3]",
        "line 3, forward-cost: has no \"]\" after its only entry; lists of several have no brackets"
      ),
      (
        chain, "# chain length 3 backward-cost 1 adjoint-cost 1",
        "line 3, backward-cost: conflicts with adjoint-cost: backward steps run either from states or from tapes"
      ),
      (chain, chain + "\n" + chain, "line 4, chain: is given twice; keep one"),
      (level, "# level 1 memory slots 2", "line 4, level: is number 1, but 0 is next: levels must be in order"),
      (level, "# level 0 memory slots two", "line 4, slots: must be an integer >= 0"),
      (level, "# level 0 memory slots unlimitd", "line 4, slots: must be an integer >= 0, or unlimited"),
      (level, "# level 0 memory write-cost 2", "line 4, slots: is missing; give a number, or unlimited"),
      (level, "# level 0 memory slots 2 name memory", "line 4, name: must be a string in quotes"),
      (
        level, "# level 0 memory slots 2 capacity 3",
        "line 4, capacity: conflicts with slots: give a level's size in slots or in bytes"
      ),
      (
        level, "# level 0 my memory slots 2",
        "line 4, memory: unknown field; the fields here are \"slots\", \"capacity\", \"write-cost\", \"read-cost\", \"write-bandwidth\", \"read-bandwidth\", \"size-factor\", \"shares-capacity-with\", \"overlapped\", \"name\""
      ),
      ("# optimal yes", "# optimal", "line 6, optimal: is missing; write yes or no"),
      ("# optimal yes", "# optimal true", "line 6, optimal: must be yes or no"),
      ("# makespan 8", "# makespan 8 8", "line 5, makespan: \"8\" is one word too many on this line"),
      (
        "# adjsched-schedule/1", "# adjsched-sweep/1",
        "line 1, adjsched-sweep/1: \"adjsched-sweep/1\" is not known; a schedule is \"adjsched-schedule/1\""
      ),
      (
        "write 0 0", "wirte 0 0",
        "operation 1, line 13: unknown operation \"wirte\"; an operation is one of forward, backward, write, read, discard, tape, offload, prefetch, join"
      ),
      ("write 0 0", "write 0", "operation 1, line 13: is not of the form: write LEVEL STEP"),
      ("write 0 0", "write 0 0 0", "operation 1, line 13: is not of the form: write LEVEL STEP"),
      ("write 0 0", "write 0 0 0 0 0", "operation 1, line 13: is not of the form: write LEVEL STEP"),
      ("write 0 0", "write handle 0", "operation 1, line 13: is not of the form: write LEVEL STEP"),
      ("write 0 0", "write 0 -1", "operation 1, line 13: \"-1\" is not an integer >= 0"),
      ("write 0 0", "read 0 3 1", "operation 1, line 13, tape: must be 2, whose step leaves state 3"),
      (
        "write 0 0", "read 0 0 0",
        "operation 1, line 13, step: must be at least 1: no step leaves state 0, so no tape has it"
      ),
      ("write 0 0", "join", "operation 1, line 13: \"join\" is not an operation of this problem"),
      (
        "backward 3", "# level 1 disk slots 3",
        "line 17, level: describes the problem after an operation; move it before the first"
      ),
      (
        "write 0 0", "write 0 0 slot", "operation 1, line 13, slot: is missing; give an integer >= 0"
      ),
      ("write 0 0", "write 0 0 slot 1 2", "operation 1, line 13: \"2\" is one word too many on this line"),
      (
        "write 0 0", "write 0 0 level 0 slot 1",
        "operation 1, line 13: states its slot wrongly; the line ends with slot NUMBER, that of a backward step with level NUMBER slot NUMBER"
      ),
      (
        "backward 3", "backward 3 level 0",
        "operation 5, line 17, slot: is missing; the line ends with slot NUMBER, that of a backward step with level NUMBER slot NUMBER"
      ),
      ("# operations 14", "# operations", "line 8, operations: is missing; give an integer >= 0"),
      (
        "# planner hrevolve", "# planner caf\u{1}",
        "line 2, column 14: contains bytes that are not text; is this the right file?"
      ),
    ]
    for (line, other, message) in table {
      #expect(VerificationTests.result(changed(line, other)) == "error: \(message)")
    }
    let summary = ExampleSchedule.text.split(separator: "\n").filter { $0.hasPrefix("#") }.joined(separator: "\n")
    #expect(
      VerificationTests.result(summary)
        == "error: line 12, column 45: there are no operations; give the whole schedule, not a summary or a problem")
  }

  @Test func `names, lists and levels in bytes come back as they were`() throws {
    let costs = (0..<90).map { 1_000_000_000 + $0 * 7 }
    let problems = [
      try Problem(
        chain: Chain(length: 90, forwardCost: .each(costs), backwardCost: .each([0] + costs)),
        levels: [
          "level 0", "level_1", "my disk", "x\u{2028}\"y\"", "", "_", "caf\u{E9}", "/dev/shm", "\"", "\"a\"", "2*x,y;z",
        ].map {
          Level(name: $0, slots: 3)
        },
        fractionDigits: 9),
      try Problem(
        chain: Chain(length: 1, forwardCost: .each([2]), backwardCost: .each([1, 3])),
        levels: [Level(name: "a", slots: 1), Level(name: "b", slots: nil, writeCost: 5, readCost: 1)], fractionDigits: 0
      ),
      try Problem(
        chain: Chain(length: 0, forwardCost: .each([]), backwardCost: .each([3]), stateSize: .each([4])),
        levels: [Level(name: "a", capacity: 9)]),
      try Problem(
        chain: Chain(
          length: 2, forwardCost: .each([2, 3]), stateSize: .each([1, 2, 1]),
          tapes: Tapes(size: .each([2, 2]), adjointCost: .each([1, 2]))), levels: [Level(name: "a", capacity: 9)]),
    ]
    for problem in problems {
      let planner = problem.chain.tapes == nil ? Planner.hrevolve : .rotor
      let schedule = try planner.schedule(for: problem)
      var sink: [UInt8] = []
      try ScheduleWriter(format: .text).write(schedule, to: &sink)
      for size in [13, 100_000] {
        let report = try Verification.verify(ChoppedSource(sink.text, size: size))
        #expect(report.isValid && report.planner == planner.rawValue, "\(report.faults) \(sink.text)")
        #expect(report.problem == problem, "\(sink.text)")
        #expect(report.problem.levels.map { Array($0.name.utf8) } == problem.levels.map { Array($0.name.utf8) })
        #expect(report.statistics == (try schedule.statistics()))
      }
      let longest = sink.text.split(separator: "\n").map(\.utf8.count).max() ?? 0
      #expect(longest < 160, "\(longest)")
    }
  }

  @Test func `no line reaches 1000 bytes`() throws {
    let most = 1_000_000_000_000_000_000
    let names = [
      String(repeating: "\u{1}", count: 60_000), String(repeating: "\u{1D173}", count: 9_000),
      String(repeating: "e\u{301}", count: 20_000), String(repeating: "\"/ ", count: 20_000),
    ]
    for name in names {
      let problem = try Problem(
        chain: Chain(
          length: 2, forwardCost: .each([most, most]), stateSize: .uniform(3), forwardTemporary: .uniform(most),
          backwardTemporary: .uniform(most)),
        levels: [
          Level(name: name, capacity: most, writeCost: most, readCost: most, writeBandwidth: most, readBandwidth: most)
        ], fractionDigits: 9)
      var header = try ExampleSchedule.facts()
      header.problem = problem
      header.note = name
      header.statistics = Statistics(levels: [
        .init(writes: most, reads: most, tapes: most, peakSlots: most, peakBytes: most)
      ])
      let text = try ExampleSchedule.text(.text, facts: header)
      let longest = text.utf8.split(separator: UInt8(ascii: "\n")).map(\.count).max() ?? 0
      #expect(longest < 1000, "\(longest)")
      // What is no blank stands in the note, and the name comes back.
      let start = try #require(text.firstRange(of: "write 0 0"))
      let report = try Verification.verify(ChoppedSource(String(text[..<start.lowerBound]) + "backward 2\n", size: 999))
      #expect(Array(report.problem.levels[0].name.utf8) == Array(name.utf8))
      #expect(report.problem == problem)
    }
  }

  @Test func `names survive a list-directed read`() {
    let table = [
      ("/dev/shm", "\"/dev/shm\""), ("memory", "memory"), ("caf\u{E9}-1.0", "caf\u{E9}-1.0"), ("a,b", "\"a,b\""),
      ("2*x", "\"2*x\""), ("it's", "\"it's\""), ("\"a\" b", "_a__b"), ("", "_"),
      (String(repeating: "/", count: 99), "\"" + String(repeating: "/", count: 64) + "\""),
      (String(repeating: "\u{E9}", count: 33), String(repeating: "\u{E9}", count: 32)),
    ]
    for (name, word) in table { #expect(PrintableText.listedWord(name) == word) }
  }

  @Test func `bandwidths, room for steps, compression and shared room are read as they were written`() throws {
    let text = """
      {"chain": {"length": 3, "stateSize": 4, "forwardTemporary": [1, 2, 3], "backwardTemporary": 2},
       "levels": [{"name": "my memory", "capacity": 12, "readBandwidth": 3},
                  {"sharesCapacityWith": "my memory", "sizeFactor": 0.5, "writeCost": 0.25, "writeBandwidth": 8}]}
      """
    let problem = try ProblemReader.read(Array(text.utf8))
    var bytes: [UInt8] = []
    problem.appendTextLines(to: &bytes)
    let operations =
      "write 0 0\nforward 0 1\nwrite 1 1\nforward 1 3\nbackward 3\nread 1 1\nforward 1 2\nbackward 2\n"
      + "read 1 1\nbackward 1\nread 0 0\nbackward 0\n"
    let report = try Verification.verify(ArraySource(bytes + Array(operations.utf8)))
    #expect(report.problem == problem && report.isValid, "\(String(decoding: bytes, as: UTF8.self))")
    // Steps 1 + 2 + 1, four backward steps, a write of 0.25 + 4 / 8, one read of memory of 4 / 3.
    #expect(report.makespan == 10_083_333_334)
  }

  @Test func `a join is read with its branches`() throws {
    let problem = try Problem(
      branches: [3, 2], handle: 1, forwardCost: 5, memory: "my memory", slots: 5, fractionDigits: 1)
    var sink: [UInt8] = []
    try ScheduleWriter(format: .text).write(try Planner.join.schedule(for: problem), to: &sink)
    let result = { (text: String) in
      do {
        let report = try Verification.verify(ChoppedSource(text, size: 5))
        return String(decoding: report.bytes(format: .text), as: UTF8.self)
      } catch {
        return "error: \(error)"
      }
    }
    #expect(result(sink.text).hasPrefix("valid\n"), "\(result(sink.text))")
    let table = [
      (
        "# handle length 1\n", "",
        "a join has lines \"# branch\", one \"# handle\" and one \"# level\" in slots before its operations; keep the comment lines"
      ),
      ("# branch 1 length 2\n", "# branch 2 length 2\n", "branch: is number 2, but 1 is next"),
      ("\njoin\n", "\njoin 0\n", "is not of the form: join"),
      ("\njoin\n", "\ntape 0 0 1\n", "\"tape\" is not an operation of this problem"),
      ("backward handle 1\n", "backward handel 1\n", "\"handel\" is not an integer >= 0"),
      ("backward handle 1\n", "backward handle\n", "is not of the form: backward BRANCH STEP"),
      ("# makespan", "# makespan 3\n#", "states makespan 3, the replay gives"),
    ]
    for (old, new, message) in table {
      let parts = sink.text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
      #expect(parts.count == 2, "\(old) is not in \(sink.text)")
      let found = result(parts.joined(separator: new))
      #expect(found.contains(message), "\(found)")
    }
  }
}
