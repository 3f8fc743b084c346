import AdjointSchedules
import ScheduleFormats

/// The part of `sweep` that varies the bytes of a problem file's levels.
enum CapacitySweep {
  /// Returns the points of the file's problem, one axis for each `--capacity`.
  static func grid(_ arguments: Arguments, _ progress: Progress) throws -> (grid: SweepGrid, origin: Failure.Origin) {
    try arguments.requireNoProblemOptions()
    if let period = arguments.last(.period) {
      throw UsageError.outOfRange(period.name, reason: "is not for files; leave it out")
    }
    let occurrences = arguments.occurrences.enumerated().filter { $0.element.key == .capacity }
    if occurrences.isEmpty {
      throw UsageError.missingOption(
        "--capacity (the sizes of a level)", command: arguments.command.name,
        example: arguments.command.example(with: "--capacity"))
    }
    let file = try ProblemFile(arguments.operand, progress)
    var axes: [SweepAxis] = []
    var sizesOfAxes: [[Int]] = []
    var seen: Set<Int> = []
    var points = 1
    for (place, occurrence) in occurrences {
      let range = try CapacityRange(occurrence, in: file.problem)
      guard !range.sizes.isEmpty, seen.insert(range.level).inserted else {
        throw UsageError.outOfRange(
          occurrence.name,
          reason: range.sizes.isEmpty
            ? "has no size; write \(occurrence.value.excerpt)=1GiB...16GiB:8 for a range"
            : "names a level twice; give one range for each")
      }
      let (level, sizes) = (range.level, range.sizes)
      points *= sizes.count
      guard points <= ValueRange.maximumPoints else {
        throw UsageError.outOfRange(
          occurrence.name,
          reason: "makes more than \(ValueRange.maximumPoints) points with the others; write A...B:N for fewer")
      }
      axes.append(
        SweepAxis(
          occurrence: place, key: .capacity, option: occurrence.name, values: sizes.map { .number($0) },
          put: { $1.capacities[level] = sizes[$0] }))
      sizesOfAxes.append(sizes)
    }
    let limit = try arguments.last(.memory)?.bytes(roundedUp: false)
    let problem = file.problem
    let grid = SweepGrid(
      axes: axes, first: SweepPoint(description: ProblemDescription(length: 0, levels: [])),
      splits: limit.map { CapacitySplits(limit: $0, sizes: sizesOfAxes) }, bestPlanner: Planner.best(for: problem),
      problem: { point in point.capacities.reduce(problem) { $0.with(capacity: $1.value, atLevel: $1.key) } })
    return (grid, .file(file.name))
  }
}

/// A budget of bytes that several capacities divide.
struct CapacitySplits: Sendable {
  /// The most bytes in all.
  let limit: Int
  /// The bytes of each point of each axis.
  let sizes: [[Int]]

  /// Returns the bytes of a point in all.
  func total(_ point: [Int]) -> Int {
    zip(sizes, point).reduce(0) { sum, entry in
      let (total, overflow) = sum.addingReportingOverflow(entry.0[entry.1])
      return overflow ? .max : total
    }
  }

  /// Returns the rows that are the best of their planner within the limit: the least makespan, then the fewest bytes.
  func best(of rows: [SweepResult.Row]) -> Set<Int> {
    var best: [Planner: Int] = [:]
    for (index, row) in rows.enumerated() where total(row.point) <= limit {
      guard let other = best[row.planner].map({ rows[$0] }) else {
        best[row.planner] = index
        continue
      }
      if (row.makespan, total(row.point)) < (other.makespan, total(other.point)) { best[row.planner] = index }
    }
    return Set(best.values)
  }
}
