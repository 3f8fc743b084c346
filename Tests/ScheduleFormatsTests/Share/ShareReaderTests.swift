import AdjointSchedules
import TestSupport
import Testing

@testable import ScheduleFormats

@Suite struct ShareReaderTests {
  private func error(_ json: String) -> String {
    do {
      return "no error: \(try ProblemReader.readShare(Array(json.utf8)))"
    } catch {
      return error.description
    }
  }

  @Test func `chains, memory and question are read, costs on one scale`() throws {
    let json = """
      { "chains": [ { "name": "ocean", "length": 30, "forwardCost": 0.25 }, { "length": 5, "backwardCost": 2 } ],
        "levels": [ { "name": "memory", "slots": 8, "writeCost": 0 } ], "processors": "each", "minimize": "maximum" }
      """
    let problem = try ShareProblem(
      chains: [
        .init(name: "ocean", length: 30, forwardCost: 25, backwardCost: 100),
        .init(length: 5, forwardCost: 100, backwardCost: 200),
      ], slots: 8, processors: .each, objective: .maximum, fractionDigits: 2)
    #expect(try ProblemReader.readShare(Array(json.utf8)) == problem)
  }

  @Test func `what is no such problem names the field`() {
    func chains(_ chains: String) -> String {
      #"{"chains":\#(chains),"levels":[{"slots":2}],"processors":"one"}"#
    }
    func levels(_ levels: String) -> String {
      #"{"chains":[{"length":1}],"levels":\#(levels),"processors":"one"}"#
    }
    let table = [
      (
        "",
        "line 1, column 1: the input is empty, perhaps because the command that writes it has failed; a problem file is one JSON object with chains and levels"
      ),
      ("{}", "chains: is missing; give a list, such as [{\"length\": 100}, {\"length\": 50}]"),
      (#"{"chain":{}}"#, "chain: this is a problem of one chain; give a list \"chains\", or use plan"),
      (#"{"procesors":1}"#, "procesors: unknown field; did you mean \"processors\"?"),
      (chains("[]"), "chains: is empty; give at least one chain"),
      (chains("[{}]"), "chains[0].length: is missing; give the number of steps"),
      (chains("[{\"length\":1},3]"), "chains[1]: must be an object, not a number"),
      (chains("[{\"length\":-1}]"), "chains[0].length: must be an integer >= 0"),
      (
        chains("[{\"length\":2,\"forwardCost\":[1,2]}]"),
        "chains[0].forwardCost: must be a single cost: all steps of a chain cost the same here"
      ),
      (
        chains("[{\"length\":2,\"forwardCost\":1e18,\"backwardCost\":0.5}]"),
        "chains[0].forwardCost: does not fit 64 bits together with costs of 1 decimals; use larger units or fewer decimals"
      ),
      (levels("[]"), "levels: is empty; give one level, such as [{\"slots\": 10}]"),
      (levels("[{\"slots\":1},{\"slots\":1}]"), "levels: has more than one entry; the memory here is one level"),
      (levels("[{\"name\":\"x\"}]"), "levels[0].slots: is missing; give a number, or null for unlimited"),
      (
        levels("[{\"slots\":1,\"readCost\":2}]"),
        "levels[0].readCost: must be 0: the memory here is free to write and read; leave the field out"
      ),
      (
        #"{"chains":[{"length":1}],"levels":[{"slots":1}]}"#,
        "processors: is missing; \"one\" runs the chains one after another, \"each\" all at the same time"
      ),
      (
        #"{"chains":[{"length":1}],"levels":[{"slots":1}],"processors":"two"}"#,
        "processors: must be \"one\" or \"each\", not \"two\""
      ),
      (#"{"minimize":"max"}"#, "minimize: must be \"sum\" or \"maximum\", not \"max\""),
    ]
    for (json, wanted) in table { #expect(error(json) == wanted, "\(json)") }
  }

  @Test func `the answer is written as text, CSV and JSON with exact decimals`() throws {
    let problem = try ShareProblem(
      chains: [.init(name: "a b", length: 4, forwardCost: 5, backwardCost: 10), .init(length: 0, backwardCost: 10)],
      slots: 2, processors: .each, fractionDigits: 1)
    let share = try MemoryShare.plan(problem)
    func text(_ format: TableFormat) -> String { String(decoding: share.bytes(format: format), as: UTF8.self) }
    #expect(
      text(.json) == """
        {
          "format": "adjsched-share/1",
          "chains": [
            { "name": "a b", "slots": 2, "makespan": 8 },
            { "slots": 0, "makespan": 1 }
          ],
          "sum": 9,
          "maximum": 8,
          "optimal": true,
          "lowerBound": 9
        }

        """)
    #expect(text(.csv) == "chain,length,slots,makespan\na b,4,2,8\n1,0,0,1\n")
    #expect(
      text(.text) == """
        # adjsched-share/1
        # processors each
        # minimize sum
        # slots 2
        # sum 9
        # maximum 8
        # optimal yes
        # chain  length  slots  makespan
        a_b           4      2         8
        1             0      0         1

        """)
  }
}
