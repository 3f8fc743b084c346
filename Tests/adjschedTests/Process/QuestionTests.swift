import AdjointSchedules
import Foundation
import Testing

@testable import adjsched

/// compare, sweep, budget and period as processes; and each confirms the others.
@Suite struct QuestionTests {
  private func lines(_ line: String) throws -> [[String]] {
    let result = try Program.run(line.words)
    #expect(result.status == 0 && result.error == "", "\(line): \(result)")
    return result.output.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func `compare takes a problem from a file, from standard input, or from options`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let problem =
      #"{ "chain": { "length": 20 }, "levels": [ { "name": "memory", "slots": 2 }, { "name": "disk", "slots": null, "writeCost": 3, "readCost": 1 } ] }"#
    try scratch.write(problem, to: "problem.json")
    for format in ["text", "csv", "json"] {
      let options = try Program.run("compare -l 20 -m 2 --disk-write 3 --disk-read 1 --format \(format)".words)
      let file = try Program.run("compare problem.json --format \(format)".words, directory: scratch)
      let input = try Program.run("compare - --format \(format)".words, input: Array(problem.utf8))
      #expect(options.status == 0 && options.error == "" && options.output.contains("disk-revolve"))
      #expect(file == options && input == options)
    }
  }

  @Test func `compare lists every planner once, in the rows or among those that do not apply`() throws {
    let output = try Program.run("compare -l 20 -m 2 --format json".words).output
    for planner in Planner.ofStates {
      #expect(output.split(separator: "\"planner\": \"\(planner.rawValue)\"").count == 2, "\(planner)")
    }
  }

  @Test func `compare counts a measured cost of memory, and leaves no planner of two levels out`() throws {
    let problem =
      #"{ "chain": { "length": 100 }, "levels": [ { "slots": 5, "writeCost": 0.0077, "readCost": 0.0071 }, { "slots": null, "writeCost": 5, "readCost": 4 } ] }"#
    let result = try Program.run("compare - --format json".words, input: Array(problem.utf8))
    let excluded = result.output.split(separator: "notApplicable").last ?? ""
    #expect(result.status == 0 && excluded.split(separator: "\"planner\"").count == 2, "\(result.output)")
    #expect(excluded.contains("revolve plans exactly one level; use hrevolve"))
  }

  @Test func `budget plans transfers beside the steps, and period says what to do instead`() throws {
    let platform = "-l 40 --disk-write 5 --disk-read 5 --overlap"
    let rows = try lines("budget \(platform) --at-most 160 --format csv")
    let names = try #require(rows.first)
    let (makespan, answer) = (
      try #require(names.firstIndex(of: "makespan")), try #require(names.firstIndex(of: "answer"))
    )
    let row = try #require(rows.first { $0[answer] == "yes" })
    #expect(Int(row[makespan]) ?? .max <= 160, "\(rows)")
    let plan = try Program.run("hrevolve \(platform) -m \(row[0]) --summary -q".words)
    #expect(plan.output.contains("# makespan \(row[makespan])\n"), "\(plan)")
    let period = try Program.run("period -m 2 --disk-write 5 --disk-read 5 --overlap".words)
    #expect(
      period.status == 64 && period.error.contains("periodic-disk-revolve --overlap -l N takes it\n"), "\(period)")
  }

  @Test func `a sweep's rows follow the options, the first slowest, planners last`() throws {
    let rows = try lines("sweep -m 2...3 -l 5...7:2 --planner online --planner revolve --planner online")
    #expect(
      rows.first == [
        "memory-slots", "length", "planner", "makespan", "optimal", "to-store-all", "rerun-steps", "max-step-runs",
      ])
    let places = ["2,5", "2,7", "3,5", "3,7"].flatMap { ["\($0),online", "\($0),revolve"] }
    #expect(rows.dropFirst().map { $0.prefix(3).joined(separator: ",") } == places)
  }

  @Test func `a sweep's makespans are those of single plans`() throws {
    let rows = try lines(
      "sweep -l 10...60:3 --level 2...3:1:0 --level disk=inf:4:2 --forward-cost 0.5...0.7 --planner hrevolve")
    #expect(rows.count == 1 + 3 * 2 * 3)
    #expect(rows[0].prefix(3) == ["length", "level", "forward-cost"])
    for row in rows.dropFirst() {
      let single = try Program.run(
        "hrevolve -l \(row[0]) --level \(row[1]) --level disk=inf:4:2 --forward-cost \(row[2]) --summary".words)
      #expect(single.output.contains("\n# makespan \(row[4])\n"), "\(row)")
    }
  }

  @Test func `a sweep says where a planner has no schedule, and ends only where none has`() throws {
    let some = try Program.run("sweep -l 5 -m 4...6 --planner store-all --planner revolve".words)
    #expect(some.status == 0 && some.output.split(separator: "\n").count == 1 + 5)
    #expect(
      some.error
        == "adjsched: note: store-all has no schedule at 1 of 3 points: store-all stores 5 states at the same time, but the levels have 4 slots; give them more slots, or use hrevolve\n"
    )
    let none = try Program.run("sweep -l 5 -m 1...2 --planner store-all".words)
    #expect(none.status == 1 && none.output == "" && none.error.isOneLine)
  }

  @Test func `the answers of budget are confirmed by sweep`() throws {
    let platforms = ["-l 200", "-l 90 --disk-write 5 --disk-read 4 --disk-slots 6", "-l 60 --level 3:6:2"]
    for platform in platforms {
      let sweep = try lines("sweep \(platform) -m 0...60 --planner hrevolve -q").dropFirst()
      let makespans = Dictionary(uniqueKeysWithValues: sweep.map { (Int($0[0]) ?? -1, Int($0[2]) ?? -1) })
      for factor in ["1.5", "1.9", "2", "2.5", "3.25"] {
        let budget = try lines("budget \(platform) --at-most \(factor)x --format csv")
        #expect(budget[0][0] == "memory-slots" && budget[0].suffix(2) == ["within", "answer"])
        #expect(budget.dropFirst().filter { $0.last == "yes" }.count == 1)
        for row in budget.dropFirst() {
          guard let slots = Int(row[0]), let makespan = makespans[slots] else { continue }
          #expect(Int(row[1]) == makespan, "\(platform), \(row)")
        }
        let text = try Program.run("budget \(platform) --at-most \(factor)x".words).output
        let answer = try #require(text.number(after: "# answer "))
        let limit = try #require(text.number(after: "# at-most "))
        #expect(makespans.filter { $0.value <= limit }.map(\.key).min() == answer, "\(platform), \(factor)")
      }
    }
  }

  @Test func `memory and the size of a state give slots and what they cost`() throws {
    let output = try Program.run("budget -l 1000 --memory 8GiB --state-size 96MiB".words).output
    #expect(output.number(after: "# answer ") == 85)
    let row = try #require(output.split(separator: "\n").first { $0.drop { $0 == " " }.hasPrefix("85 ") })
    #expect(row.split(separator: " ")[1...2] == ["8556380160", "2916"])
  }

  @Test func `a budget that nothing meets is a no, with what comes nearest`() throws {
    let result = try Program.run("budget -l 50 --at-most 0.9x --level 1:5:5".words)
    #expect(result.status == 1 && result.error == "")
    #expect(result.output.contains("# answer -\n") && result.output.hasSuffix(" no\n"))
  }

  @Test func `of several platforms those within the time are said, the fastest first`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let problem = { (slots: Int, cost: String) in
      "{ \"chain\": { \"length\": 100, \"forwardCost\": \(cost) }, \"levels\": [ { \"slots\": \(slots) } ] }"
    }
    try scratch.write(problem(3, "10"), to: "small.json")
    try scratch.write(problem(30, "10.5"), to: "large.json")
    let both = try Program.run("budget --time 1h small.json large.json --format csv".words, directory: scratch)
    #expect(both.status == 0)
    let rows = both.output.split(separator: "\n").dropFirst()
    #expect(rows.map { $0.split(separator: ",").first ?? "" } == ["large.json", "small.json"])
    #expect(rows.map { $0.hasSuffix(",yes") } == [true, false])
    let none = try Program.run("budget --at-most 10 small.json large.json".words, directory: scratch)
    #expect(none.status == 1 && none.output.contains("# answer -\n"))
    let missing = try Program.run("budget --time 1h small.json no.json".words, directory: scratch)
    #expect(missing.status == 66)
  }

  @Test func `where memory alone is no dearer than the best period, period says so`() throws {
    for (write, isEnough) in [("1000000", true), ("1", false)] {
      let platform = "-l 1000 -m 10 --disk-write \(write) --disk-read 1"
      #expect(
        try Program.run("period \(platform)".words).output.contains(
          "# memory-alone-is-enough \(isEnough ? "yes" : "no")\n"))
      #expect(
        try Program.run("period \(platform) --format json".words).output.contains(
          "\"memoryAloneIsEnough\": \(isEnough)")
      )
      let planned = try Program.run("periodic-disk-revolve \(platform) --summary -q".words).output
      #expect(planned.contains(" disk writes 0 ") == isEnough)
    }
    #expect(try !Program.run("period -m 3 --disk-write 5 --disk-read 4".words).output.contains("memory-alone"))
  }

  @Test func `the period that is printed is the one that the planner takes`() throws {
    let output = try Program.run("period -m 3 --disk-write 5 --disk-read 4".words).output
    let period = try #require(output.number(after: "# best-period "))
    let plan = "periodic-disk-revolve -l 1000 -m 3 --disk-write 5 --disk-read 4"
    #expect(try Program.run("\(plan) -q".words) == Program.run("\(plan) -q --period \(period)".words))
  }
}

extension String {
  /// The number that stands behind the first occurrence of `text`.
  fileprivate func number(after text: String) -> Int? {
    guard let start = range(of: text)?.upperBound else { return nil }
    return Int(self[start...].prefix { $0.isNumber })
  }
}
