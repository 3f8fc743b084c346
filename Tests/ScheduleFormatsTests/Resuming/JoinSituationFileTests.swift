import AdjointSchedules
import TestSupport
import Testing

@testable import ScheduleFormats

/// Situations of branches that join, in problem and schedule files.
@Suite struct JoinSituationFileTests {
  private let join = #"""
    {"join": {"branches": [{"length": 3}, {"length": 2}], "handle": {"length": 1}}, "levels": [{"slots": 6}],
    "situation": {"stored": [{"handle": [], "branches": [[3, 0], [2, 0]]}], "due": {"branches": [1, null], "handle": null}}}
    """#

  @Test func `a situation of branches that join is read, written and verified in every format`() throws {
    let problem = try ProblemReader.read(Array(join.utf8))
    let stated = JoinSituation(
      branches: [1, nil], handle: nil, storedOnBranches: [[0, 3], [0, 2]], storedOnHandle: [])
    #expect(problem.joinSituation == stated)
    #expect(try ProblemReader.read(ProblemWriter.bytes(problem)) == problem)
    let begun = try Problem(
      branches: [30], handle: 40, slots: nil,
      situation: JoinSituation(
        branches: [29], handle: 40, storedOnBranches: [Array(0...25)], storedOnHandle: [7]))
    for problem in [problem, begun] {
      let schedule = try Planner.join.schedule(for: problem)
      for format in ScheduleFormat.allCases {
        var bytes: [UInt8] = []
        try schedule.write(format, numbersSlots: true, to: &bytes)
        let file = try ScheduleFile(contentsOf: bytes)
        #expect(file.problem == schedule.problem && file.operations == Array(schedule))
      }
    }
  }

  @Test func `what is wrong with a situation of branches that join is named`() {
    func error(_ situation: String) -> String? {
      let parts = #""join":{"branches":[{"length":3},{"length":2}],"handle":{"length":1}}"#
      do {
        _ = try ProblemReader.read(Array("{\(parts),\"levels\":[{\"slots\":6}],\"situation\":\(situation)}".utf8))
        return nil
      } catch {
        return "\(error)"
      }
    }
    let due = #""due":{"branches":[1,1],"handle":null}"#
    let stored = #""stored":[{"branches":[[0],[0]],"handle":[]}]"#
    #expect(error("{\(due),\(stored)}") == nil)
    for (situation, message) in [
      (#"{"due":1,"stored":[[0]]}"#, "situation.due: is one number, as for a chain; where branches join, give"),
      ("{\"due\":1,\(stored)}", "situation.due: is one number, as for a chain, and stored is of branches"),
      ("{\(due),\"stored\":[]}", "situation.stored: is empty; give what the memory holds"),
      ("{\(due),\"stored\":[[0]]}", "situation.stored: is empty; give what the memory holds"),
      (
        #"{\#(due),"stored":[{"branches":[[0],[0]],"handle":[]},{"branches":[],"handle":[]}]}"#,
        "situation.stored[1]: is one too many"
      ),
      ("{\(due),\(stored),\"buffer\":0}", "situation.buffer: does not go with branches that join"),
      (#"{"due":{"branches":[1]},\#(stored)}"#, "situation.due.handle: is missing"),
      (#"{"due":{"branches":[1],"handle":null},\#(stored)}"#, "situation.due: has 1 branches, and 2 join"),
      (#"{"due":{"branches":[1,1],"handle":1},\#(stored)}"#, "situation.due.branches[0]: must be 2: no branch is"),
      (#"{"due":{"branches":[9,1],"handle":null},\#(stored)}"#, "situation.due.branches[0]: must be from 0 to 2"),
      (
        #"{\#(due),"stored":[{"branches":[[0],[0,3]],"handle":[]}]}"#, "situation.stored[0].branches[1]: must be from 0"
      ),
      (#"{\#(due),"stored":[{"branches":[[0],[0]],"handle":[2]}]}"#, "situation.stored[0].handle: must be from 0 to 1"),
    ] {
      #expect(error(situation)?.hasPrefix(message) == true, "\(situation): \(error(situation) ?? "nothing")")
    }
    let chain = #"{"chain":{"length":3},"levels":[{"slots":2}],"situation":{\#(due),\#(stored)}}"#
    #expect(
      throws: FormatError(
        place: "situation.due", reason: "has branches and a handle, and this is one chain; give one number")
    ) {
      try ProblemReader.read(Array(chain.utf8))
    }
  }

  @Test func `what is wrong with a text's lines of such a situation is named`() throws {
    func error(_ lines: [String]) -> String? {
      let head = [
        "# join forward-cost 1 backward-cost 1", "# branch 0 length 3", "# branch 1 length 2", "# handle length 1",
      ]
      let text = (head + ["# level 0 memory slots 6"] + lines + ["backward 0 0"]).joined(separator: "\n") + "\n"
      do {
        _ = try ScheduleFile(contentsOf: Array(text.utf8))
        return nil
      } catch {
        return "\(error)"
      }
    }
    for (lines, message) in [
      (["# situation due none"], "line 6, due: must be the number"),
      (["# situation due nothing branches 1,1"], "line 6, due: must be the number of the next backward step, or none"),
      (["# situation due none branches 1,none buffer 1"], "line 6, buffer: does not go with branches"),
      (["# situation due none branches 1,1", "# stored-branch 2 [0]"], "line 7, stored-branch: names branch 2"),
      (
        ["# situation due none branches 1,1", "# stored-branch 1 [0]", "# stored-branch 1 [0]"],
        "line 8, stored-branch 1: "
      ),
      (["# end-situation due none branches 1,1"], "line 6, end-situation: is of branches that join"),
    ] {
      #expect(error(lines)?.hasPrefix(message) == true, "\(lines): \(error(lines) ?? "nothing")")
    }
  }

  @Test func `a cut among branches that join says what is due and stored of each part`() throws {
    let schedule = try Planner.join.schedule(for: try Problem(branches: [3, 2], handle: 1, slots: 5))
    var bytes: [UInt8] = []
    try schedule.write(.jsonl, to: &bytes)
    let count = Array(schedule).count
    for after in 1..<count - 1 {
      let recording = try ScheduleRecording(reading: ArraySource(bytes), after: after)
      let report = try #require(SituationReport(recording))
      #expect(try ProblemReader.read(report.bytes(format: .json)).situation == recording.situation?.losing([]))
      #expect(report.savedAdjoint == nil)
    }
    let joined = try ScheduleRecording(
      reading: ArraySource(bytes), after: 1 + (Array(schedule).firstIndex(of: .join) ?? 0))
    let report = try #require(SituationReport(joined))
    #expect(String(decoding: report.bytes(format: .text), as: UTF8.self).contains("buffer handle 0\n"))
    #expect(String(decoding: report.bytes(format: .json), as: UTF8.self).contains(#""branch": "handle""#))
    let later = try ScheduleRecording(reading: ArraySource(bytes), after: count - 3)
    let text = String(decoding: try #require(SituationReport(later)).bytes(format: .text), as: UTF8.self)
    #expect(text.contains("handle due none saved-adjoint none states 0\n"))
  }
}
