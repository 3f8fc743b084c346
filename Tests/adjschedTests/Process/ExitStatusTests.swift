import Foundation
import TestSupport
import Testing

/// Every status that the manual promises, provoked.
@Suite struct ExitStatusTests {
  static let problem = #"{ "chain": { "length": 3 }, "levels": [ { "slots": 2 } ] }"#
  /// Reads what has never been written.
  static let invalidSchedule = """
    { "format": "adjsched-schedule/1", "chain": { "length": 1 }, "levels": [ { "slots": 1 } ],
      "operations": [ { "op": "read", "level": 0, "step": 0 } ] }
    """

  @Test func `done is zero`() throws {
    let result = try Program.run(["revolve", "-l", "3", "-m", "2"])
    #expect(result.status == 0)
    #expect(result.error == "")
    #expect(result.output.contains("\nforward 0 2\n"))
    #expect(result.output.contains("\n# makespan 8\n"))
  }

  @Test func `a problem from standard input is planned`() throws {
    for operands in [[], ["-"], ["--", "-"]] {
      let result = try Program.run(["plan"] + operands, input: Array(Self.problem.utf8))
      #expect(result.status == 0)
      #expect(result.error == "")
      #expect(result.output.contains("\n# makespan 8\n"))
    }
  }

  @Test func `a file is planned and its schedule verified`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(Self.problem, to: "problem.json")
    for format in ["json", "jsonl"] {
      let plan = try Program.run(
        ["plan", "problem.json", "--format", format, "-o", "schedule"], directory: scratch)
      #expect(plan == Program.Result(status: 0, output: "", error: ""))
      let verify = try Program.run(["verify", "schedule"], directory: scratch)
      #expect(verify.status == 0)
      #expect(verify.error == "")
      #expect(verify.output.hasPrefix("valid\nmakespan 8\n"))
    }
  }

  @Test func `an invalid schedule is one and said on standard output`() throws {
    let result = try Program.run(["verify"], input: Array(Self.invalidSchedule.utf8))
    #expect(result.status == 1)
    #expect(result.output == "invalid: operation 1 (read 0 0): level 0 does not hold that state\n")
    #expect(result.error == "")
  }

  @Test func `no slot at all is one`() throws {
    for arguments in [
      ["revolve", "-l", "5", "-m", "0"], ["hrevolve", "-l", "5", "--level", "0"],
      ["disk-revolve", "-l", "5", "-m", "0", "--disk-write", "1", "--disk-read", "1", "--disk-slots", "0"],
    ] {
      let result = try Program.run(arguments)
      #expect(
        result
          == Program.Result(
            status: 1, output: "",
            error:
              "adjsched: no schedule exists: no level has a slot for x_0, and a chain of length 5 needs it stored; give some level at least 1 slot\n"
          ))
    }
  }

  @Test func `a replay whose total does not fit 64 bits is 70, with the file and the operation`() throws {
    let schedule = """
      {"chain": {"length": 3, "forwardCost": 5000000000000000000}, "levels": []}
      {"op": "forward", "from": 0, "to": 3}
      """
    let result = try Program.run(["verify"], input: Array(schedule.utf8))
    let message =
      "standard input: operation 1 (forward 0 3): the makespan no longer fits 64 bits; "
      + "use larger units or fewer decimals for the costs"
    #expect(result == Program.Result(status: 70, output: "", error: "adjsched: \(message)\n"))
  }

  @Test func `a wrong command line is 64`() throws {
    let result = try Program.run([])
    #expect(
      result
        == Program.Result(
          status: 64, output: "",
          error:
            "adjsched: a command is missing; most begin with plan, compare, verify or budget; 'adjsched help' explains\n"
        ))
  }

  @Test func `wrong content is 65`() throws {
    let result = try Program.run(["plan"], input: Array("{".utf8))
    #expect(result.status == 65)
    #expect(result.output == "")
    #expect(result.error.hasPrefix("adjsched: standard input: "))
    #expect(result.error.isOneLine)
  }

  @Test func `a file for a planner that does not take it is 65`() throws {
    let problem = #"{ "chain": { "length": 3 }, "levels": [ { "slots": 2 }, { "slots": 1 } ] }"#
    let result = try Program.run(["plan", "--planner", "revolve"], input: Array(problem.utf8))
    #expect(result.status == 65)
    #expect(result.output == "")
    #expect(result.error.hasPrefix("adjsched: standard input: revolve "))
    #expect(result.error.isOneLine)
  }

  @Test func `a file that cannot be read is 66`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for command in ["plan", "verify"] {
      #expect(
        try Program.run([command, "missing.json"], directory: scratch)
          == Program.Result(
            status: 66, output: "",
            error: "adjsched: missing.json: cannot be read: No such file or directory; check the name\n"))
      #expect(
        try Program.run([command, scratch.path])
          == Program.Result(
            status: 66, output: "",
            error: "adjsched: \(scratch.path): cannot be read: Is a directory; name a file in it\n"))
      #expect(
        try Program.shell("\"$ADJSCHED\" \(command) <&-")
          == Program.Result(
            status: 66, output: "",
            error:
              "adjsched: standard input: cannot be read: Bad file descriptor; name a file, or redirect one there\n"
          ))
    }
  }

  // The superuser may read everything.
  @Test(.enabled(if: geteuid() != 0)) func `a forbidden file is 66`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(Self.problem, to: "secret.json")
    chmod(scratch.path + "/secret.json", 0)
    #expect(
      try Program.run(["plan", "secret.json"], directory: scratch)
        == Program.Result(
          status: 66, output: "",
          error: "adjsched: secret.json: cannot be read: Permission denied; ask for the right to read it\n"))
  }

  @Test func `a total that does not fit is 70`() throws {
    #expect(
      try Program.run(["revolve", "-l", "1000", "-m", "1", "--forward-cost", "1e18"])
        == Program.Result(
          status: 70, output: "",
          error:
            "adjsched: the makespan does not fit 64 bits; use larger units of cost, fewer decimals, a shorter chain or more slots\n"
        ))
  }

  @Test(.slow) func `a file that is too large is 70`() throws {
    #expect(
      try Program.shell("yes '' | $ADJSCHED plan -")
        == Program.Result(
          status: 70, output: "",
          error:
            "adjsched: standard input: larger than the 256 MiB that a problem may have; is it the right file?\n"))
  }

  @Test func `a file without end that is no problem is refused at its first byte`() throws {
    #expect(
      try Program.run(["plan", "/dev/zero"])
        == Program.Result(
          status: 65, output: "",
          error:
            "adjsched: /dev/zero: line 1, column 1: expected \"{\", found byte 0x00; a problem file is one JSON object\n"
        ))
  }

  @Test func `a file that cannot be created is 73`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let plan = ["revolve", "-l", "3", "-m", "1", "-o"]
    #expect(
      try Program.run(plan + ["missing/file"], directory: scratch)
        == Program.Result(
          status: 73, output: "",
          error:
            "adjsched: missing/file: cannot be created: No such file or directory; create its directory first, or check the name\n"
        ))
    for name in [scratch.path, scratch.path + "/new/"] {
      #expect(
        try Program.run(plan + [name])
          == Program.Result(
            status: 73, output: "",
            error: "adjsched: \(name): cannot be created: Is a directory; name a file in it\n"))
    }
    #expect(try scratch.names() == [])
  }

  @Test func `a full device is 74`() throws {
    let advice = "free some space, or write elsewhere with -o FILE"
    for arguments in ["revolve -l 3 -m 1", "revolve -l 30000 -m 3", "--help", "help plan", "--version"] {
      #expect(
        try Program.shell("\"$ADJSCHED\" \(arguments) > /dev/full")
          == Program.Result(
            status: 74, output: "",
            error: "adjsched: standard output: writing failed: No space left on device; \(advice)\n"))
    }
    #expect(
      try Program.run(["revolve", "-l", "3", "-m", "1", "-o", "/dev/full"])
        == Program.Result(
          status: 74, output: "",
          error: "adjsched: /dev/full: writing failed: No space left on device; \(advice)\n"))
  }

  @Test func `a closed standard output is 74`() throws {
    #expect(
      try Program.shell("\"$ADJSCHED\" revolve -l 3 -m 1 >&-")
        == Program.Result(
          status: 74, output: "",
          error:
            "adjsched: standard output: writing failed: Bad file descriptor; it is closed, or open for reading only: open it, or write elsewhere with -o FILE\n"
        ))
  }
}

extension String {
  /// True when the text is one line and nothing more.
  var isOneLine: Bool { hasSuffix("\n") && !dropLast().contains("\n") && count > 1 }
}
