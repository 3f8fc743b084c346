/// A problem with its goals for time and memory.
private struct Goal {
  var platform: Platform
  var length: Int
  /// The goal as stated by the project; empty if none.
  var text = ""
  var seconds: Double?
  var bytes: Int?
  /// The greatest distance to the lower bound, as a fraction; 0 asks for a proof.
  var gap = 0.0

  /// Nil if there is no goal.
  func isMet(by planned: Planned) -> Bool? {
    guard let seconds else { return nil }
    guard let measuredGap = planned.gap else { return false }
    return planned.seconds <= seconds && measuredGap <= gap && (bytes.map { planned.peakBytes <= $0 } ?? true)
  }
}

/// Plans the problems for which the project has goals.
func goals(_ program: String) -> Table {
  let three = Platform(.hrevolve, "5, 8:50:50, 4:200:200")
  let goals = [
    Goal(platform: Platform(.revolve, "10"), length: 1000),
    Goal(platform: Platform(.revolve, "30"), length: 1_000_000_000_000, text: "milliseconds", seconds: 0.1),
    Goal(platform: Platform(.hrevolve, "10, 10:5:5, 10:20:20"), length: 5000),
    Goal(platform: three, length: 100_000, text: "50 ms, optimal", seconds: 0.05),
    Goal(
      platform: three, length: 1_000_000, text: "60 s, 3 GiB, optimal", seconds: 60, bytes: 3 << 30),
    Goal(platform: three, length: 1_000_000_000),
    Goal(
      platform: three, length: 1_000_000_000_000, text: "1 s, within 0.001 %", seconds: 1, gap: 0.00001),
  ]
  var table = Table(
    name: "goals", columns: ["problem", "l", "goal", "met", "time", "peak memory", "makespan", "proof"])
  for goal in goals {
    progress("\(goal.platform.text), l = \(goal.length)")
    let planned = Planned.measure(program, goal.platform.arguments(length: goal.length), limit: 65)
    var makespan = "-"
    if case .schedule(let value, _, _) = planned.outcome { makespan = Text.count(value) }
    table.add([
      goal.platform.name, Text.count(goal.length), goal.text.isEmpty ? "-" : goal.text,
      goal.isMet(by: planned).map { $0 ? "yes" : "no" } ?? "-", planned.timeCell, planned.memoryCell, makespan,
      planned.proofCell,
    ])
  }
  return table
}
