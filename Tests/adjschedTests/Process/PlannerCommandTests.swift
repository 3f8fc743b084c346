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
      ("store-all -l 9 -m 4", "store-all stores 9 states at once, and the levels have 4 slots"),
      ("uniform -l 9 -m 4 --period 2", "uniform stores 5 states at once, and the levels have 4 slots"),
      (
        "two-level -l 9 -m 4 --disk-write 1 --disk-read 1 --disk-slots 2 --period 3",
        "two-level stores 3 states at once, and the levels have 2 slots"
      ),
    ]
    for (line, message) in cases {
      let error = "adjsched: \(message); give them more slots, or use hrevolve\n"
      #expect(try Program.run(line.words) == Program.Result(status: 1, output: "", error: error), "\(line)")
    }
  }

  @Test func `plan takes every planner and its period`() throws {
    let problem = #"{ "chain": { "length": 12 }, "levels": [ { "slots": 6 } ] }"#
    let result = try Program.run(
      "plan --planner uniform --period 4 --summary -q".words, input: Array(problem.utf8))
    #expect(result.status == 0 && result.output.contains("# level 0 level_0 writes 3 "), "\(result)")
  }
}

extension String {
  /// The words between blanks.
  var words: [String] { split(separator: " ").map(String.init) }
}
