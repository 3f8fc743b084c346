import AdjointSchedules
import ScheduleFormats

/// A range among the options of a problem: its points, and how each is put in place.
struct SweepAxis: Sendable {
  /// Where the option stands among the arguments.
  let occurrence: Int
  let key: Option.Key
  /// The option as messages name it.
  let option: String
  /// Each point as the report shows it.
  let cells: [Report.Cell]
  /// Puts a point in place, by its index.
  let put: @Sendable (Int, inout SweepPoint) -> Void

  /// Two points each, and there are a million.
  static let maximumCount = 20

  /// Returns the names of the axes' columns: the option's, numbered from its second range on.
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
  /// What `--period` says, or nil for the best.
  var period: Int?
}
