import Foundation
import TestSupport
import Testing

/// `plot`, and the pictures of `sweep` and `compare`, as processes.
@Suite struct PlotTests {
  private static let plan = "-l 10 -m 3"

  /// The pictures on file; `ADJSCHED_RECORD=1` writes the files anew, and never passes.
  @Test func `the pictures are those on file`() throws {
    let folder = repositoryRoot.appendingPathComponent("Tests/adjschedTests/Golden")
    let pictures = [
      ("plot.svg", "plot --planner revolve \(Self.plan) --format svg"),
      ("plot.txt", "plot --planner revolve \(Self.plan) --format terminal --width 72 --height 20"),
      ("plot-window.txt", "plot -l 300 -m 5 --from 90 --to 120 --format terminal --width 72"),
      ("plot-levels.txt", "plot -l 30 -m 2 --level nvme=2:1:1 --level pfs=inf:4:3 --format terminal --width 72"),
      ("sweep.svg", "sweep -l 50 -m 1...20 --planner revolve --planner online --format svg"),
    ]
    for (name, line) in pictures {
      let result = try Program.run(line.words)
      #expect(result.status == 0 && result.error == "", "\(line): \(result.error)")
      let file = folder.appendingPathComponent(name)
      if ProcessInfo.processInfo.environment["ADJSCHED_RECORD"] != nil {
        try Data(result.output.utf8).write(to: file)
        Issue.record("recorded \(name); look at the difference, then test without ADJSCHED_RECORD")
      } else {
        let recorded = try? String(contentsOf: file, encoding: .utf8)
        #expect(recorded == result.output, "\(name); record anew with ADJSCHED_RECORD=1")
      }
    }
  }

  @Test func `a plan, its file, a pipe and a problem file make the same picture`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let planned = try Program.run("plot --planner revolve \(Self.plan)".words)
    #expect(planned.status == 0 && planned.error == "" && planned.output.hasPrefix("<svg "))
    try scratch.write(#"{"chain": {"length": 10}, "levels": [{"name": "memory", "slots": 3}]}"#, to: "problem.json")
    let script = """
      for format in json jsonl; do
        "$ADJSCHED" revolve \(Self.plan) --format $format -o schedule.$format && "$ADJSCHED" plot schedule.$format -o $format.svg
        "$ADJSCHED" revolve \(Self.plan) --format $format | "$ADJSCHED" plot > pipe-$format.svg
      done
      "$ADJSCHED" plot problem.json --planner revolve -o problem.svg
      "$ADJSCHED" plot --planner revolve - < problem.json > input.svg
      """
    #expect(try Program.shell(script, directory: scratch) == Program.Result(status: 0, output: "", error: ""))
    for name in ["json", "jsonl", "pipe-json", "pipe-jsonl", "problem", "input"] {
      #expect(try scratch.text(of: name + ".svg") == planned.output, "\(name)")
    }
  }

  @Test func `a join, its file and its problem file make the same picture, and no window`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(
      #"{"join": {"branches": [{"length": 3}, {"length": 2}], "handle": {"length": 1}}, "levels": [{"name": "memory", "slots": 5}]}"#,
      to: "join.json")
    let script = "\"$ADJSCHED\" join --branch 3 --branch 2 --handle 1 -m 5 | \"$ADJSCHED\" plot"
    let piped = try Program.shell(script, directory: scratch)
    #expect(piped.status == 0 && piped.error == "" && piped.output.contains(">branch 1<"))
    let planned = try Program.run("plot join.json".words, directory: scratch)
    #expect(planned.status == 0 && planned.output == piped.output)
    #expect(planned.error.contains("join.json states a problem, not a schedule: planned with join"))
    let window = try Program.run("plot join.json --from 2".words, directory: scratch)
    #expect(window.status == 64 && window.error.isOneLine)
    #expect(window.error.contains("--from: a picture shows all of the branches that join; leave it out"))
  }

  @Test func `a window of a plan, of its file and of a pipe make the same picture`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(
      #"{"chain": {"length": 6, "forwardCost": [1, 2, 3, 4, 5, 6]}, "levels": [{"slots": 2}]}"#, to: "problem.json")
    let script = """
      "$ADJSCHED" plan problem.json -o schedule.txt
      "$ADJSCHED" plot schedule.txt --from 2 --to 4 -o file.svg
      "$ADJSCHED" plot --from=2 --to=4 < schedule.txt > pipe.svg
      """
    #expect(try Program.shell(script, directory: scratch) == Program.Result(status: 0, output: "", error: ""))
    let planned = try Program.run("plot problem.json --planner hrevolve --from 2 --to 4".words, directory: scratch)
    #expect(planned.output.contains("steps 2 to 4 of 6") && planned.error == "")
    #expect(try scratch.text(of: "file.svg") == planned.output && scratch.text(of: "pipe.svg") == planned.output)
  }

  @Test func `a window whose steps are reversed elsewhere is noted`() throws {
    let problem = #"{"chain":{"length":100},"levels":[{"slots":5}],"situation":{"due":40,"stored":[[0,20]]}}"#
    let later = try Program.run("plot - --from 50 --to 60 --format terminal".words, input: Array(problem.utf8))
    #expect(later.status == 0)
    #expect(
      later.error.contains(
        "nothing is drawn: from x_50 to x_60 this schedule, which begins with backward step 40, reverses no step; they are"
          + " reversed before it"), "\(later.error)")
    let within = try Program.run("plot - --from 10 --to 30 --format terminal".words, input: Array(problem.utf8))
    #expect(!within.error.contains("nothing is drawn"))
  }

  @Test func `a schedule that breaks a rule is a no, in one line, and leaves no file`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let script = """
      "$ADJSCHED" revolve -l 3 -m 2 --format jsonl | grep -v '"write","level":0,"step":2' | "$ADJSCHED" plot -o picture.svg
      """
    let expected =
      "adjsched: standard input: invalid: operation 5 (read 0 2): level 0 does not hold that state\n"
    #expect(try Program.shell(script, directory: scratch) == Program.Result(status: 1, output: "", error: expected))
    #expect(try scratch.names() == [])
  }

  @Test func `what cannot be drawn is said in one line`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("{}", to: "empty.json")
    try scratch.write("", to: "nothing")
    try scratch.write(#"{"chain": {"length": 3}, "levels": [{"slots": 2}]}"#, to: "problem.json")
    try scratch.write(
      #"{"planner": "x", "chain": {"length": 3}, "levels": [{"slots": 2}]}"#, to: "summary.json")
    let join = try Program.run("join --branch 2 --branch 2 -m 4 --format jsonl".words).output
    try scratch.write(join, to: "join.jsonl")
    let cases: [(line: String, status: Int32, error: String)] = [
      ("plot missing.json", 66, "missing.json: cannot be read"),
      ("plot missing.json --planner revolve", 66, "missing.json: cannot be read"),
      ("plot nothing", 65, "nothing: line 1"), ("plot empty.json", 65, "empty.json: chain"),
      ("plot join.jsonl --to 1", 64, "--to: a picture shows all of the branches that join; leave it out"),
      ("plot summary.json", 65, "there are no operations"),
      ("plot problem.json -l 3", 64, "-l: the problem comes from a file"),
      ("plot problem.json --planner revolv", 64, "did you mean 'revolve'?"),
      ("plot problem.json --planner revolve --period 3", 64, "--period: revolve has no period"),
      ("plot --planner revolve -m 5", 64, "plot needs -l"),
      ("plot -l 5", 64, "plot needs -m (the number of states in memory) or --level"),
      ("plot -l 5 -m 0", 1, "no schedule exists"),
      ("plot -l 5 -m 1 --format csv", 64, "--format: 'csv' is not one of svg, terminal"),
      ("plot -l 5 -m 1 --format sgv", 64, "did you mean 'svg'?"), ("plot --widht 3", 64, "did you mean '--width'?"),
      ("plot -l 5 -m 1 --width 199", 64, "--width: '199' is not a whole number from 200 to 10000"),
      ("plot -l 5 -m 1 --format terminal --height 7", 64, "--height: '7' is not a whole number from 8 to 1000"),
      ("plot -l 5 -m 1 -o no/such/directory", 73, "no/such/directory: cannot be created"),
      ("plot -l 5 -m 1 --from 3 --to 2", 64, "--from: 3 is not before 2, where --to ends the picture"),
      ("plot -l 5 -m 1 --to 6", 64, "--to: no step of the chain ends at 6: it has 5 steps; give at most 5"),
      ("plot -l 1000000000000 -m 1 --from 1000000000000", 64, "give at most 999999999999"),
      ("plot -l 0 -m 1 --from 0", 64, "it has 0 steps; leave it out"),
      ("plot -l 5 -m 1 --to 2.5", 64, "--to: '2.5' is not a whole number"),
      ("verify problem.json", 65, "this is a problem, not a schedule; plan it with plan FILE"),
      ("join summary.json", 65, "planner: unknown field"),
      ("plot summary.json --to 4", 64, "--to: no step of the chain ends at 4: it has 3 steps"),
      ("plot problem.json --from 3", 64, "--from: no step of the chain begins at 3: it has 3 steps; give at most 2"),
      ("verify summary.json --from 3", 64, "verify does not take --from, an option of plot"),
      ("plto -l 5", 64, "did you mean 'plot'?"),
      ("sweep -l 1...30 -m 1...30 --format svg", 64, "--format: svg has room for 24 curves"),
      ("sweep -l 5 -m 1...3 --format terminal", 64, "--format: 'terminal' is not one of text, csv, json, svg"),
      ("budget -l 5 --at-most 2x --format svg", 64, "--format: 'svg' is not one of text, csv, json"),
    ]
    for (line, status, error) in cases {
      let result = try Program.run(line.words, directory: scratch)
      #expect(result.status == status && result.output == "" && result.error.isOneLine, "\(line): \(result)")
      #expect(result.error.contains(error), "\(line): \(result.error)")
    }
  }

  @Test func `a problem file is planned as plan would, and a note says so`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(#"{"chain": {"length": 10}, "levels": [{"name": "memory", "slots": 3}]}"#, to: "problem.json")
    let planned = try Program.run("plot problem.json --planner hrevolve".words, directory: scratch)
    let result = try Program.run("plot problem.json".words, directory: scratch)
    #expect(result.status == 0 && result.output == planned.output)
    #expect(
      result.error
        == "adjsched: note: problem.json states a problem, not a schedule: planned with hrevolve; --planner names another\n"
    )
    #expect(try Program.run("plot problem.json -q".words, directory: scratch).error == "")
    try scratch.write(#"{"comment": "x", "chain": {"length": 10}, "levels": [{"slots": 3}]}"#, to: "noted.json")
    #expect(try Program.run("plot noted.json -q".words, directory: scratch).status == 0)
    // With anything behind it, it is a schedule that is wrong.
    try scratch.write("{\"chain\": {\"length\": 3}, \"levels\": [{\"slots\": 2}]}\n[]", to: "other.json")
    #expect(try Program.run("plot other.json".words, directory: scratch).status == 65)
  }

  @Test func `of many things that are wrong the first are said`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let schedule = try Program.run("revolve -l 3 -m 2 --format jsonl".words).output
    var lines = schedule.split(separator: "\n").map(String.init)
    lines[lines.count - 1] =
      #"{"statistics": {"operations": 1, "forwardSteps": 1, "backwardSteps": 1, "maxStepRuns": 9, "levels": [{"writes": 9}]}}"#
    try scratch.write(lines.joined(separator: "\n"), to: "schedule.jsonl")
    let result = try Program.run("plot schedule.jsonl".words, directory: scratch)
    #expect(result.status == 1 && result.output == "" && result.error.isOneLine)
    #expect(result.error.hasSuffix("; and 2 more, which 'adjsched verify' lists\n"), "\(result.error)")
    #expect(result.error.count(where: { $0 == ";" }) == 3)
  }

  @Test func `a schedule of a thousand million steps is drawn from what repeats in it`() throws {
    let result = try Program.run(
      "plot --planner uniform -l 1000000000 -m 3 --disk-write 3 --disk-read 2 --disk-slots 2 -q".words)
    let text = result.output.replacing("\u{A0}", with: " ")
    #expect(result.status == 0 && text.contains("1 000 000 001 backward steps"), "\(result.error)")
  }

  @Test func `sweep and compare draw what they list`() throws {
    let sweep = try Program.run(
      "sweep -l 20...200:log --planner all -m 3 --disk-write 2 --disk-read 1 --format svg -q".words)
    let compare = try Program.run("compare -l 300 -m 3 --disk-write 2 --disk-read 1 --format svg".words)
    for (result, unit) in [(sweep, "length (steps)"), (compare, "makespan (units of cost)")] {
      #expect(result.status == 0 && result.error == "" && result.output.hasPrefix("<svg "))
      #expect(result.output.contains(">\(unit)</text>"))
      for planner in ["disk-revolve", "store-none", "two-level"] {
        #expect(result.output.contains(">\(planner)</text>"))
      }
    }
    let csv = try Program.run("compare -l 300 -m 3 --disk-write 2 --disk-read 1 --format csv".words).output
    for row in csv.split(separator: "\n").dropFirst() {
      let makespan = row.split(separator: ",")[1]
      let grouped = makespan.count > 4 ? makespan.dropLast(3) + " " + makespan.suffix(3) : makespan
      #expect(compare.output.contains(">\(grouped)</text>"), "\(row)")
    }
  }

  @Test func `columns come from the terminal or COLUMNS, colours only from a terminal that wants them`() throws {
    let run = "\"$ADJSCHED\" plot --planner revolve \(Self.plan)"
    for (variables, columns) in [("", 80), ("COLUMNS=50", 50), ("COLUMNS=x", 80), ("COLUMNS=5", 20)] {
      let result = try Program.shell("unset COLUMNS; export \(variables) X=1; \(run) --format terminal")
      #expect(result.status == 0 && !result.output.contains("\u{1B}"), "\(variables)")
      #expect(result.output.split(separator: "\n").map(\.count).max() == columns, "\(variables)")
    }
    for (variables, isColored) in [("", true), ("NO_COLOR=1", false), ("NO_COLOR=", true), ("TERM=dumb", false)] {
      let output = try PseudoTerminal.output(
        of: "unset NO_COLOR; export TERM=xterm; export \(variables) X=1; exec \(run)", columns: 64, lines: 18)
      #expect(output.contains("\u{1B}[31m") == isColored, "\(variables): \(output)")
      let lines = output.replacing(#/\u{1B}\[[0-9]+m/#, with: "").split(separator: "\r\n")
      #expect(lines.map(\.count).max() == 64 && lines.count == 17, "\(variables): \(output)")
    }
    #expect(try PseudoTerminal.output(of: "exec \(run) --format svg", columns: 64, lines: 18).hasPrefix("<svg "))
  }
}
