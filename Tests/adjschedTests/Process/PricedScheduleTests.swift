import Foundation
import Testing

@testable import adjsched

/// `verify --costs`: a schedule at the costs of another problem.
@Suite struct PricedScheduleTests {
  private let costs = """
    { "chain": { "length": 20, "forwardCost": 0.11, "backwardCost": 0.25 },
      "levels": [ { "name": "memory", "slots": 90, "writeCost": 0.012, "readCost": 0.013 },
                  { "name": "disk", "slots": 3, "writeCost": 0.5, "readCost": 0.25 } ] }
    """

  /// A planner announces at these costs what verify makes of its operations at theirs.
  @Test func `the price is the makespan that a planner announces at these costs`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(costs, to: "costs.json")
    let problem = "-l 20 --forward-cost 0.11 --backward-cost 0.25 --level memory=3:0.012:0.013 --level disk=5:0.5:0.25"
    for planner in ["hrevolve", "uniform", "multistage"] {
      for format in ["text", "json", "jsonl"] {
        let plan = try Program.run("plan --planner \(planner) \(problem) --format \(format) -q".words)
        #expect(plan.status == 0, "\(plan.error)")
        let report = try Program.run(
          ["verify", "--costs", "costs.json", "-"], input: Array(plan.output.utf8), directory: scratch)
        let lines = report.output.split(separator: "\n")
        #expect(lines.count > 2 && lines[1].hasPrefix("makespan ") && lines[2] == "priced-\(lines[1])", "\(report)")
      }
    }
    let other = try Program.run("revolve -l 20 -m 3 --format jsonl".words)
    let priced = try Program.run(
      "verify --costs costs.json --format json -".words, input: Array(other.output.utf8), directory: scratch)
    #expect(priced.status == 0 && priced.output.contains("\"pricedMakespan\": "), "\(priced)")
  }

  @Test func `what is not the schedule's chain ends in a sentence about the file of costs`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(costs, to: "costs.json")
    try scratch.write("{", to: "broken.json")
    let rows: [(schedule: String, options: String, status: Int32, message: String)] = [
      ("revolve -l 21 -m 3", "--costs costs.json", 65, "costs.json: chain.length is 20, but the schedule's chain has "),
      (
        "hrevolve -l 20 --level disk=3 --level x=2:1:1", "--costs costs.json", 65,
        "costs.json: no level has the name of the schedule's level 1, 'x', "
      ),
      (
        "join --branch 3 --branch 2 -m 6", "--costs costs.json", 65,
        "costs.json: the schedule and the problem are not of the same parts: "
      ),
      ("revolve -l 20 -m 3", "--costs broken.json", 65, "broken.json: "),
      ("revolve -l 20 -m 3", "--costs none.json", 66, "none.json: cannot be read: "),
      ("revolve -l 20 -m 3", "--costs -", 64, "--costs: and the schedule cannot both be standard input; "),
      ("revolve -l 20 -m 3", "--costs ''", 64, "--costs: "),
    ]
    for row in rows {
      let line = "\"$ADJSCHED\" \(row.schedule) -q > plan; \"$ADJSCHED\" verify \(row.options) < plan"
      let result = try Program.shell(line, directory: scratch)
      #expect(result.status == row.status, "\(line): \(result)")
      #expect(result.output == "" && result.error.hasPrefix("adjsched: \(row.message)") && result.error.isOneLine)
    }
  }

  @Test func `a total beyond 64 bits is a limit, and a broken rule has no price`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(
      #"{"chain":{"length":3,"forwardCost":9000000000000000000},"levels":[{"slots":2}]}"#, to: "costs.json")
    let line = "\"$ADJSCHED\" revolve -l 3 -m 2 | sed 's/^backward 3/backward \\(n)/'"
    for (step, status) in [(3, Int32(70)), (2, 1)] {
      let line = line.replacingOccurrences(of: "\\(n)", with: "\(step)")
      let result = try Program.shell("\(line) | \"$ADJSCHED\" verify --costs costs.json", directory: scratch)
      #expect(result.status == status, "\(result)")
      #expect(!result.output.contains("priced"))
    }
  }
}
