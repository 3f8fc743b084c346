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

  /// Each point has a text of its own.
  private static let longestLevel = 256

  /// Two points each, and there are a million.
  private static let maximumAxes = 20

  /// Returns the axes of arguments none of which is overridden, in the order in which they were given.
  static func axes(of arguments: Arguments) throws(UsageError) -> [SweepAxis] {
    var axes: [SweepAxis] = []
    var names: [Option.Key: Int] = [:]
    var points = 1
    for (index, occurrence) in arguments.occurrences.enumerated() {
      guard let values = try values(of: occurrence) else { continue }
      points *= values.count
      // Checked range by range: each alone may have that many points already.
      guard points <= ValueRange.maximumPoints else {
        throw .outOfRange(
          occurrence.name,
          reason: "the ranges together make more than \(ValueRange.maximumPoints) points; write A...B:N for fewer")
      }
      guard axes.count < maximumAxes else {
        throw .outOfRange(
          occurrence.name, reason: "is one range too many after \(maximumAxes); give a single number in its place")
      }
      let others = names[occurrence.key, default: 0]
      names[occurrence.key] = others + 1
      let name = others == 0 ? occurrence.key.rawValue : "\(occurrence.key.rawValue)-\(others + 1)"
      axes.append(SweepAxis(occurrence: index, key: occurrence.key, name: name, values: values))
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
    try requireThreeDots(occurrence, or: ["..": "two dots", "-": "a hyphen", ":": "a colon"])
    guard let points = try ValueRange(occurrence, isCost: isCost)?.texts() else { return nil }
    return points.map { ($0.text, .cost($0.value, fractionDigits: $0.fractionDigits)) }
  }

  /// Says how a range is written to whoever wrote it with two dots, a hyphen or a colon.
  private static func requireThreeDots(
    _ occurrence: Arguments.Occurrence, or signs: KeyValuePairs<String, String> = ["..": "two dots"]
  ) throws(UsageError) {
    if ValueRange.split(occurrence.value) != nil { return }
    for (sign, name) in signs {
      let parts = occurrence.value.split(separator: sign, omittingEmptySubsequences: false).map(String.init)
      // -1 and 1e-3 are no ranges.
      let isRange = parts.count == 2 && (sign == ".." || parts.allSatisfy(isNumber))
      if !isRange { continue }
      throw .badRange(
        occurrence, reason: "has \(name); write \(parts[0].excerpt)...\(parts[1].excerpt) for a range")
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    TimeText.isTime(text) || (try? CostText.parse(text)) != nil
  }

  /// Returns the values of a level one of whose numbers is a range `A...B`.
  private static func levelValues(
    of occurrence: Arguments.Occurrence
  ) throws(UsageError) -> [(text: String, cell: Report.Cell)]? {
    guard ValueRange.split(occurrence.value) != nil else {
      try requireThreeDots(occurrence)
      return nil
    }
    guard occurrence.value.utf8.count <= longestLevel else {
      throw .badRange(occurrence, reason: "is longer than \(longestLevel) bytes; a shorter name will do")
    }
    var parts = occurrence.value.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    let ranges = parts.indices.filter { ValueRange.split(parts[$0]) != nil }
    guard ranges.count == 1, let place = ranges.first else {
      throw .badRange(occurrence, reason: "has more than one range; give a level one at most")
    }
    try requireClearMeaning(occurrence, parts, range: place)
    // The level's name stands before the first number.
    let sign = parts[place].lastIndex(of: "=").map { parts[place].index(after: $0) } ?? parts[place].startIndex
    let prefix = parts[place][..<sign]
    let part = Arguments.Occurrence(
      key: .level, name: "\(occurrence.name) '\(occurrence.value.excerpt)'", value: String(parts[place][sign...]))
    guard let points = try ValueRange(part, isCost: place > 0)?.texts() else { return nil }
    return points.map { point in
      parts[place] = prefix + point.text
      let text = parts.joined(separator: ":")
      return (text, .word(text))
    }
  }

  /// Checks that what follows a range in a level is its next number, and cannot be meant as the range's own spacing.
  ///
  /// Three numbers are a whole level. Of two, the second could be a write cost or, as elsewhere, a number of points.
  private static func requireClearMeaning(
    _ occurrence: Arguments.Occurrence, _ parts: [String], range place: Int
  ) throws(UsageError) {
    var rest = parts[(place + 1)...]
    var spaced = parts[place]
    if rest.first == "log" { spaced += "/\(rest.removeFirst())" }
    // Slots, write and read: a level has no fourth number.
    if place + 1 + rest.count > 3, let number = rest.first { spaced += "/\(number)" }
    if spaced != parts[place] {
      throw .badRange(
        occurrence,
        reason: "spaces a range after a colon, which in a level is before its next number; write \(spaced.excerpt)")
    }
    guard place == 0, parts.count == 2, let number = WholeNumber.parse(parts[1]), number > 1 else { return }
    throw .badRange(
      occurrence,
      reason:
        "could be \(number) points or a write cost of \(number); write \(parts[0].excerpt)/\(number) for the points, \(parts[0].excerpt):\(number):0 for the cost"
    )
  }
}

extension Arguments {
  /// The same without what a later option overrides: every point of a sweep goes through what is left.
  func withoutOverridden() -> Arguments {
    var overridden: Set<Option.Key> = []
    var counting: [Occurrence] = []
    for occurrence in occurrences.reversed() {
      let key = occurrence.key == .steps ? .length : occurrence.key
      if key == .level || overridden.insert(key).inserted { counting.append(occurrence) }
    }
    var arguments = self
    arguments.occurrences = counting.reversed()
    return arguments
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
