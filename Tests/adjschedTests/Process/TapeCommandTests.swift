import Foundation
import TestSupport
import Testing

/// rotor and mixed as processes: files, verdicts, and what is wrong with either.
@Suite struct TapeCommandTests {
  private static let problems = repositoryRoot.appendingPathComponent("schedules/problems")

  @Test(.slow) func `every network's schedule is valid to verify`() throws {
    for name in ["resnet-50", "resnet-101", "densenet-121", "vgg-16", "transformer-24"] {
      let path = Self.problems.appendingPathComponent("\(name).json").path
      let result = try Program.shell("\"$ADJSCHED\" rotor '\(path)' -q --format jsonl | \"$ADJSCHED\" verify")
      #expect(result.status == 0 && result.output.hasPrefix("valid\n"), "\(name): \(result)")
    }
  }

  @Test func `mixed is valid to verify in every format, and plan takes rotor for a chain with tapes`() throws {
    for (length, slots) in [(0, 0), (1, 1), (2, 2), (30, 2), (30, 7), (30, 40)] {
      for format in ["json", "jsonl"] {
        let result = try Program.shell(
          "\"$ADJSCHED\" mixed -l \(length) -m \(slots) --forward-cost 0.5 --format \(format) | \"$ADJSCHED\" verify")
        #expect(result.status == 0 && result.output.hasPrefix("valid\n"), "\(length) \(slots): \(result)")
      }
    }
    let problem = #"{"chain":{"length":30,"adjointCost":2,"forwardCost":0.5},"levels":[{"slots":7}]}"#
    let planned = try Program.run(["plan"], input: Array(problem.utf8))
    #expect(planned == (try Program.run(["rotor"], input: Array(problem.utf8))))
    #expect(planned.output.contains("# planner rotor\n") && planned.output.contains("\n# optimal yes\n"))
    let mixed = try Program.run("mixed -l 30 -m 7 --backward-cost 2 --forward-cost 0.5".words)
    let operations = { (text: String) in text.split(separator: "\n").filter { !$0.hasPrefix("#") } }
    #expect(operations(planned.output) == operations(mixed.output))
  }

  @Test func `what frameworks do is planned from options and files, compared and drawn`() throws {
    for planner in ["checkpoint-sequential", "full-recomputation"] {
      let line = "\(planner) -l 30 --level gpu=20 --level host=100:0.5:0.5 --format jsonl"
      let result = try Program.shell("\"$ADJSCHED\" \(line) | \"$ADJSCHED\" verify")
      #expect(result.status == 0 && result.output.hasPrefix("valid\n"), "\(planner): \(result)")
    }
    let problem =
      #"{"chain":{"length":30,"stateSize":1,"tapeSize":4},"levels":[{"capacity":40},{"capacity":60,"writeCost":1,"readCost":1}]}"#
    let table = try Program.run("compare - --format csv".words, input: Array(problem.utf8))
    #expect(table.status == 0 && table.error == "")
    for planner in ["rotor", "store-all", "checkpoint-sequential", "full-recomputation"] {
      let plan = try Program.run(["plan", "-", "--planner", planner, "-q", "--summary"], input: Array(problem.utf8))
      let makespan = plan.output.split(separator: "\n").first { $0.hasPrefix("# makespan ") }?.dropFirst(11)
      #expect(
        plan.status == 1 || table.output.contains("\n\(planner),\(makespan ?? "none"),"), "\(planner): \(table.output)")
      for format in ["svg", "terminal"] where plan.status == 0 {
        let plot = try Program.run(
          ["plot", "-", "--planner", planner, "--format", format, "-q"], input: Array(problem.utf8))
        #expect(plot.status == 0 && !plot.output.isEmpty, "\(planner): \(plot.error)")
      }
    }
    let chart = try Program.run("compare - --format svg".words, input: Array(problem.utf8))
    #expect(chart.status == 0 && chart.output.contains("checkpoint-sequential"))
  }

  @Test func `a limit on runs is kept, or the least is named, and efforts are numbers from 1 to 9`() throws {
    let limited = try Program.run("hrevolve -l 1000 --level 20:2:2 --max-runs 3 --summary -q".words)
    #expect(limited.status == 0 && limited.output.contains("# max-step-runs 3\n"), "\(limited)")
    let refused = try Program.run("revolve -l 1000 -m 10 --max-runs 3".words)
    #expect(refused.status == 1 && refused.error.contains("some step runs at least 4 times; allow 4"), "\(refused)")
    for line in ["revolve -l 9 -m 2 --max-runs 0", "revolve -l 9 -m 2 --effort 10", "revolve -l 9 -m 2 --effort 0"] {
      #expect(try Program.run(line.words).status == 64, "\(line)")
    }
    let fast = try Program.run("hrevolve -l 400 --level 8:9 --level 8:0:9 --effort 1 -q --summary".words)
    let timed = try Program.run("hrevolve -l 400 --level 8:9 --level 8:0:9 --time-limit 1h -q --summary".words)
    #expect(fast.output.contains("# optimal no\n") && timed.output.contains("# optimal yes\n"))
  }

  @Test func `plot and sweep take options for tapes as mixed does`() throws {
    let makespan = try Program.run("mixed -l 30 -m 7 --backward-cost 2 --summary".words).output
      .split(separator: "\n").first { $0.hasPrefix("# makespan ") }?.dropFirst(11)
    for planner in ["mixed", "rotor"] {
      let sweep = try Program.run("sweep -l 29...30 -m 7 --backward-cost 2 --planner \(planner)".words)
      #expect(sweep.status == 0 && sweep.error == "", "\(sweep)")
      #expect(sweep.output.contains("\n30,\(planner),\(makespan ?? "none"),yes,"), "\(sweep.output)")
      let plot = try Program.run("plot -l 30 -m 7 --backward-cost 2 --planner \(planner)".words)
      #expect(plot.status == 0 && plot.error == "" && plot.output.contains("<svg"), "\(plot.error)")
    }
  }

  @Test func `each mistake has its status and one line that names the field`() throws {
    func problem(_ chain: String, _ level: String = #""capacity": 9"#) -> String {
      #"{"chain": {\#(chain)}, "levels": [{"name": "gpu", \#(level)}]}"#
    }
    let sizes = #""stateSize": 2, "tapeSize": 3"#
    let cases: [(String, Int32, String)] = [
      (problem(#""length": 3, "stateSize": 2, "tapeSize": [3, 3]"#), 65, "chain.tapeSize: has 2 entries"),
      (problem(#""length": 3, "stateSize": [1, 2], "tapeSize": 3"#), 65, "chain.stateSize: has 2 entries"),
      (problem(#""length": 3, "adjointCost": [1], \#(sizes)"#), 65, "chain.adjointCost: has 1 entries"),
      (problem(#""length": 3, "stateSize": 2, "tapeSize": [3, -3, 1]"#), 65, "chain.tapeSize[1]"),
      (problem(#""length": 3, "stateSize": 2, "tapeSize": "3 apples""#), 65, "chain.tapeSize"),
      (problem(#""length": 3, "tapeSize": 3"#), 65, "chain.stateSize"),
      (problem(#""length": 3, "backwardCost": 1, \#(sizes)"#), 65, "chain.backwardCost"),
      (problem(#""length": 3"#, #""slots": 3"#), 65, "rotor plans chains whose steps keep tapes"),
      (
        problem(#""length": 3, \#(sizes)"#, #""capacity": 4"#), 1,
        "gpu has 4 bytes, and a step's tape plus the checkpoint it restarts from needs 5; give it a capacity of at least 5"
      ),
      (
        problem(#""length": 3, "adjointCost": 1"#, #""slots": 1"#), 1,
        "gpu has 1 slot, and a step's tape plus the checkpoint it restarts from needs 2; give it slots: at least 2"
      ),
    ]
    for (text, status, message) in cases {
      let result = try Program.run(["rotor"], input: Array(text.utf8))
      #expect(result.status == status && result.output == "", "\(text): \(result)")
      #expect(
        result.error.hasPrefix("adjsched: ") && result.error.contains(message)
          && result.error.split(separator: "\n").count == 1, "\(text): \(result.error)")
    }
    let huge = problem(
      #""length": 3, "stateSize": 9223372036854775807, "tapeSize": 9223372036854775807"#,
      #""capacity": 9223372036854775807"#)
    let sums = try Program.run(["rotor"], input: Array(huge.utf8))
    #expect(sums.status == 1 && sums.error.contains("more than gpu, or any level, can have; use smaller sizes"))
    for (text, advice) in [
      (problem(#""length": 3"#, #""slots": 3, "writeCost": 1"#), "or use hrevolve"),
      (
        #"{"chain": {"length": 3, "adjointCost": 1}, "levels": [{"slots": 3}, {"slots": 3}]}"#,
        "use rotor"
      ),
      (problem(#""length": 3, "adjointCost": 1"#, #""slots": 3, "writeCost": 1"#), "use rotor"),
    ] {
      let result = try Program.run("plan --planner mixed".words, input: Array(text.utf8))
      #expect(result.status == 65 && result.error.contains(advice), "\(text): \(result)")
    }
    let both = try Program.run("sweep -l 1...9 -m 3 --planner mixed --planner revolve".words)
    #expect(
      both.status == 64
        && both.error.contains("--planner: mixed plans steps that keep tapes, revolve steps that do not"), "\(both)")
    let none = try Program.run("mixed -l 9 -m 1".words)
    #expect(none.status == 1 && none.error.contains("give it slots: at least 2"))
    #expect(try Program.run("mixed -l 9".words).status == 64)
    let revolve = try Program.run(
      "plan --planner hrevolve".words, input: Array(problem(#""length": 3, \#(sizes)"#).utf8))
    #expect(revolve.status == 65 && revolve.error.contains("use rotor"))
  }
}
