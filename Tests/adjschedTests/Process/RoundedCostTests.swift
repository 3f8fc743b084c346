import Testing

/// Costs with more digits than a cost has: rounded, and said once on standard error.
@Suite struct RoundedCostTests {
  private let problem =
    #"{"chain":{"length":2,"forwardCost":0.12345678901234},"levels":[{"slots":1,"writeCost":1e-11}]}"#

  @Test func `the costs of a file are counted, the first is named`() throws {
    let note = "2 costs have more than 9 digits after the point and are rounded to 9; the first is chain.forwardCost\n"
    for command in ["plan", "compare -", "plot --planner revolve --format svg"] {
      let result = try Program.run(command.words, input: Array(problem.utf8))
      #expect(result.status == 0 && result.error == "adjsched: note: standard input: \(note)", "\(command): \(result)")
      let quiet = try Program.run(command.words + ["--quiet"], input: Array(problem.utf8))
      #expect(quiet == Program.Result(status: 0, output: result.output, error: ""), "\(command)")
    }
    let verified = try Program.run(
      ["verify"], input: Array((problem + #"{"op":"backward","step":0}"#).replacing(":2,", with: ":0,").utf8))
    #expect(verified.status == 0 && verified.error == "adjsched: note: standard input: \(note)", "\(verified)")
    // An error stays one line.
    let failed = try Program.run(["plan"], input: Array(problem.replacing("\"slots\":1", with: "\"slots\":0").utf8))
    #expect(failed.status == 1 && failed.error.split(separator: "\n").count == 1, "\(failed)")
  }

  @Test func `the costs of the command line are`() throws {
    let table = [
      (
        "revolve -l 3 -m 1 --forward-cost 0.12345678901",
        "--forward-cost has more than 9 digits after the point and is rounded to 9"
      ),
      (
        "hrevolve -l 3 --level a=1:0.00000000051:1e-12",
        "2 costs have more than 9 digits after the point and are rounded to 9; the first is --level 'a=1:0.00000000051:1e-12'"
      ),
      (
        "revolve -l 3 -m 1 --forward-cost 1.23456789012s --backward-cost 1s",
        "--forward-cost has more than 9 digits after the point and is rounded to 9"
      ),
      (
        "hrevolve -l 3 --level a=1:250.1234567ms --forward-cost 1.5s --backward-cost 1s",
        "--level 'a=1:250.1234567ms' has more than 9 digits after the point and is rounded to 9"
      ),
      ("budget -l 9 --at-most 99.99999999999", "--at-most has more than 9 digits after the point and is rounded to 9"),
      (
        "sweep -l 3 -m 1 --forward-cost 1.00000000001...2:3 --format csv",
        "--forward-cost has more than 9 digits after the point and is rounded to 9"
      ),
    ]
    for (words, note) in table {
      let result = try Program.run(words.words)
      #expect(result.status == 0 && result.error == "adjsched: note: \(note)\n", "\(words): \(result)")
    }
    let rounded = try Program.run("revolve -l 3 -m 1 -q --forward-cost 0.12345678951".words)
    #expect(rounded.output.contains(" forward-cost 0.12345679 ") && rounded.error == "")
  }
}
