import Testing

/// `--memory-limit` and a machine with little memory: a sentence with the numbers, status 70.
@Suite struct MemoryLimitTests {
  private func problem(_ scratch: Scratch) throws {
    let costs = (0..<6000).map { String(1 + $0 % 7) }.joined(separator: ",")
    try scratch.write(#"{"chain":{"length":6000,"forwardCost":[\#(costs)]},"levels":[{"slots":3}]}"#, to: "long.json")
  }

  @Test func `tables beyond the limit are refused with what they need and what would fit`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try problem(scratch)
    let result = try Program.run(["plan", "long.json", "--memory-limit", "100MB"], directory: scratch)
    #expect(result.status == 70 && result.output == "" && result.error.isOneLine)
    #expect(result.error.contains("more than the limit of 95 MiB; use"), "\(result.error)")
    let join = try Program.run(
      "join --branch 300 --branch 300 -m 10 --memory-limit 1MiB".split(separator: " ").map(String.init))
    #expect(join.status == 70 && join.error.contains("more than the limit of 1 MiB"), "\(join.error)")
  }

  @Test func `tables beyond what ulimit leaves are not begun`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try problem(scratch)
    let result = try Program.shell("ulimit -v 200000; \"$ADJSCHED\" plan long.json --summary", directory: scratch)
    #expect(result.status == 70 && result.output == "" && result.error.isOneLine)
    #expect(result.error.contains("the tables need 240 MiB, and "), "\(result.error)")
  }

  @Test func `a limit that is no size is refused`() throws {
    for limit in ["0B", "3", "many"] {
      let result = try Program.run(["revolve", "-l", "3", "-m", "2", "--memory-limit", limit])
      #expect(result.status == 64 && result.error.contains("--memory-limit"), "\(result.error)")
    }
  }
}
