import AdjointSchedules
import ScheduleFormats

/// A range among the options of a problem: its points, and how to apply each.
struct SweepAxis: Sendable {
  /// The option's index among the arguments.
  let occurrence: Int
  let key: Option.Key
  let option: String
  /// The points, at least one.
  let values: [Value]
  /// Applies a point, by its index.
  let put: @Sendable (Int, inout SweepPoint) -> Void

  /// A point as reports and pictures show it.
  enum Value: Hashable, Sendable {
    /// A number of units of 10^-`fractionDigits`.
    case number(Int, fractionDigits: Int = 0)
    /// A level, one of whose numbers varies.
    case level(String)

    var cell: Report.Cell {
      switch self {
      case .number(let number, 0): return .number(number)
      case .number(let units, let digits): return .cost(units, fractionDigits: digits)
      case .level(let text): return .word(text)
      }
    }

    var text: String {
      switch self {
      case .number(let units, let digits): return CostText.text(units, fractionDigits: digits)
      case .level(let text): return text
      }
    }

    /// The value on an axis of numbers; nil for a level.
    var number: Double? {
      guard case .number(let units, let digits) = self else { return nil }
      return Double(units) / (0..<digits).reduce(1.0) { power, _ in power * 10 }
    }
  }

  /// The unit of the values, or the form of a level.
  var unit: String {
    switch key {
    case .length, .period: return "steps"
    case .steps: return "time steps"
    case .memorySlots, .diskSlots: return "states"
    case .capacity: return "bytes"
    case .level: return "[name=]slots:write:read"
    default: return "units of cost"
    }
  }

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
