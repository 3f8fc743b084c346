import Foundation
import TestSupport
import Testing

/// `adjsched divide` as a process.
@Suite struct DivideCommandTests {
  private static let problem = "-l 100 -m 5 --disk-write 5 --disk-read 4"

  private func check(_ cases: [(line: String, message: String)]) throws {
    for (line, message) in cases {
      let result = try Program.run(line.words)
      #expect(result == Program.Result(status: 64, output: "", error: "adjsched: \(message)\n"), "adjsched \(line)")
    }
  }

  @Test func `times that are none are named`() throws {
    let start = "divide \(Self.problem)"
    let kinds = "is neither a cost nor a time; write a number, or a time such as 24h or 90min"
    try check([
      ("\(start) --job-limit 0", "--job-limit: '0' is no time for a job; give jobs more, such as 24h"),
      ("\(start) --job-limit 24hours", "--job-limit: '24hours' \(kinds); write 24h"),
      ("\(start) --job-limit 1.5days", "--job-limit: '1.5days' \(kinds); write 1.5d"),
      ("\(start) --job-limit 30Minutes", "--job-limit: '30Minutes' \(kinds); write 30min"),
      ("\(start) --job-limit soon", "--job-limit: 'soon' \(kinds)"),
      ("\(start) --job-limit 100 --restart-cost 5sec", "--restart-cost: '5sec' \(kinds); write 5s"),
      ("\(start) --job-limit -1", "--job-limit: '-1' is negative; give a decimal number >= 0"),
      (
        "\(start) --job-limit 20 --restart-cost 20",
        "--job-limit: '20' leaves no time after the restart; give jobs more"
      ),
      (
        "\(start) --failures 0", "--failures: '0' is no time between kills; give the mean time between two, such as 30h"
      ),
      ("\(start) --failures x", "--failures: 'x' \(kinds)"),
      (
        "\(start) --failures 100 --seed -1",
        "--seed: '-1' is not a whole number from 0 to \(Int.max)"
      ),
      (
        "\(start) --job-limit 100 --seed 2",
        "--seed: it is for kills; give --failures and the mean time between two of them too"
      ),
      (
        "\(start) --job-limit 100 --save-cost 2",
        "--save-cost: it is for kills; give --failures and the mean time between two of them too"
      ),
      ("\(start) --job-limit 24,5h", "--job-limit: '24,5h' is neither a cost nor a time; write 24.5h"),
      (
        "\(start) --job-limit 100 --failures 500 --save-cost 200",
        "--save-cost: '200' for saving the adjoint leaves no time in a job of '100'; give jobs more"
      ),
    ])
    let none = try Program.run(start.words)
    #expect(none.status == 64 && none.error.contains("divide needs --job-limit (the most time"), "\(none)")
    let mixed = try Program.run("\(start) --failures 2h --job-limit 100".words)
    #expect(mixed.status == 64 && mixed.error.contains("has no unit"), "\(mixed)")
  }

  @Test func `where the jobs cannot be written nothing is planned`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for name in ["none/legs/", "none/legs.jsonl"] {
      let result = try Program.run(
        "divide \(Self.problem) --job-limit 100 -o \(name)".words, directory: scratch)
      #expect(result.status == 73 && result.output == "", "\(result)")
      #expect(result.error.hasPrefix("adjsched: \(name): cannot be created: "), "\(result)")
    }
    #expect(try scratch.names() == [])
  }

  @Test func `levels that are lost may be named as schedules print them`() throws {
    let start = "divide -l 100 --level 5 --level inf:5:4 --job-limit 150"
    let expected = try Program.run("\(start) --lost 0".words)
    #expect(expected.status == 0)
    #expect(try Program.run("\(start) --lost level_0".words) == expected)
    #expect(try Program.run(start.words + ["--lost", "level 0"]) == expected)
    #expect(try Program.run(start.words + ["--lost", " 0, level_0 "]) == expected)
    try check([
      (
        "divide \(Self.problem) --job-limit 150 --lost memory,",
        "--lost: 'memory,' has an empty name; write names with one comma between two, such as memory,nvme"
      ),
      (
        "divide \(Self.problem) --job-limit 150 --lost memoryy",
        "--lost: 'memoryy' is no level; the levels are 'memory', 'disk'; did you mean 'memory'?"
      ),
    ])
  }

  @Test func `legs of a longer division are not left beside those of a shorter one`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let divide = { (limit: Int) in
      try Program.run("divide \(Self.problem) --job-limit \(limit) -o legs/ -q".words, directory: scratch)
    }
    #expect(try divide(100).status == 0)
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/legs").sorted()
    #expect(names.count > 3 && names[0] == "leg-0001.jsonl")
    let first = try scratch.text(of: "legs/leg-0001.jsonl")
    // As many, or more, replace them.
    #expect(try divide(90).status == 0)
    let more = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/legs").count
    let kept = try scratch.text(of: "legs/leg-0001.jsonl")
    #expect(more >= names.count && kept != first)
    let fewer = try divide(250)
    #expect(fewer.status == 64 && fewer.output == "")
    #expect(fewer.error.hasPrefix("adjsched: -o: 'legs/' holds leg-0003.jsonl and "), "\(fewer)")
    #expect(fewer.error.hasSuffix("ends with leg-0002.jsonl; remove them, or name another folder\n"), "\(fewer)")
    #expect(try scratch.text(of: "legs/leg-0001.jsonl") == kept)
  }

  @Test func `kills are simulated with a seed, in every format`() throws {
    let line = "divide \(Self.problem) --job-limit 150 --restart-cost 5 --failures 120 --save-cost 1"
    let text = try Program.run(line.words)
    #expect(text.status == 0 && text.error == "" && text.output.contains("\n# seed 1\n"), "\(text)")
    #expect(try Program.run("\(line) --seed 1".words) == text)
    let other = try Program.run("\(line) --seed 2".words)
    #expect(other.status == 0 && other != text)
    let json = try Program.run("\(line) --format json".words)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let time = try #require(object["time"] as? Double)
    let expected = try #require(object["expectedTime"] as? Double)
    let error = try #require(object["standardError"] as? Double)
    #expect(expected > time && error > 0 && error < expected / 50)
    #expect(object["meanTimeBetweenKills"] as? Int == 120 && object["saveCost"] as? Int == 1)
    // Without a limit, only kills end a job.
    let one = try Program.run("divide \(Self.problem) --failures 1e9 --save-cost 0".words)
    #expect(one.status == 0 && one.output.contains("# jobs 1\n"), "\(one)")
    let never = try Program.run("divide \(Self.problem) --failures 0.5".words)
    #expect(never.status == 1 && never.output == "" && never.error.contains("hardly any run would end"), "\(never)")
  }

  /// Divides into a folder, and lets `verify` check every leg; returns the last number and the last leg's makespan.
  private func legs(_ line: String, input: String = "", _ scratch: Scratch) throws -> Int {
    let folder = "legs-\(UUID().uuidString)"
    let result = try Program.run("\(line) -o \(folder)/ -q".words, input: Array(input.utf8), directory: scratch)
    #expect(result.status == 0 && result.error == "", "\(line): \(result)")
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/" + folder).sorted()
    for name in names {
      let verified = try Program.run(["verify", "\(folder)/\(name)"], directory: scratch)
      #expect(verified.status == 0 && verified.output.hasPrefix("valid\n"), "\(line) \(name): \(verified)")
    }
    return names.count
  }

  @Test func `tapes and overlapped levels are divided into legs that verify takes`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let tapes = """
      {"chain": {"length": 60, "stateSize": 2, "tapeSize": 7, "adjointCost": 2},
       "levels": [{"name": "gpu", "capacity": 40}, {"name": "host", "slots": null, "writeCost": 1, "readCost": 1}]}
      """
    #expect(try legs("divide - --job-limit 120 --restart-cost 5", input: tapes, scratch) > 1)
    #expect(try legs("divide \(Self.problem) --overlap --job-limit 150 --restart-cost 5", scratch) > 1)
    let join = """
      {"join": {"branches": [{"length": 3}, {"length": 2}], "handle": {"length": 0}}, "levels": [{"slots": 9}]}
      """
    let refused = try Program.run("divide - --job-limit 9".words, input: Array(join.utf8))
    #expect(
      refused.status == 65 && refused.error.contains("divide takes one chain, not branches that join"), "\(refused)")
    let kills = try Program.run("divide \(Self.problem) --overlap --failures 100".words)
    #expect(kills.status == 64 && kills.error.contains("kills are simulated where transfers block"), "\(kills)")
  }

  @Test func `what is left of a schedule, a leg or a situation is divided`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let limits = "--job-limit 100 --restart-cost 5 -q"
    #expect(try Program.run("divide \(Self.problem) \(limits) -o legs/".words, directory: scratch).status == 0)
    #expect(try legs("divide legs/leg-0002.jsonl --after 40 \(limits)", scratch) > 1)
    _ = try Program.run("disk-revolve \(Self.problem) --format jsonl -o whole.jsonl".words, directory: scratch)
    let count = try legs("divide whole.jsonl --after 150 --lost memory \(limits)", scratch)
    #expect(count > 1)
    let situation = try Program.run(
      "situation whole.jsonl --after 150 --lost memory --format json".words, directory: scratch)
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(situation.output.utf8)) as? [String: Any])
    object = object.filter { ["chain", "levels", "situation"].contains($0.key) }
    let problem = String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
    #expect(try legs("divide - \(limits)", input: problem, scratch) == count)
    let lost = "divide whole.jsonl --after 150 --lost memory,disk \(limits)"
    let none = try Program.run(lost.words, directory: scratch)
    #expect(none.status == 1 && none.error.contains("give --remake"), "\(none)")
    let needless = try Program.run("divide \(Self.problem) --remake --job-limit 100".words)
    #expect(needless.status == 64 && needless.error.contains("--remake: it is for what is left"), "\(needless)")
  }
}
