import AdjointSchedules

/// Plans chains of 10^3 to 10^6 steps on a range of platforms, and fits how time and memory grow.
func growth(_ program: String) -> [Table] {
  let limit = 15.0
  let lengths = [1000, 10_000, 100_000, 1_000_000]
  let platforms = [
    Platform(.revolve, "10"),
    Platform(.revolve, "100"),
    Platform(.hrevolve, "10:1:1"),
    Platform(.diskRevolve, "10, inf:5:5"),
    Platform(.hrevolve, "10, 10:5:5"),
    Platform(.hrevolve, "100, 100:5:5"),
    Platform(.hrevolve, "10, 10:5:5, 10:20:20"),
    Platform(.hrevolve, "5, 8:50:50, 4:200:200"),
  ]
  let columns = ["platform", "exponent", "last decade"] + lengths.map { "l = \(Text.count($0))" }
  var time = Table(name: "growth-time", columns: columns)
  var memory = Table(name: "growth-memory", columns: columns)
  for platform in platforms {
    progress("growth on \(platform.text)")
    var runs: [Planned] = []
    for length in lengths {
      // A planner that hit the limit will not be faster on a longer chain.
      if case .timedOut? = runs.last?.outcome {
        runs.append(runs[runs.count - 1])
      } else {
        runs.append(Planned.measure(program, platform.arguments(length: length), limit: limit))
      }
    }
    let planned = zip(lengths, runs).filter(\.1.isPlanned)
    time.add(
      [platform.name] + exponents(planned.map { (x: Double($0), y: $1.seconds) }) + runs.map(\.timeCell))
    memory.add(
      [platform.name] + exponents(planned.map { (x: Double($0), y: Double($1.peakBytes)) }) + runs.map(\.memoryCell))
  }
  return [time, memory]
}

/// Returns the exponent over all points and over the last two.
private func exponents(_ points: [(x: Double, y: Double)]) -> [String] {
  [points, points.suffix(2)].map { points in
    fittedExponent(Array(points)).map { Text.fixed($0, decimals: 2) } ?? "-"
  }
}

/// Plans 10 000 steps with more and more slots on one to three levels.
func slotCounts(_ program: String) -> Table {
  let (length, limit) = (10_000, 15.0)
  let counts = [5, 10, 20, 50, 100, 200]
  var table = Table(name: "slots", columns: ["levels"] + counts.map { "\($0) slots each" })
  let rows: [(Planner, [String])] = [
    (.revolve, [""]), (.hrevolve, ["", ":5:5"]), (.hrevolve, ["", ":5:5", ":20:20"]),
  ]
  for (planner, costs) in rows {
    progress("slots on \(costs.count) levels")
    let cells = counts.map { count in
      let platform = Platform(planner, costs.map { "\(count)\($0)" }.joined(separator: ", "))
      let planned = Planned.measure(program, platform.arguments(length: length), limit: limit)
      return planned.isPlanned ? "\(planned.timeCell), \(planned.memoryCell)" : planned.timeCell
    }
    table.add([costs.map { "c\($0)" }.joined(separator: ", ")] + cells)
  }
  return table
}
