import AdjointSchedules
import ScheduleFormats

/// The formats of a command's result, for help, completions and manual page alike.
extension Command {
  /// The values of `--format`.
  var formats: [String] {
    if !optionKeys.contains(.format) { return [] }
    if optionKeys.contains(.summary) { return ScheduleFormat.allCases.map(\.rawValue) }
    switch name {
    case Self.plot.name: return PictureFormat.allCases.map(\.rawValue)
    case Self.compare.name, Self.sweep.name: return ChartFormat.allCases.map(\.rawValue)
    case Self.verify.name, Self.situation.name: return ReportFormat.allCases.map(\.rawValue)
    default: return TableFormat.allCases.map(\.rawValue)
    }
  }

  /// The default of `--format`.
  private var defaultFormat: String {
    switch name {
    case Self.plot.name: return "terminal on a terminal, else svg"
    case Self.sweep.name: return ChartFormat.csv.rawValue
    default: return "text"
    }
  }

  /// Returns `--format` with this command's formats.
  func formatOption(_ option: Option) -> Option {
    var option = option
    option.summary = "\(formats.dropLast().joined(separator: ", ")) or \(formats.last ?? ""); default \(defaultFormat)"
    return option
  }
}
