import AdjointSchedules
import ScheduleFormats

/// A range among the options of a problem: its points, and how to apply each.
struct SweepAxis: Sendable {
  /// The option's index among the arguments.
  let occurrence: Int
  let key: Option.Key
  let option: String
  /// Each point as the report shows it.
  let cells: [Report.Cell]
  /// Applies a point, by its index.
  let put: @Sendable (Int, inout SweepPoint) -> Void

  /// With two points each, this makes a million combinations.
  static let maximumCount = 20

  /// Returns the column names of the axes: the option's name, numbered from its second range.
  static func names(of axes: [SweepAxis]) -> [String] {
    var numbers: [Option.Key: Int] = [:]
    return axes.map { axis in
      let number = numbers[axis.key, default: 0] + 1
      numbers[axis.key] = number
      return number == 1 ? axis.key.rawValue : "\(axis.key.rawValue)-\(number)"
    }
  }
}

/// What is planned at one point of a sweep.
struct SweepPoint: Sendable {
  var description: ProblemDescription
  /// The value of `--period`, or nil for the best period.
  var period: Int?
  /// The bytes of the file's levels that are varied, by index.
  var capacities: [Int: Int] = [:]
}
