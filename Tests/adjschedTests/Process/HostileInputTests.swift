import Foundation
import TestSupport
import Testing

/// Input made to hurt: each is answered by one line within a bound on memory that does not grow with the input, but for
/// arrays of costs and operations that have to wait, which grow in proportion.
///
/// The work must grow in proportion too: at these sizes anything quadratic would take hours, and `timeout` ends a hang.
@Suite(.slow) struct HostileInputTests {
  struct Case: CustomTestStringConvertible {
    /// What a shell prints that `command` reads.
    let input: String
    var command = "verify"
    /// KiB of address space, of which the program and its libraries take some 20 000.
    var limit = 100_000
    var status: Int32 = 65
    /// The message, from its beginning, or a part of it.
    let message: String
    var testDescription: String { "\(command): \(input)" }
  }

  private static let cases = [
    Case(
      input: "printf '{\"a\":'; head -c 1000000 /dev/zero | tr '\\0' '['",
      message: "line 1, column 69: nested deeper than 64 brackets"),
    Case(
      input: "printf '{\"a\":'; yes '{\"a\":' | head -1000000 | tr -d '\\n'", message: "nested deeper than 64 brackets"),
    Case(input: "head -c 1000000 /dev/zero | tr '\\0' '['", command: "plan", message: "line 1, column 1: expected"),
    Case(
      input: "printf '{\"chain\":{\"length\":'; head -c 10000000 /dev/zero | tr '\\0' 7", command: "plan",
      message: "a number is longer than 1024 bytes"),
    Case(
      input: "printf '{\"makespan\":0.'; head -c 10000000 /dev/zero | tr '\\0' 7",
      message: "a number is longer than 1024"),
    Case(
      input: "printf '{\"planner\":\"'; head -c 100000000 /dev/zero | tr '\\0' x",
      message: "a string is longer than 65536 bytes"),
    Case(
      input: "printf '{\"'; head -c 100000000 /dev/zero | tr '\\0' x", command: "plan", limit: 500_000,
      message: "a string is longer than 65536 bytes"),
    Case(input: "printf '{\"planner\":\"\\377\\376'", message: "a string contains bytes that are not UTF-8"),
    Case(input: "printf '{\"planner\":\"\\355\\240\\200\"'", message: "a string contains bytes that are not UTF-8"),
    Case(
      input: "printf '\\357\\273\\277{}'", message: "line 1, column 1: a byte order mark (BOM) precedes the JSON"),
    Case(
      input: "printf '{\"levels\":[{\"slots\":1}'; yes ',{\"slots\":1}' | head -1000000", command: "plan",
      message: "levels: has more than 1000 entries"),
    Case(
      input: "printf '{\"levels\":[{\"slots\":1}'; yes ',{\"slots\":1}' | head -1000000",
      message: "levels: has more than 1000 entries"),
    Case(
      input: "printf '{'; seq -f '\"key %.0f\":[[]],' 1000000", message: "more than 256 unknown fields"),
    Case(
      input: "printf '{\"statistics\":{\"levels\":[{}'; yes ',{}' | head -1000000",
      message: "statistics.levels: has more than 1000 entries"),
    Case(
      input: "printf '{\"join\":{\"branches\":[{\"length\":1}'; yes ',{\"length\":1}' | head -1000000", command: "join",
      message: "join.branches: has more than 1000 entries"),
    Case(
      input: "printf '{\"chains\":[{\"length\":1}'; yes ',{\"length\":1}' | head -1000000", command: "share",
      message: "chains: has more than 100000 entries"),
    // Ten million costs: 16 bytes each as read, 8 as planned, beside the 20 MB of the file.
    Case(
      input: """
        printf '{"levels":[{"slots":1}],"chain":{"length":10000000,"forwardCost":[1'
        yes ,2 | head -9999999 | tr -d '\\n'; printf ']}}'
        """, command: "plan", limit: 1_200_000, status: 70,
      message: "is limited to 32767 steps"),
    Case(
      input: """
        printf '{"levels":[{"slots":1}],"chain":{"length":9,"forwardCost":[1'
        yes ,2 | head -9999999 | tr -d '\\n'; printf ']}}'
        """, command: "plan", limit: 1_200_000,
      message: "chain.forwardCost: has 10000000 entries where the chain's length asks for 9"),
    // A million operations that wait, 32 bytes each, doubled while their array grows.
    Case(
      input: """
        printf '{"operations":[{"op":"forward","from":0,"to":1}'
        yes ',{"op":"read","level":0,"step":0}' | head -999999; printf '],"chain":{"length":1},"levels":[]}'
        """, limit: 250_000, status: 1,
      message: "invalid: operation 2 (read 0 0): "),
  ]

  @Test(.timeLimit(.minutes(5)), arguments: cases)
  func `hostile input is answered by one line in bounded memory`(hostile: Case) throws {
    let result = try Program.shell(
      "set -o pipefail; { \(hostile.input); } 2> /dev/null | (ulimit -v \(hostile.limit); exec timeout 200 \"$ADJSCHED\" \(hostile.command) -)"
    )
    let answer = hostile.status == 1 ? result.output : result.error
    #expect(result.error.isEmpty == (hostile.status == 1))
    #expect(answer.isOneLine && answer.utf8.count < 400, "\(answer.prefix(400))")
    #expect(answer.contains(hostile.message), "\(answer)")
    // The status of the pipe is that of its last part that failed: the program's, which reads on or not.
    #expect(result.status == hostile.status, "\(answer)")
  }

  @Test(.timeLimit(.minutes(5)))
  func `a hundred thousand arguments are gone through once`() throws {
    let plan = try Program.run(["revolve", "-l", "3", "-m", "2"])
    let many = "$(yes -- -q | head -100000)"
    #expect(try Program.shell("timeout 200 \"$ADJSCHED\" revolve -l 3 \(many) -m 2") == plan)
    let letters = "-$(head -c 100000 /dev/zero | tr '\\0' q)"
    #expect(try Program.shell("timeout 200 \"$ADJSCHED\" revolve -l 3 \(letters) -m 2") == plan)
    let last = try Program.shell("timeout 200 \"$ADJSCHED\" revolve $(yes -- -l7 | head -100000) -l 3 -m 2")
    #expect(last == plan)
    let sweep = try Program.run(["sweep", "-l", "3", "-m", "1...2"])
    let overridden = "$(yes -- -m1...9 | head -40000) $(yes -- -q | head -40000)"
    #expect(try Program.shell("timeout 200 \"$ADJSCHED\" sweep -l 1...3 \(overridden) -l 3 -m 1...2") == sweep)
  }

  @Test(.timeLimit(.minutes(5)))
  func `too many levels, ranges and branches are refused by one line`() throws {
    let cases: [(arguments: String, message: String)] = [
      ("hrevolve -l 9 $(yes -- --level=1 | head -100000)", "--level: is one level too many after 1000"),
      ("sweep -l 9 $(yes -- --level=1...1 | head -50000)", "is one range too many after 20"),
      ("sweep -l 9 $(yes -- --level=1...1000000 | head -50000)", "the ranges together make more than 1000000 points"),
      ("join -m 9 $(yes -- --branch=1 | head -100000)", "--branch: has 100000 entries; at most 1000"),
      ("revolve $(yes -- x | head -100000)", "'x'"),
      ("sweep -l 1...1000000000000 -m 1", "has more than 1000000 points"),
      (
        "sweep -l 9 --level \"$(head -c 100000 /dev/zero | tr '\\0' n)=1...1000000\"", "is longer than 256 bytes"
      ),
    ]
    for (arguments, message) in cases {
      let result = try Program.shell("ulimit -v 400000; timeout 200 \"$ADJSCHED\" \(arguments)")
      #expect(result.status == 64 && result.output == "", "\(arguments)")
      #expect(result.error.isOneLine && result.error.contains(message), "\(arguments): \(result.error.prefix(300))")
    }
  }

  @Test(.timeLimit(.minutes(5)))
  func `an argument as long as the system allows is excerpted`() throws {
    for option in ["-l", "-m", "--level", "--forward-cost", "--format", "--planner", "--long="] {
      for filler in ["9", "x", "=", ":", ".", "-", "\u{301}"] {
        let word = "$(printf -- '\(filler)%.0s' {1..40000})"
        let result = try Program.shell(
          "ulimit -v 200000; timeout 200 \"$ADJSCHED\" sweep \(option)\(option.hasSuffix("=") ? "" : " ")\"\(word)\"")
        #expect(result.status == 64, "\(option) \(filler)")
        #expect(result.error.isOneLine && result.error.unicodeScalars.count < 400, "\(option) \(filler)")
      }
    }
  }
}
