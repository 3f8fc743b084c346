import SeededRandom

/// Plans long chains of unequal steps, costs drawn from 0.5 to 1.5 in thousandths, from problem files written for the purpose.
func unequalSteps(_ program: String) -> Table {
  let memory = Level(slots: 20, cost: 0)
  let three = [memory, Level(slots: 200, cost: 2), Level(slots: nil, cost: 20)]
  let problems: [(length: Int, levels: [Level], text: String, seconds: Double, gap: Double)] = [
    (10_000, [memory], "", 10, 1), (50_000, [memory], "10 s, within 2 %", 10, 0.02), (10_000, three, "", 10, 1),
    (50_000, three, "10 s, within 4 %", 10, 0.04), (1_000_000, [memory], "", 60, 1),
    (1_000_000, three, "60 s, 3 GiB", 60, 1),
  ]
  var table = Table(name: "unequal", columns: ["levels", "l", "goal", "met", "time", "peak memory", "gap"])
  for (length, levels, text, seconds, gap) in problems {
    let name = levels.map(\.text).joined(separator: ", ")
    progress("\(name), l = \(length), unequal steps")
    let file = Scratch.path("unequal.json")
    guard TextFile.write(problem(length, levels), to: file) else { continue }
    let planned = Planned.measure(program, ["plan", file], limit: 120, repeats: 3)
    let isMet =
      planned.seconds <= seconds && (planned.gap.map { $0 <= gap } ?? false) && planned.peakBytes <= 3 << 30
    table.add([
      name, Text.count(length), text.isEmpty ? "-" : text, text.isEmpty ? "-" : isMet ? "yes" : "no",
      planned.timeCell, planned.memoryCell, planned.proofCell,
    ])
  }
  return table
}

private struct Level {
  var slots: Int?
  /// The cost of a write, and of a read, in steps of mean cost.
  var cost: Int

  var text: String { cost == 0 ? slotText : "\(slotText):\(cost):\(cost)" }
  var json: String {
    "{\"slots\": \(slots.map(String.init) ?? "null"), \"writeCost\": \(1000 * cost), \"readCost\": \(1000 * cost)}"
  }
  private var slotText: String { slots.map(String.init) ?? "inf" }
}

/// Returns a problem file, in thousandths of the mean cost, so that makespans are whole numbers.
private func problem(_ length: Int, _ levels: [Level]) -> String {
  var random = SeededGenerator(seed: 1)
  let costs = (0..<length).map { _ in String(random.int(500...1500)) }
  return """
    {"chain": {"length": \(length), "forwardCost": [\(costs.joined(separator: ","))], "backwardCost": 1000},
     "levels": [\(levels.map(\.json).joined(separator: ", "))]}
    """
}
