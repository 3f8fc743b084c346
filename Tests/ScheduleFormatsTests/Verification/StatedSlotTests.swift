import AdjointSchedules
import SeededRandom
import TestSupport
import Testing

@testable import ScheduleFormats

/// Slots stated beside operations: as they are written, and as `verify` checks them.
@Suite struct StatedSlotTests {
  /// Schedules with every kind of operation that touches a slot.
  private func schedules() throws -> [Schedule] {
    var schedules: [Schedule] = []
    for (slots, length) in [(1, 9), (3, 40), (7, 101)] {
      let problem = try uniform(length, levels((slots, 0, 0), (2, 3, 2), (nil, 9, 8)))
      for planner in [Planner.hrevolve, .storeAll, .uniform, .online] {
        schedules.append(try planner.schedule(for: problem))
      }
    }
    let taped = try Problem(
      chain: Chain(
        length: 30, forwardCost: .each((0..<30).map { 1 + $0 % 4 }), stateSize: .uniform(4),
        tapes: Tapes(size: .each((0..<30).map { 5 + $0 % 3 }), adjointCost: .uniform(2))),
      levels: [Level(name: "a", capacity: 60), Level(name: "b", slots: 3, writeCost: 1, readCost: 1)])
    schedules.append(try Planner.rotor.schedule(for: taped))
    for (length, slots, cost) in [(6, 2, 7), (40, 3, 5), (150, 4, 30)] {
      let overlapped = try Problem(
        chain: Chain(length: length, backwardCost: .uniform(2)),
        levels: [
          Level(name: "a", slots: slots),
          Level(name: "b", slots: nil, writeCost: cost, readCost: cost, isOverlapped: true),
        ])
      schedules.append(try Planner.hrevolve.schedule(for: overlapped))
    }
    for slots in [7, 20] {
      schedules.append(try Planner.join.schedule(for: Problem(branches: [5, 3, 4], handle: 6, slots: slots)))
    }
    return schedules
  }

  private func text(_ schedule: Schedule, _ format: ScheduleFormat) throws -> String {
    var sink: [UInt8] = []
    try ScheduleWriter(format: format, numbersSlots: true).write(schedule, to: &sink)
    return sink.text
  }

  @Test func `every format states slots that hold, none of them a peak or more`() throws {
    for schedule in try schedules() {
      let peaks = try schedule.statistics().levels.map(\.peakSlots)
      for format in ScheduleFormat.allCases {
        let text = try text(schedule, format)
        for size in [61, 100_000] {
          let report = try Verification.verify(ChoppedSource(text, size: size))
          #expect(report.isValid, "\(report.faults) \(text)")
          #expect(report.statistics == (try schedule.statistics()))
        }
        // The lowest free slot comes first, so all below the peak are used.
        var used = peaks.map { _ in Set<Int>() }
        for (level, slot) in format == .text ? textSlots(text) : jsonSlots(text) { used[level].insert(slot) }
        let branches = schedule.problem.junction?.branches.count ?? 0
        for (level, peak) in peaks.enumerated() {
          #expect(used[level].union(level == 0 ? Set(0..<branches) : []) == Set(0..<peak), "\(format)")
        }
      }
    }
  }

  private func textSlots(_ text: String) -> [(Int, Int)] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard words.count > 2, words[words.count - 2] == "slot", let slot = Int(words[words.count - 1]) else {
        return nil
      }
      if let at = words.firstIndex(of: "level") { return Int(words[at + 1]).map { ($0, slot) } }
      // In a join the branch comes first, and its only level is 0.
      return (text.contains("# join") ? 0 : Int(words[1]) ?? 0, slot)
    }
  }

  private func jsonSlots(_ text: String) -> [(Int, Int)] {
    text.split(separator: "\n").compactMap { line in
      let bare = line.filter { !" {}".contains($0) }.split(separator: ",").map { $0.split(separator: ":") }
      let field = { (name: String) in bare.first { $0[0] == "\"\(name)\"" }.flatMap { Int($0[1]) } }
      guard line.contains("\"op\""), let level = field("level"), let slot = field("slot") else { return nil }
      return (level, slot)
    }
  }

  @Test func `a line states the slot`() throws {
    let numbered = try ExampleSchedule.text(.text, numbersSlots: true, facts: ExampleSchedule.facts())
    #expect(
      numbered.contains("write 0 0 slot 0\nforward 0 2\nwrite 0 2 slot 1\nforward 2 3\nbackward 3\nread 0 2 slot 1\n"))
    // Without the slots it is the schedule without them.
    #expect(numbered.replacing(" slot 0", with: "").replacing(" slot 1", with: "") == ExampleSchedule.text)
    let lines = try ExampleSchedule.text(.jsonl, numbersSlots: true, facts: ExampleSchedule.facts())
    #expect(lines.contains(#"{"op":"write","level":0,"step":2,"slot":1}"# + "\n"))
    let json = try ExampleSchedule.text(.json, numbersSlots: true, facts: ExampleSchedule.facts())
    #expect(json.contains(#"{ "op": "discard", "level": 0, "step": 2, "slot": 1 },"# + "\n"))
    // The file may have its operations before its problem.
    let start = try #require(json.firstRange(of: "  \"operations\""))
    let end = try #require(json.firstRange(of: "  ],\n"))
    let turned =
      "{" + json[start.lowerBound..<end.upperBound] + json[json.index(json.startIndex, offsetBy: 2)..<start.lowerBound]
      + json[end.upperBound...]
    #expect(VerificationTests.result(turned) == VerificationTests.valid)
    #expect(
      VerificationTests.result(turned.replacing("\"step\": 2, \"slot\": 1", with: "\"step\": 2, \"slot\": 0"))
        == "invalid: operation 3 (write 0 2): slot 0 of level 0 holds state 0\n")
  }

  @Test func `a slot that cannot be is refused`() throws {
    let text = try ExampleSchedule.text(.text, numbersSlots: true, facts: ExampleSchedule.facts())
    let table = [
      ("write 0 2 slot 1", "write 0 2 slot 0", "operation 3 (write 0 2): slot 0 of level 0 holds state 0"),
      ("write 0 2 slot 1", "write 0 2 slot 2", "operation 3 (write 0 2): level 0 has the slots 0 to 1"),
      ("read 0 2 slot 1", "read 0 2 slot 0", "operation 6 (read 0 2): level 0 holds that in slot 1"),
      ("discard 0 2 slot 1", "discard 0 2 slot 0", "operation 8 (discard 0 2): level 0 holds that in slot 1"),
      (
        "backward 3", "backward 3 level 0 slot 1",
        "operation 5 (backward 3): the operation touches no slot, but states one"
      ),
      (
        "write 0 2 slot 1", "write 0 2",
        "operation 6 (read 0 2): the schedule did not state a slot when that was stored on level 0"
      ),
    ]
    for (line, other, message) in table {
      #expect(text.contains(line))
      #expect(VerificationTests.result(text.replacing(line + "\n", with: other + "\n")) == "invalid: \(message)\n")
    }
    // What is not stated is not asked for.
    #expect(
      VerificationTests.result(text.replacing("\nread 0 2 slot 1", with: "\nread 0 2")) == VerificationTests.valid)
    #expect(
      VerificationTests.result(text.replacing("discard 0 2 slot 1", with: "discard 0 2")) == VerificationTests.valid)
    // Any slot will do that is free.
    let swapped = text.replacing("slot 1", with: "slot x").replacing("slot 0", with: "slot 1")
    #expect(VerificationTests.result(swapped.replacing("slot x", with: "slot 0")) == VerificationTests.valid)
  }

  @Test func `a tape's backward step names its level and slot`() throws {
    let header = #"{"chain":{"length":2,"tapeSize":2,"adjointCost":1},"levels":[{"slots":1},{"slots":3}]}"#
    let lines = { (slots: [String]) in
      header + "\n"
        + [
          #"{"op":"tape","level":0,"step":0\#(slots[0])}"#, #"{"op":"tape","level":1,"step":1\#(slots[1])}"#,
          #"{"op":"backward","step":1\#(slots[2])}"#, #"{"op":"backward","step":0\#(slots[3])}"#,
        ].joined(separator: "\n")
    }
    let good = [#","slot":0"#, #","slot":2"#, #","level":1,"slot":2"#, #","level":0,"slot":0"#]
    #expect(VerificationTests.result(lines(good)).hasPrefix("valid\n"))
    let table = [
      (2, #","level":0,"slot":0"#, "invalid: operation 3 (backward 1): level 1 holds what it frees\n"),
      (2, #","level":1,"slot":1"#, "invalid: operation 3 (backward 1): level 1 holds that in slot 2\n"),
      (2, #","level":7,"slot":1"#, "invalid: operation 3 (backward 1): the problem has the levels 0 to 1\n"),
      (1, "", "invalid: operation 3 (backward 1): the schedule did not state a slot when that was stored on level 1\n"),
      (2, #","level":1"#, "error: operation 3, line 4, level: does not belong here; a backward has \"step\""),
      (
        2, #","slot":2"#,
        "error: operation 3, line 4, level: is missing; a backward step with a slot has the level of that slot"
      ),
      (1, #","slot":3"#, "invalid: operation 2 (tape 1 1): level 1 has the slots 0 to 2\n"),
    ]
    for (index, other, message) in table {
      var slots = good
      slots[index] = other
      #expect(VerificationTests.result(lines(slots)) == message)
    }
  }

  @Test func `peaks before the operations are checked`() throws {
    let json = ExampleSchedule.json
    let table = [
      ("[ { \"slots\": 3 } ]", "states peaks[0].slots 3, the replay gives 2"),
      ("[ { \"bytes\": 3 } ]", "states peaks[0].bytes 3, but the problem states no sizes"),
      ("[]", "states peaks of 0 levels, the problem has 1"),
    ]
    for (peaks, message) in table {
      #expect(VerificationTests.result(json.replacing("[ { \"slots\": 2 } ]", with: peaks)) == "invalid: \(message)\n")
    }
    #expect(
      VerificationTests.result(json.replacing("{ \"slots\": 2 } ]", with: "{ \"slot\": 2 } ]"))
        == "error: peaks[0].slot: unknown field; did you mean \"slots\"?")
  }
}
