import AdjointSchedules
import Testing

@testable import ScheduleFormats

@Suite struct JoinReaderTests {
  private func error(_ json: String) -> String {
    do {
      return "no error: \(try ProblemReader.read(Array(json.utf8)))"
    } catch {
      return error.description
    }
  }

  @Test func `branches, handle, costs and memory are read`() throws {
    let json = """
      { "levels": [ { "slots": 5 } ],
        "join": { "handle": { "length": 1 }, "branches": [ { "length": 3 }, { "length": 2 } ], "backwardCost": 2.5 } }
      """
    let problem = try Problem(
      branches: [3, 2], handle: 1, forwardCost: 10, backwardCost: 25, memory: "level 0", slots: 5, fractionDigits: 1)
    #expect(try ProblemReader.read(Array(json.utf8)) == problem)
  }

  @Test func `what is no such problem names the field`() {
    func join(_ join: String) -> String { #"{"join":{\#(join)},"levels":[{"slots":9}]}"# }
    let branches = #""branches":[{"length":3}]"#
    let handle = #""handle":{"length":0}"#
    let table = [
      (
        "[]",
        "line 1, column 1: expected \"{\", found \"[\"; a problem file is one JSON object"
      ),
      (
        #"{"levels":[{"slots":1}]}"#,
        "chain: is missing; give at least {\"length\": STEPS}"
      ),
      (#"{"join":{\#(branches),\#(handle)}}"#, "levels: is missing; give the memory, such as [{\"slots\": 10}]"),
      (
        #"{"chain":{"length":1},"join":{}}"#,
        "join: stands beside \"chain\"; a problem has only one of them"
      ),
      (
        #"{"levels":[{"slots":9},{"slots":9}],"join":{\#(branches),\#(handle)}}"#,
        "levels: has more than one entry; the memory here is one level"
      ),
      (
        #"{"levels":[{"slots":9,"readCost":1}],"join":{\#(branches),\#(handle)}}"#,
        "levels[0].readCost: must be 0: the memory here is free to write and read; leave the field out"
      ),
      (
        #"{"levels":[{"capacity":9}],"join":{\#(branches),\#(handle)}}"#,
        "levels[0]: is not counted in slots alone, as the memory here; give only its slots and name"
      ),
      (
        #"{"join":{\#(branches),\#(handle)},"levels":[]}"#,
        "levels: is empty; give one level, such as [{\"slots\": 10}]"
      ),
      (
        #"{"levels":[],"join":{\#(branches),\#(handle)}}"#,
        "levels: is empty; give one level, such as [{\"slots\": 10}]"
      ),
      (join(branches), "join.handle: is missing; give {\"length\": STEPS}; 0 steps are only the turn"),
      (join(handle), "join.branches: is missing; give a list, such as [{\"length\": 10}, {\"length\": 12}]"),
      (join("\(handle),\"branches\":[]"), "join.branches: is empty; give at least one branch"),
      (join("\(handle),\"branches\":[3]"), "join.branches[0]: must be an object, not a number"),
      (join("\(handle),\"branches\":[{}]"), "join.branches[0].length: is missing; give the number of steps"),
      (
        join("\(handle),\"branches\":[{\"length\":1},{\"length\":0}]"),
        "join.branches[1].length: must be from 1 to 1000000000000000000"
      ),
      (join("\(branches),\"handle\":{\"lenght\":1}"), "join.handle.lenght: unknown field; did you mean \"length\"?"),
      (
        join("\(branches),\(handle),\"forwardCost\":-1"),
        "join.forwardCost: is negative; give a decimal number >= 0"
      ),
      (
        join("\(branches),\(handle),\"backwardCost\":[1]"),
        "join.backwardCost: must be a single cost: all steps of a chain cost the same here"
      ),
      (
        join("\(branches),\(handle),\"cost\":1"),
        "join.cost: unknown field; the fields here are \"branches\", \"handle\", \"forwardCost\", \"backwardCost\""
      ),
    ]
    for (json, wanted) in table { #expect(error(json) == wanted, "\(json)") }
    let many = Array(repeating: #"{"length":1}"#, count: 1001).joined(separator: ",")
    #expect(
      error(join("\(handle),\"branches\":[\(many)]")) == "join.branches: has more than 1000 entries")
  }
}
