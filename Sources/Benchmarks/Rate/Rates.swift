/// Measures how fast the library iterates over operations, and how fast the model's machine executes them.
func rates(_ program: String) -> Table {
  // The longest of these that can be planned within the limit.
  let lengths = [2_300_000, 100_000, 10_000]
  let platforms = [
    Platform(.revolve, "10"),
    Platform(.revolve, "100"),
    Platform(.diskRevolve, "10, inf:5:5"),
    Platform(.hrevolve, "10, 10:5:5"),
    Platform(.hrevolve, "5, 8:50:50, 4:200:200"),
    Platform(.hrevolve, "10:1:1"),
    Platform(.hrevolve, "3:2:1, 4:5:5"),
    Platform(.hrevolve, "2:3:3, 10:50:50"),
    Platform(.hrevolve, "5:2:1, inf:20:20"),
  ]
  var table = Table(
    name: "rate",
    columns: ["schedule", "iterating, ns an operation", "iterating and replaying", "l", "operations", "times over"])
  for platform in platforms {
    progress("operations on \(platform.text)")
    for length in lengths {
      let command = [CommandLine.arguments[0], RateWorker.option, platform.planner.rawValue, platform.text]
      let child = Child.run(command + [String(length)], limit: 30, output: .kept)
      let fields = child.output.split(whereSeparator: \.isWhitespace)
      guard child.ending == .exited(0), fields.count == 4 else { continue }
      let rates = fields[..<2].map { Text.significant(Double($0) ?? 0) }
      table.add([platform.name] + rates + [length, Int(fields[2]) ?? 0, Int(fields[3]) ?? 0].map(Text.count))
      break
    }
  }
  return table
}
