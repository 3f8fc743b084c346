import AdjointSchedules
import ScheduleFormats

/// An option whose value is a range, and the values that it takes one after another.
struct SweepAxis {
  /// Where the option stands among the arguments.
  let occurrence: Int
  let key: Option.Key
  /// The name of its column.
  let name: String
  /// Each value as it would be typed, and as the report shows it.
  let values: [(text: String, cell: Report.Cell)]

  /// Returns the axes of the arguments in the order in which they were given.
  static func axes(of arguments: Arguments) throws(UsageError) -> [SweepAxis] {
    var axes: [SweepAxis] = []
    for (index, occurrence) in arguments.occurrences.enumerated() {
      guard let values = try values(of: occurrence), arguments.counts(index) else { continue }
      let others = axes.filter { $0.name.hasPrefix(occurrence.key.rawValue) }.count
      let name = others == 0 ? occurrence.key.rawValue : "\(occurrence.key.rawValue)-\(others + 1)"
      axes.append(SweepAxis(occurrence: index, key: occurrence.key, name: name, values: values))
    }
    var points = 1
    for axis in axes {
      points *= axis.values.count
      guard points <= ValueRange.maximumPoints else {
        throw .outOfRange(
          arguments.occurrences[axis.occurrence].name,
          reason: "the ranges together make more than \(ValueRange.maximumPoints) points; write A...B:N for fewer")
      }
    }
    return axes
  }

  private static func values(
    of occurrence: Arguments.Occurrence
  ) throws(UsageError) -> [(text: String, cell: Report.Cell)]? {
    let isCost: Bool
    switch occurrence.key {
    case .length, .steps, .memorySlots, .diskSlots, .period: isCost = false
    case .diskWrite, .diskRead, .forwardCost, .backwardCost: isCost = true
    case .level: return try levelValues(of: occurrence)
    default: return nil
    }
    try requireThreeDots(occurrence)
    guard let (values, digits) = try ValueRange(occurrence, isCost: isCost)?.points() else { return nil }
    return values.map { (CostText.text($0, fractionDigits: digits), .cost($0, fractionDigits: digits)) }
  }

  /// Says how a range is written to whoever wrote two dots.
  private static func requireThreeDots(_ occurrence: Arguments.Occurrence) throws(UsageError) {
    let parts = occurrence.value.split(separator: "..", omittingEmptySubsequences: false)
    guard ValueRange.split(occurrence.value) == nil, parts.count == 2 else { return }
    throw .badRange(
      occurrence, reason: "has two dots; write \(String(parts[0]).excerpt)...\(String(parts[1]).excerpt) for a range")
  }

  /// Returns the values of a level one of whose numbers is a range `A...B`.
  private static func levelValues(
    of occurrence: Arguments.Occurrence
  ) throws(UsageError) -> [(text: String, cell: Report.Cell)]? {
    guard ValueRange.split(occurrence.value) != nil else {
      try requireThreeDots(occurrence)
      return nil
    }
    var parts = occurrence.value.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let ranges = parts.indices.filter { ValueRange.split(parts[$0]) != nil }
    if parts.contains("log") {
      throw .badRange(
        occurrence,
        reason: "has a spacing; a level's range is A...B alone, since what follows a colon is its next number")
    }
    guard ranges.count == 1, let place = ranges.first else {
      throw .badRange(occurrence, reason: "has more than one range; give a level one at most")
    }
    // The level's name stands before the first number.
    let sign = parts[place].lastIndex(of: "=").map { parts[place].index(after: $0) } ?? parts[place].startIndex
    let prefix = parts[place][..<sign]
    let part = Arguments.Occurrence(
      key: .level, name: "\(occurrence.name) '\(occurrence.value.excerpt)'", value: String(parts[place][sign...]))
    guard let (values, digits) = try ValueRange(part, isCost: place > 0)?.points() else { return nil }
    return values.map { value in
      parts[place] = prefix + CostText.text(value, fractionDigits: digits)
      let text = parts.joined(separator: ":")
      return (text, .word(text))
    }
  }
}

extension Arguments {
  /// True when the occurrence is not overridden by a later one.
  func counts(_ index: Int) -> Bool {
    let key = occurrences[index].key
    if key == .level { return true }
    let rivals: Set<Option.Key> = key == .length || key == .steps ? [.length, .steps] : [key]
    return occurrences.lastIndex { rivals.contains($0.key) } == index
  }

  /// Returns the arguments with single values in place of the axes' ranges.
  func at(_ point: [(axis: SweepAxis, index: Int)]) -> Arguments {
    var arguments = self
    for (axis, index) in point {
      let old = occurrences[axis.occurrence]
      arguments.occurrences[axis.occurrence] = Occurrence(
        key: old.key, name: old.name, value: axis.values[index].text)
    }
    return arguments
  }
}
