import Testing

@testable import adjsched

/// `sweep` and `budget` over the bytes of a problem file's levels.
@Suite struct CapacityTests {
  private let problem = """
    {"chain": {"length": 30, "stateSize": "1 MiB", "tapeSize": "5 MiB", "adjointCost": 2},
     "levels": [{"name": "memory", "capacity": "200 MiB"}]}
    """

  private func rows(_ output: String) -> [[String]] {
    output.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test func `a capacity takes ranges in bytes, by its unit or by points`() throws {
    for range in ["memory=20MiB...100MiB:5", "20MiB...100MiB:5", "memory=20MiB...0.1GB:2", "memory=40MiB"] {
      let result = try Program.run(["sweep", "-", "--capacity", range], input: Array(problem.utf8))
      #expect(result.status == 0 && result.error == "", "\(result.error)")
      let rows = rows(result.output)
      #expect(rows[0].prefix(3) == ["capacity", "planner", "makespan"])
      let makespans = rows.dropFirst().compactMap { Int($0[2]) }
      #expect(!makespans.isEmpty && makespans == makespans.sorted(by: >), "\(rows)")
      #expect(rows.dropFirst().allSatisfy { $0[1] == "rotor" && $0[3] == "yes" })
    }
    let steps = try Program.run(["sweep", "-", "--capacity", "memory=20MiB...23MiB"], input: Array(problem.utf8))
    #expect(rows(steps.output).dropFirst().map { $0[0] } == (20...23).map { String($0 << 20) })
  }

  @Test(.slow) func `of two ranges the best split of a budget is marked`() throws {
    let two = """
      {"chain": {"length": 7, "stateSize": [4, 3, 3, 3, 3, 3, 3, 3]},
       "levels": [{"name": "fast", "capacity": 9}, {"name": "slow", "capacity": 9, "writeCost": 1, "readCost": 1}]}
      """
    let result = try Program.run(
      ["sweep", "-", "--capacity", "fast=4B...16B:4", "--capacity", "slow=0...16B:5", "--memory", "16B"],
      input: Array(two.utf8))
    #expect(result.status == 0, "\(result.error)")
    let rows = rows(result.output)
    let names = rows[0]
    let (total, within, best) = try (
      #require(names.firstIndex(of: "total")), #require(names.firstIndex(of: "within")),
      #require(names.firstIndex(of: "best"))
    )
    let fitting = rows.dropFirst().filter { $0[within] == "yes" }
    #expect(fitting.allSatisfy { Int($0[total]) ?? .max <= 16 })
    let least = fitting.compactMap { Int($0[3]) }.min()
    let marked = rows.filter { $0[best] == "yes" }
    #expect(marked.count == 1 && marked.first.flatMap { Int($0[3]) } == least)
    // The second range has more points and goes across.
    let chart = try Program.run(
      ["sweep", "-", "--capacity", "fast=4B...16B:4", "--capacity", "slow=0...16B:5", "--format", "svg"],
      input: Array(two.utf8))
    #expect(chart.output.contains(">capacity-2 (bytes)<"), "\(chart.error)")
  }

  @Test func `the fewest bytes for a limit are enough, and a little less is not`() throws {
    let result = try Program.run(
      ["budget", "-", "--at-most", "1.2x", "--capacity", "memory", "--format", "csv"], input: Array(problem.utf8))
    #expect(result.status == 0, "\(result.error)")
    let rows = rows(result.output)
    let answers = rows.filter { $0.contains("yes") && $0[$0.count - 1] == "yes" }
    let bytes = try #require(answers.first.flatMap { Int($0[0]) })
    func makespan(_ capacity: Int) throws -> Int {
      let swept = try Program.run(["sweep", "-", "--capacity", "\(capacity)B"], input: Array(problem.utf8))
      return try #require(Int(self.rows(swept.output)[1][2]))
    }
    // 30 steps of 1 + 2 each.
    #expect(try makespan(bytes) <= 108)
    #expect(try makespan(bytes - bytes / 500) > 108)
    // The only level that has a capacity need not be named.
    let unnamed = try Program.run(["budget", "-", "--at-most", "1.2x", "--format", "csv"], input: Array(problem.utf8))
    #expect(unnamed.status == 0 && unnamed.output == result.output, "\(unnamed.error)")
    let none = try Program.run(
      ["budget", "-", "--at-most", "0.9x", "--capacity", "memory"], input: Array(problem.utf8))
    #expect(none.status == 1)
  }

  @Test(arguments: [
    (
      ["sweep", "-l", "5", "--capacity", "memory=1MiB"], "--capacity: applies to a problem file's levels; name the file"
    ),
    (["sweep", "-", "--capacity", "disk=1MiB"], "--capacity: names 'disk', and the levels with a capacity are memory"),
    (["sweep", "-", "--capacity", "memory=0,5GiB"], "--capacity: '0,5GiB' is not a size; write 0.5GiB"),
    (
      ["sweep", "-", "--capacity", "memry=1GiB"],
      "--capacity: names 'memry', and the levels with a capacity are memory; did you mean 'memory'?"
    ),
    (["sweep", "-", "--capacity", "memory=5"], "--capacity: '5' is not a size or a range of sizes"),
    (["sweep", "-"], "sweep needs --capacity (the sizes of a level)"),
    (["budget", "-", "--at-most", "2x", "--capacity", "memory=1MiB"], "--capacity: is what budget looks for"),
    (["sweep", "-", "--capacity", "memory"], "--capacity: has no size"),
  ])
  func `what cannot be varied is said`(_ words: [String], _ reason: String) throws {
    let result = try Program.run(words, input: Array(problem.utf8))
    #expect(result.status == 64 && result.output == "")
    #expect(result.error.contains(reason.split(separator: "'")[0]), "\(result.error)")
  }
}
