import AdjointSchedules
import Testing

@testable import adjsched

/// Every planner as a command: its schedule passes `verify`, and it says what it cannot plan.
@Suite struct PlannerCommandTests {
  @Test func `every planner is a command of its own name`() {
    for planner in Planner.allCases { #expect(Command.named(planner.rawValue) != nil, "\(planner)") }
  }

  @Test func `every planner's schedule is valid to verify`() throws {
    let disk = "-m 3 --disk-write 5 --disk-read 4"
    let lines = [
      "store-all -l 30", "store-none -l 30", "store-all -l 30 \(disk)", "store-none -l 30 --level 1:2:3",
      "uniform -l 30 -m 5", "uniform -l 30 -m 7 --period 6", "multistage -l 30 -m 2 --level 3:4:5",
      "one-read-disk-revolve -l 30 \(disk)", "periodic-disk-revolve -l 30 \(disk)",
      "periodic-disk-revolve -l 30 \(disk) --period 7", "two-level -l 30 \(disk) --period 1", "two-level -l 30 \(disk)",
      "online -l 30 -m 4", "online --steps 31 --level 4:1:1", "hrevolve -l 30 \(disk)",
      "hrevolve -l 30 \(disk) --disk-slots 2 --level inf:9:9",
    ]
    for line in lines {
      let result = try Program.shell("set -o pipefail; \"$ADJSCHED\" \(line) -q --format jsonl | \"$ADJSCHED\" verify")
      #expect(result.status == 0 && result.output.hasPrefix("valid\n") && result.error == "", "\(line): \(result)")
    }
  }

  @Test func `memory comes first, then the disk, then each level`() throws {
    let result = try Program.run(
      "hrevolve -l 5 --level a=3:7:7 --disk-read 2 -m 1 --disk-write 1 --level b=inf:8:8 --summary".words)
    #expect(
      result.output.contains(
        """
        # level 0 memory slots 1 write-cost 0 read-cost 0
        # level 1 disk slots unlimited write-cost 1 read-cost 2
        # level 2 a slots 3 write-cost 7 read-cost 7
        # level 3 b slots unlimited write-cost 8 read-cost 8

        """))
  }

  @Test func `too few slots are a no, with the numbers`() throws {
    let cases = [
      ("store-all -l 9 -m 4", "store-all stores 9 states at the same time, but the levels have 4 slots"),
      ("uniform -l 9 -m 4 --period 2", "uniform stores 5 states at the same time, but the levels have 4 slots"),
      (
        "two-level -l 9 -m 4 --disk-write 1 --disk-read 1 --disk-slots 2 --period 3",
        "two-level stores 3 states at the same time, but the levels have 2 slots"
      ),
    ]
    for (line, message) in cases {
      let error = "adjsched: \(message); give them more slots, or use hrevolve\n"
      #expect(try Program.run(line.words) == Program.Result(status: 1, output: "", error: error), "\(line)")
    }
  }

  @Test func `every planner takes a file in place of its options, and plan takes options in place of a file`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let problem =
      #"{ "chain": { "length": 12 }, "levels": [ { "name": "memory", "slots": 3 }, { "name": "disk", "slots": null, "writeCost": 2, "readCost": 1 } ] }"#
    try scratch.write(problem, to: "problem.json")
    for planner in Planner.ofStates where planner != .revolve {
      let file = try Program.run([planner.rawValue, "problem.json"], directory: scratch)
      let plan = try Program.run(["plan", "problem.json", "--planner", planner.rawValue], directory: scratch)
      let options = try Program.run(
        "plan -l 12 -m 3 --disk-write 2 --disk-read 1 --planner \(planner.rawValue)".words, directory: scratch)
      #expect(file.status == 0 && file.output.contains("# planner \(planner.rawValue)\n"), "\(file)")
      #expect(file == plan && file == options, "\(planner)")
    }
    let input = try Program.run(["hrevolve", "-"], input: Array(problem.utf8))
    let plan = try Program.run(["plan"], input: Array(problem.utf8))
    #expect(input.status == 0 && input == plan)
    let both = try Program.run("plan problem.json -m 3".words, directory: scratch)
    #expect(both.status == 64 && both.error.contains("-m: the problem comes from a file"))
  }

  @Test func `costs with a unit of time are seconds`() throws {
    let plain = try Program.run(
      "plan -l 30 -m 3 --disk-write 0.5 --disk-read 60 --level 9:7200:0.07 --forward-cost 0.35 --backward-cost 0".words)
    let times = try Program.run(
      "plan -l 30 -m 3 --disk-write 500ms --disk-read 1min --level 9:2h:70ms --forward-cost 0.35s --backward-cost 0"
        .words)
    #expect(plain.status == 0 && plain == times)
    let sweep = try Program.run(
      "sweep -l 30 -m 3 --disk-write 500ms...700ms --disk-read 1s --forward-cost 1s --backward-cost 1s".words)
    #expect(
      sweep.output.split(separator: "\n").dropFirst().map { $0.prefix { $0 != "," } } == ["0.5", "0.6", "0.7"])
    let budget = "budget -l 30 --forward-cost 1s --backward-cost 1min --format json"
    let time = try Program.run("\(budget) --time 2400s".words)
    let atMost = try Program.run("\(budget) --at-most 40min".words)
    #expect(time.status == 0 && time == atMost)
  }

  @Test func `plan takes every planner and its period`() throws {
    let problem = #"{ "chain": { "length": 12 }, "levels": [ { "slots": 6 } ] }"#
    let result = try Program.run(
      "plan --planner uniform --period 4 --summary -q".words, input: Array(problem.utf8))
    #expect(result.status == 0 && result.output.contains("# use 0 level_0 writes 3 "), "\(result)")
  }
}

extension String {
  /// The words between blanks.
  var words: [String] { split(separator: " ").map(String.init) }
}
