import AdjointSchedules
import Testing

@testable import ScheduleFormats

@Suite struct VerificationTests {
  /// Returns the report in text, or the error's line, the same for every size of chunks.
  static func result(_ text: String, _ format: ReportFormat = .text) -> String {
    var results: [String] = []
    for size in [1, 7, 64, 1_000_000] {
      do {
        let report = try Verification.verify(ChoppedSource(text, size: size))
        results.append(String(decoding: report.bytes(format: format), as: UTF8.self))
      } catch {
        results.append("error: \(error)")
      }
    }
    let isSame = results.allSatisfy { $0 == results[0] }
    return isSame ? results[0] : "depends on the chunks: \(results)"
  }

  static let header = #"{"chain":{"length":3},"levels":[{"slots":2},{"slots":null}]}"# + "\n"

  /// Returns JSON Lines of operations in the words of the text format.
  static func lines(_ operations: [String], header: String = header) -> String {
    header
      + operations.map { text in
        let fields = text.split(separator: " ")
        switch fields[0] {
        case "forward": return #"{"op":"forward","from":\#(fields[1]),"to":\#(fields[2])}"#
        case "backward": return #"{"op":"backward","step":\#(fields[1])}"#
        default: return #"{"op":"\#(fields[0])","level":\#(fields[1]),"step":\#(fields[2])}"#
        }
      }.joined(separator: "\n")
  }

  static let valid = """
    valid
    makespan 8
    operations 14
    forward-steps 4
    backward-steps 4
    max-step-runs 2
    level 0 memory writes 2 reads 3 peak-slots 2
    states left stored 0

    """

  @Test func `the contract's example is valid`() throws {
    #expect(Self.result(ExampleSchedule.json) == Self.valid)
    #expect(try Verification.verify(Array(ExampleSchedule.json.utf8)).isValid)
    #expect(Self.result(try ExampleSchedule.text(.jsonl, facts: ExampleSchedule.facts())) == Self.valid)
    #expect(
      Self.result(ExampleSchedule.json, .json) == """
        {
          "valid": true,
          "makespan": 8,
          "statistics": { "operations": 14, "forwardSteps": 4, "backwardSteps": 4, "maxStepRuns": 2,
                          "levels": [ { "writes": 2, "reads": 3, "peakSlots": 2 } ] },
          "storedStates": 0
        }

        """)
  }

  @Test func `every rule broken is reported with number and text`() {
    let table: [([String], String)] = [
      (["forward 1 1"], "operation 1 (forward 1 1): a forward run goes from a step to a later one, at most 3"),
      (["forward 0 4"], "operation 1 (forward 0 4): a forward run goes from a step to a later one, at most 3"),
      (["forward 1 2"], "operation 1 (forward 1 2): state 1 must be in the buffer, which holds state 0"),
      (["write 0 0", "write 0 1"], "operation 2 (write 0 1): state 1 must be in the buffer, which holds state 0"),
      (["write 0 0", "write 0 0"], "operation 2 (write 0 0): level 0 holds that state already"),
      (["write 0 4"], "operation 1 (write 0 4): the chain has the states 0 to 3"),
      (["write 2 0"], "operation 1 (write 2 0): the problem has the levels 0 to 1"),
      (
        ["write 0 0", "forward 0 1", "write 0 1", "forward 1 2", "write 0 2"],
        "operation 5 (write 0 2): level 0 has no free slot: all 2 are taken"
      ),
      (["write 1 0", "read 0 0"], "operation 2 (read 0 0): level 0 does not hold that state"),
      (["discard 1 3"], "operation 1 (discard 1 3): level 1 does not hold that state"),
      (["backward 0"], "operation 1 (backward 0): the next backward step due is 3"),
      (["backward 3"], "operation 1 (backward 3): state 3 must be in the buffer, which holds state 0"),
      (
        ["forward 0 3", "backward 3", "backward 2"],
        "operation 3 (backward 2): state 2 must be in the buffer, which is empty"
      ),
      (["write 0 0"], "after operation 1: the schedule ends before backward step 3 has been run"),
    ]
    for (operations, sentence) in table {
      #expect(Self.result(Self.lines(operations)) == "invalid: \(sentence)\n", "\(operations)")
    }
  }

  @Test func `a smallest chain and its one step too many`() {
    let header = #"{"chain":{"length":0},"levels":[]}"# + "\n"
    #expect(
      Self.result(Self.lines(["backward 0"], header: header))
        == "valid\nmakespan 1\noperations 1\nforward-steps 0\nbackward-steps 1\nmax-step-runs 0\nstates left stored 0\n"
    )
    #expect(
      Self.result(Self.lines(["backward 0", "backward 0"], header: header))
        == "invalid: operation 2 (backward 0): every backward step has been run already\n")
    #expect(
      Self.result(Self.lines(["write 0 0"], header: header))
        == "invalid: operation 1 (write 0 0): the problem has no level\n")
  }

  @Test func `reports in JSON say what is wrong`() {
    #expect(
      Self.result(Self.lines(["write 0 0", "read 1 0"]), .json) == """
        {
          "valid": false,
          "operation": 2,
          "text": "read 1 0",
          "rule": "level 1 does not hold that state"
        }

        """)
    #expect(
      Self.result(Self.lines(["write 0 0"]), .json) == """
        {
          "valid": false,
          "operation": null,
          "text": null,
          "rule": "the schedule ends before backward step 3 has been run"
        }

        """)
    let wrong = ExampleSchedule.json.replacing("\"makespan\": 8", with: "\"makespan\": 9.5")
      .replacing("\"reads\": 3", with: "\"reads\": 4")
    #expect(
      Self.result(wrong, .json) == """
        {
          "valid": false,
          "mismatches": [
            { "field": "makespan", "stated": 9.5, "replayed": 8 },
            { "field": "statistics.levels[0].reads", "stated": 4, "replayed": 3 }
          ],
          "makespan": 8,
          "statistics": { "operations": 14, "forwardSteps": 4, "backwardSteps": 4, "maxStepRuns": 2,
                          "levels": [ { "writes": 2, "reads": 3, "peakSlots": 2 } ] },
          "storedStates": 0
        }

        """)
  }

  @Test func `what is stated is compared`() {
    let table: [([(String, String)], String)] = [
      ([("\"makespan\": 8", "\"makespan\": 9")], "states makespan 9, the replay gives 8"),
      ([("\"lowerBound\": 8", "\"lowerBound\": 8.5")], "states lowerBound 8.5, above the makespan of the replay, 8"),
      (
        [
          ("\"lowerBound\": 8", "\"lowerBound\": 9000000000000000000"),
          ("\"backwardCost\": 1", "\"backwardCost\": 1.0"),
        ],
        "states lowerBound 9000000000000000000, above the makespan of the replay, 8"
      ),
      (
        [("\"lowerBound\": 8", "\"lowerBound\": 7")],
        "states optimal with lowerBound 7, below the makespan of the replay, 8"
      ),
      ([("\"operations\": 14", "\"operations\": 15")], "states statistics.operations 15, the replay gives 14"),
      ([("\"forwardSteps\": 4", "\"forwardSteps\": 5")], "states statistics.forwardSteps 5, the replay gives 4"),
      ([("\"backwardSteps\": 4", "\"backwardSteps\": 3")], "states statistics.backwardSteps 3, the replay gives 4"),
      ([("\"maxStepRuns\": 2", "\"maxStepRuns\": 1")], "states statistics.maxStepRuns 1, the replay gives 2"),
      ([("\"writes\": 2", "\"writes\": 1")], "states statistics.levels[0].writes 1, the replay gives 2"),
      ([("\"reads\": 3", "\"reads\": 2")], "states statistics.levels[0].reads 2, the replay gives 3"),
      ([("\"peakSlots\": 2", "\"peakSlots\": 1")], "states statistics.levels[0].peakSlots 1, the replay gives 2"),
      ([("[ { \"writes\"", "[ {}, { \"writes\"")], "states statistics of 2 levels, the problem has 1"),
    ]
    for (changes, sentence) in table {
      var text = ExampleSchedule.json
      for (old, new) in changes {
        #expect(text.contains(old), "\(old)")
        text = text.replacing(old, with: new)
      }
      #expect(Self.result(text) == "invalid: \(sentence)\n", "\(changes)")
    }
    let two = ExampleSchedule.json.replacing("\"makespan\": 8", with: "\"makespan\": 7")
      .replacing("\"operations\": 14", with: "\"operations\": 13")
    #expect(
      Self.result(two)
        == "invalid: states makespan 7, the replay gives 8\n"
        + "invalid: states statistics.operations 13, the replay gives 14\n")
  }

  @Test func `a bound below is fine where nothing is claimed`() {
    let text = ExampleSchedule.json.replacing("\"lowerBound\": 8", with: "\"lowerBound\": 7.999999999")
      .replacing("\"optimal\": true", with: "\"optimal\": false")
    #expect(Self.result(text) == Self.valid)
    #expect(Self.result(text.replacing("7.999999999", with: "null")) == Self.valid)
    #expect(Self.result(ExampleSchedule.json.replacing("\"makespan\": 8", with: "\"makespan\": 80.0e-1")) == Self.valid)
  }

  @Test func `where costs are rounded, totals may differ by what that explains`() throws {
    // Four forward steps of a third and four backward steps of two thirds; three reads and two writes are free.
    let third = ExampleSchedule.json.replacing(
      "\"forwardCost\": 1, \"backwardCost\": 1",
      with: "\"forwardCost\": 0.333333333333, \"backwardCost\": 0.666666666667")
    func result(_ makespan: String) -> String {
      Self.result(
        third.replacing("\"makespan\": 8", with: "\"makespan\": \(makespan)")
          .replacing("\"lowerBound\": 8", with: "\"lowerBound\": \(makespan)"))
    }
    // 4 x 0.333333333 + 4 x 0.666666667 = 4.000000000; 8 steps, 5 transfers and the sum itself are 14 halves.
    for makespan in ["4", "4.0000000000001", "4.000000007", "3.999999993"] {
      #expect(result(makespan).hasPrefix("valid\n"), "\(makespan): \(result(makespan))")
    }
    for makespan in ["4.000000008", "3.999999992", "8", "9000000000000000000"] {
      #expect(result(makespan).hasPrefix("invalid: states makespan \(makespan), the replay gives 4\n"), "\(makespan)")
    }
    #expect(try Verification.verify(Array(third.utf8)).roundedCosts.count == 2)
    // Exact costs leave no room, but for digits that no total has.
    let exact = { (makespan: String) in
      Self.result(ExampleSchedule.json.replacing("\"makespan\": 8", with: "\"makespan\": \(makespan)"))
    }
    #expect(exact("8.0000000000001") == Self.valid)
    #expect(exact("8.000000001").hasPrefix("invalid: states makespan 8.000000001, "))
    #expect(try Verification.verify(Array(ExampleSchedule.json.utf8)).roundedCosts.count == 0)
  }

  @Test func `resolution, note and peaks in bytes are checked as far as one schedule shows`() {
    let add = { (field: String) in
      Self.result(ExampleSchedule.json.replacing("\"optimal\": true,", with: "\"optimal\": true, \(field),"))
    }
    #expect(add("\"resolution\": [null]") == Self.valid)
    #expect(add("\"resolution\": null, \"note\": null") == Self.valid)
    #expect(add("\"note\": \"anything\"") == Self.valid)
    #expect(add("\"resolution\": [5]") == "invalid: states resolution[0] 5, but level 0 is counted in slots\n")
    #expect(add("\"resolution\": []") == "invalid: states resolution of 0 levels, the problem has 1\n")
    #expect(add("\"resolution\": [1.5]") == "error: resolution[0]: must be an integer >= 0")
    #expect(add("\"resolution\": 1") == "error: resolution: must be an array, not a number")
    #expect(add("\"note\": 1") == "error: note: must be a string, not a number")
    let sized = #"{"chain":{"length":0,"stateSize":3},"levels":[{"capacity":9}],"resolution":[0],"optimal":false}"#
    #expect(
      Self.result(sized + #"{"op":"backward","step":0}{"statistics":{"levels":[{"peakBytes":1}]}}"#) == """
        invalid: states resolution[0] 0, but level 0 is counted in bytes, 9 of them
        invalid: states statistics.levels[0].peakBytes 1, the replay gives 0

        """)
    #expect(
      Self.result(ExampleSchedule.json.replacing("\"peakSlots\": 2", with: "\"peakSlots\": 2, \"peakBytes\": 7"), .json)
        .contains(#"{ "field": "statistics.levels[0].peakBytes", "stated": 7, "replayed": null }"#))
  }

  @Test func `two spellings of one accented letter are two names`() {
    let names = { (a: String, b: String) in
      Self.result(ExampleSchedule.json.replacing("\"makespan\"", with: "\"caf\(a)\": 1, \"caf\(b)\": 2, \"makespan\""))
    }
    #expect(names("\u{E9}", "e\u{301}") == Self.valid)
    #expect(names("\u{E9}", "\u{E9}") == "error: caf\u{E9}: is given twice; keep one")
  }

  @Test func `any object may have a comment`() {
    let text = """
      {"comment": "of the file", "chain": {"length": 0, "comment": {"a": [1]} }, "levels": [{"comment": 1, "slots": 1}]}
      {"comment": "of the operation", "op": "backward", "step": 0}
      {"comment": 1, "statistics": {"operations": 1, "comment": null, "levels": [{"reads": 0, "comment": "x"}]}}
      """
    #expect(Self.result(text).hasPrefix("valid\n"), "\(Self.result(text))")
    #expect(
      Self.result(
        text.replacing("\"comment\": 1, \"statistics\"", with: "\"statistics\"").replacing(
          "]}}", with: "]}, \"comment\": 2}")
      )
      .hasPrefix("valid\n"))
    #expect(
      Self.result(text.replacing("\"step\": 0", with: "\"comment\": 2, \"step\": 0"))
        == "error: operation 1, line 2, comment: is given twice; keep one")
    #expect(
      Self.result(text.replacing("]}}", with: "]}, \"comment\": 2}"))
        == "error: line 3, comment: is given twice; keep one")
    let join = """
      {"join": {"branches": [{"length": 1, "comment": 1}], "handle": {"length": 0}, "comment": 2}, "levels": [{"slots": 2, "comment": 3}]}
      {"comment": 1, "op": "read", "branch": 0, "level": 0, "step": 0}
      """
    let broken = try? Verification.verify(ChoppedSource(join, size: 9)).bytes(format: .text)
    #expect(String(decoding: broken ?? [], as: UTF8.self).hasPrefix("invalid: after operation 1: "))
  }

  @Test func `states left stored are counted`() {
    let lines = Self.lines([
      "write 0 0", "write 1 0", "forward 0 3", "backward 3", "read 0 0", "forward 0 2", "backward 2", "read 0 0",
      "forward 0 1", "backward 1", "read 1 0", "backward 0",
    ])
    #expect(Self.result(lines).hasPrefix("valid\n"))
    #expect(Self.result(lines).hasSuffix("states left stored 2\n"))
    #expect(Self.result(lines, .json).hasSuffix("\"storedStates\": 2\n}\n"))
  }

  @Test func `a price is the makespan at other costs`() throws {
    let costs = try Problem(
      chain: Chain(length: 3, forwardCost: .uniform(10), backwardCost: .uniform(100)),
      levels: [Level(name: "memory", slots: 9, writeCost: 1, readCost: 1000)], fractionDigits: 1)
    let source = ArraySource(Array(ExampleSchedule.json.utf8))
    let report = try Verification.verify(source, costs: costs)
    let statistics = report.statistics
    let price =
      10 * statistics.forwardSteps + 100 * statistics.backwardSteps + statistics.levels[0].writes
      + 1000 * statistics.levels[0].reads
    #expect(report.price?.makespan == price && report.price?.fractionDigits == 1)
    #expect(throws: RepricingError.self) {
      try Verification.verify(source, costs: Problem(chain: Chain(length: 4), levels: costs.levels))
    }
    let dear = try Problem(chain: Chain(length: 3, forwardCost: .uniform(.max / 2)), levels: costs.levels)
    #expect(throws: ReplayLimit.self) { try Verification.verify(source, costs: dear) }
  }

  @Test func `an overflow is a limit of the program`() {
    let header = #"{"chain":{"length":3,"forwardCost":5000000000000000000},"levels":[]}"# + "\n"
    #expect(throws: ReplayLimit(number: 1, operation: "forward 0 3", quantity: .makespan)) {
      try Verification.verify(Array(Self.lines(["forward 0 3"], header: header).utf8))
    }
  }

  @Test func `an error of the source comes through`() {
    for text in ["", Self.header, Self.lines(["write 0 0", "forward 0 1"])] {
      #expect(throws: ChoppedSource.Broken.self) {
        try Verification.verify(ChoppedSource(text, size: 5, breaks: true))
      }
    }
  }
}
