import Foundation
import TestSupport
import Testing

/// join and share as processes: options, files, verdicts, and what is wrong with either.
@Suite struct JoinCommandTests {
  private static let problems = repositoryRoot.appendingPathComponent("schedules/problems")

  @Test func `a join from options, a file or standard input is the same, and verifies`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let problem =
      #"{ "join": { "branches": [ {"length": 10}, {"length": 12} ], "handle": {"length": 5}, "forwardCost": 0.5 }, "levels": [ {"name": "memory", "slots": 8} ] }"#
    try scratch.write(problem, to: "join.json")
    for format in ["text", "json", "jsonl"] {
      let options = try Program.run(
        "join --branch 10 --branch 12 --handle 5 -m 8 --forward-cost 0.5 --format \(format)".words)
      #expect(options.status == 0 && options.error == "" && options.output.contains("join"))
      #expect(try Program.run("join join.json --format \(format)".words, directory: scratch) == options)
      #expect(try Program.run("join - --format \(format)".words, input: Array(problem.utf8)) == options)
      if format == "text" { continue }
      let verdict = try Program.run(["verify"], input: Array(options.output.utf8))
      #expect(verdict.status == 0 && verdict.output.hasPrefix("valid\nmakespan "), "\(verdict)")
    }
  }

  @Test func `the problem files of joins and shares are planned`() throws {
    for name in ["join-siamese", "join-cross-modal"] {
      let path = Self.problems.appendingPathComponent("\(name).json").path
      let result = try Program.shell("\"$ADJSCHED\" join '\(path)' --format jsonl | \"$ADJSCHED\" verify")
      #expect(result.status == 0 && result.output.hasPrefix("valid\n"), "\(name): \(result)")
    }
    let share = try Program.run(["share", Self.problems.appendingPathComponent("share-ensemble.json").path])
    #expect(share.status == 0 && share.error == "" && share.output.contains("\natmosphere "))
  }

  @Test func `a join beyond its table has a note, a bound, and a valid schedule`() throws {
    let line = "join --branch 3000 --branch 3000 --handle 5 -m 100"
    for format in ["json", "jsonl"] {
      let result = try Program.run("\(line) --format \(format)".words)
      #expect(result.status == 0 && result.output.contains("\"lowerBound\""))
      #expect(result.error.isOneLine)
      #expect(result.error.hasPrefix("adjsched: note: not proven optimal: the table over all"))
      let verdict = try Program.run(["verify"], input: Array(result.output.utf8))
      #expect(verdict.status == 0 && verdict.output.hasPrefix("valid\nmakespan "), "\(verdict)")
    }
    let text = try Program.run("\(line) --summary -q".words)
    #expect(text.status == 0 && text.error == "")
    #expect(text.output.contains("\n# optimal no\n# lower-bound "))
    #expect(text.output.contains("\n# note not proven optimal"))
  }

  @Test func `an invalid schedule of a join is a no`() throws {
    let text =
      #"{"join":{"branches":[{"length":1}],"handle":{"length":0}},"levels":[{"slots":2}],"operations":[{"op":"join"}]}"#
    let result = try Program.run(["verify"], input: Array(text.utf8))
    #expect(result.status == 1 && result.error == "")
    #expect(result.output.hasPrefix("invalid: operation 1 (join): the end of branch 0 is not in memory"))
  }

  @Test func `each mistake has its status and one line`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let chains = #""levels":[{"slots":1}],"processors":"each"}"#
    try scratch.write(#"{"chains":[{"length":4},{"length":4}],\#(chains)"#, to: "few.json")
    try scratch.write(#"{"chains":[{"length":-4}],\#(chains)"#, to: "bad.json")
    try scratch.write(#"{"join":{},"levels":[]}"#, to: "join.json")
    let cases: [(String, Int32, String)] = [
      ("join --branch 3 --branch 3 -m 3", 1, "each branch needs a slot for its first state and one for its end"),
      ("join --branch 3 --handle 1 -m 2", 1, "3 in total, and the memory has 2; give it more slots"),
      ("join --branch 0 -m 3", 64, "--branch: '0' is not a whole number from 1 to 1000000000000000000"),
      ("join --handle 3 -m 3", 64, "join needs --branch (one for each branch); for example: adjsched join"),
      (
        "join", 64,
        "join needs --branch (one for each branch), or a file (- for standard input); for example: adjsched join"
      ),
      ("join --branch 3", 64, "join needs -m (the number of states in memory); for example: adjsched join"),
      ("join --branch 3 join.json", 64, "--branch: the join comes from a file, which already states this"),
      ("join --branch 3 -m 2 --forward-cost 1e18 --backward-cost 0.5", 64, "--forward-cost: does not fit 64 bits"),
      ("plan join.json", 65, "join.json: join.branches: is missing"),
      ("plan few.json", 65, "few.json: chains: this is a problem of several chains; give it to share"),
      ("join join.json", 65, "join.json: join.branches: is missing"),
      ("join --branch 9 -m 2 --forward-cost 9e17", 70, "the makespan does not fit 64 bits"),
      ("share few.json", 1, "few.json: no schedule exists: the chains need 2 slots in total, and the memory has 1"),
      ("share bad.json", 65, "bad.json: chains[0].length: must be an integer >= 0"),
      ("share missing.json", 66, "missing.json: cannot be read"),
    ]
    for (line, status, message) in cases {
      let result = try Program.run(line.words, directory: scratch)
      #expect(result.status == status && result.output == "", "\(line): \(result)")
      #expect(result.error.isOneLine && result.error.contains(message), "\(line): \(result.error)")
    }
  }

  @Test func `a join's file is planned and compared as a chain's, and what plans one chain says so`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(
      #"{"levels":[{"slots":5}],"join":{"branches":[{"length":3},{"length":2}],"handle":{"length":1}}}"#,
      to: "join.json")
    try scratch.write(#"{"chain":{"length":3},"levels":[{"slots":5}]}"#, to: "chain.json")
    let joined = try Program.run("join join.json".words, directory: scratch)
    #expect(joined.status == 0 && joined.output.contains("# planner join"))
    #expect(try Program.run("plan join.json".words, directory: scratch).output == joined.output)
    let compared = try Program.run("compare join.json --format csv".words, directory: scratch)
    // Six steps forward and seven backward if all is stored.
    #expect(compared.output.split(separator: "\n").last?.hasPrefix("join,16,yes,1.000,1.231,3,2,") ?? false)
    let budget = try Program.run("budget --at-most 1.3x join.json --format csv".words, directory: scratch)
    #expect(budget.status == 0 && budget.output.contains("join.json,16,yes,1.231,3,2,yes"), "\(budget)")
    let cases = [
      ("plan --planner hrevolve join.json", "hrevolve plans one chain, not branches that join in a handle; use join"),
      ("plan --planner store-all join.json", "store-all plans one chain, not branches that join"),
      ("revolve join.json", "revolve plans one chain, not branches that join in a handle; use join"),
      ("join chain.json", "join plans branches that join in a handle, not one chain; use hrevolve"),
      ("sweep --capacity 3B...5B join.json", "--capacity: needs a level with a capacity"),
    ]
    for (line, message) in cases {
      let result = try Program.run(line.words, directory: scratch)
      #expect(result.status == (line.hasPrefix("sweep") ? 64 : 65) && result.output == "", "\(line): \(result)")
      #expect(result.error.isOneLine && result.error.contains(message), "\(line): \(result.error)")
    }
  }

  @Test func `a division too large for its table has a bound`() throws {
    let problem =
      #"{"chains":[{"length":1000000},{"length":1000000}],"levels":[{"slots":1000000}],"processors":"each"}"#
    let result = try Program.run("share --format json".words, input: Array(problem.utf8))
    #expect(result.status == 0 && result.output.contains("\"lowerBound\""), "\(result)")
  }
}
