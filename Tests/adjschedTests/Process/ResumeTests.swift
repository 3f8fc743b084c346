import Foundation
import Testing

/// `situation` and `resume`, and what they say, as processes.
@Suite struct ResumeTests {
  /// Runs a script after the schedules that it needs were made.
  private func run(_ script: String) throws -> Program.Result {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let made = try Program.shell(
      """
      "$ADJSCHED" disk-revolve -l 30 -m 3 --disk-write 5 --disk-read 4 --format jsonl -o s.jsonl
      "$ADJSCHED" plan -l 30 --level 'node memory=3' --level 5:5:4 --format jsonl -q -o named.jsonl
      "$ADJSCHED" divide -l 100 -m 4 --disk-write 5 --disk-read 4 --job-limit 120 --restart-cost 5 -q -o legs.jsonl > table
      "$ADJSCHED" divide -l 100 -m 4 --disk-write 5 --disk-read 4 --job-limit 120 --restart-cost 5 -q -o legs/ > table
      """, directory: scratch)
    #expect(made.status == 0 && made.error == "", "\(made)")
    return try Program.shell(script, directory: scratch)
  }

  @Test func `errors name what to do`() throws {
    let rows: [(line: String, status: Int32, message: String)] = [
      ("resume s.jsonl --after 0", 64, "--after: after 0 operations there is nothing to go on from; run "),
      ("resume s.jsonl --after 30 --lost memory,", 64, "--lost: 'memory,' has an empty name"),
      ("resume s.jsonl --after 30 --lost memroy", 64, "--lost: 'memroy' is no level; the levels are 'memory', "),
      ("resume s.jsonl --after 30 --lost memory,disk", 1, "s.jsonl: nothing that is left leads to backward step 23, "),
      ("resume legs.jsonl --after 30", 65, "legs.jsonl: line "),
      ("plot legs.jsonl", 65, "legs.jsonl: line "),
      ("situation legs.jsonl --after 3", 65, "legs.jsonl: line "),
      ("plot s.jsonl --format png", 64, "--format: 'png' is not one of svg, terminal; write SVG and convert it to png"),
      (
        "calibrate --size 1MB --level memory --forward-cost 0,8s", 64,
        "--forward-cost: '0,8s' is not a time; write 0.8s"
      ),
      (
        "calibrate --size 1MB --level memmory --forward-cost 1s", 73,
        "memmory: a file cannot be created there: No such file or directory; did you mean 'memory'?"
      ),
    ]
    for row in rows {
      let result = try run("\"$ADJSCHED\" \(row.line)")
      #expect(result.status == row.status, "\(row.line): \(result)")
      #expect(result.error.hasPrefix("adjsched: \(row.message)"), "\(row.line): \(result.error)")
      #expect(result.error.split(separator: "\n").count == 1)
    }
  }

  @Test func `branches that join are resumed, and their memory may be lost`() throws {
    let join = "\"$ADJSCHED\" join --branch 6 --branch 4 --handle 3 -m 8 --format jsonl -q -o j.jsonl\n"
    let rest = try run(join + "\"$ADJSCHED\" resume j.jsonl --after 24 -q | \"$ADJSCHED\" verify")
    #expect(rest.status == 0 && rest.output.hasPrefix("valid\nmakespan 17\n"), "\(rest)")
    let lost = try run(join + "\"$ADJSCHED\" resume j.jsonl --after 24 --lost memory")
    #expect(lost.status == 1)
    #expect(lost.error.hasPrefix("adjsched: j.jsonl: branch 0 is not reversed, and its x_0 is not stored any more; "))
    let remade = try run(join + "\"$ADJSCHED\" resume j.jsonl --after 24 --lost memory --remake --summary -q")
    #expect(remade.status == 0 && remade.output.contains("# situation due none branches 5,3\n"), "\(remade)")
    let planned = try run(
      join + "\"$ADJSCHED\" situation j.jsonl --after 24 --format json | \"$ADJSCHED\" join - --summary -q")
    #expect(planned.status == 0 && planned.output.contains("# makespan 17\n# optimal yes\n"), "\(planned)")
  }

  @Test func `notes are only about what is at stake`() throws {
    for (after, note) in [
      (0, "nothing is done and nothing stored yet: run"), (1, nil), (2, "the program's buffer held x_"), (30, nil),
    ] as [(Int, String?)] {
      let result = try run("\"$ADJSCHED\" situation s.jsonl --after \(after)")
      #expect(result.status == 0)
      #expect(note.map { result.error.contains("note: \($0)") } ?? (result.error == ""), "\(after): \(result.error)")
    }
  }

  @Test func `levels are named as texts name them`() throws {
    for name in ["'node memory'", "node_memory", "0", "level_1,node_memory", "'level 1',0"] {
      let result = try run("\"$ADJSCHED\" situation named.jsonl --after 1 -q --lost \(name)")
      #expect(result.status == 0 && result.output.contains("level 0 node_memory states 0"), "\(name): \(result)")
    }
  }

  @Test func `costs need no slots, and say where a number stands for a name`() throws {
    let costs =
      #"{"chain": {"length": 30}, "levels": [{"name": "memory"}, {"name": "scratch", "writeCost": 1, "readCost": 1}]}"#
    let result = try run(
      "echo '\(costs)' > costs.json; \"$ADJSCHED\" resume s.jsonl --after 30 --lost memory --costs costs.json --summary"
    )
    #expect(result.status == 0 && result.output.contains("disk slots unlimited write-cost 1 read-cost 1"), "\(result)")
    #expect(
      result.error.contains(
        "note: costs.json: no level is named 'disk': the schedule's level 1 has the costs of 'scratch', by its number"))
    let refused = try run("echo '\(costs)' | \"$ADJSCHED\" plan")
    #expect(refused.status == 65)
  }

  @Test func `a situation in JSON is planned`() throws {
    let result = try run(
      """
      "$ADJSCHED" situation s.jsonl --after 30 --lost memory --format json | "$ADJSCHED" plan --summary | grep makespan
      "$ADJSCHED" resume s.jsonl --after 30 --lost memory --summary | grep makespan
      """)
    let lines = result.output.split(separator: "\n")
    #expect(result.status == 0 && lines.count == 2 && lines.first == lines.last, "\(result)")
  }

  @Test func `legs are resumed to their ends, and verified one after another`() throws {
    let result = try run(
      """
      "$ADJSCHED" verify legs.jsonl | head -2
      "$ADJSCHED" resume legs/leg-0002.jsonl --after 9 --lost memory --format jsonl -q -o rest.jsonl
      "$ADJSCHED" verify rest.jsonl | head -1
      cat rest.jsonl legs/leg-0003.jsonl | "$ADJSCHED" verify - | head -1
      cat legs/leg-0001.jsonl legs/leg-0003.jsonl | "$ADJSCHED" verify - | cut -d' ' -f1-4
      """)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 5 && lines[0] == "valid" && lines[1].hasPrefix("schedules "), "\(result)")
    #expect(lines.count == 5 && lines[2] == "valid" && lines[3] == "valid" && lines[4] == "invalid: schedule 2: begins")
  }
}
