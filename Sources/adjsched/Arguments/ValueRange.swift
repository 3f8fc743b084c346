import AdjointSchedules
import ScheduleFormats

/// A range of numbers as `sweep` takes it: `A...B`, `A...B:N`, `A...B:log` or `A...B:log:N`.
///
/// A slash may replace each colon. Within a level it must, since a colon there starts the level's next number.
///
/// Numbers are integers in units of the last digit written at either end.
struct ValueRange {
  /// The most points that a range, or all ranges together, may have.
  static let maximumPoints = 1_000_000

  private enum Spacing {
    case every
    case even(Int)
    case round
    case geometric(Int)
  }

  private let first: Int
  private let last: Int
  private let fractionDigits: Int
  private let spacing: Spacing
  /// True when the ends are times, and the numbers seconds.
  let isTime: Bool
  private let occurrence: Arguments.Occurrence

  /// An end of a range: a number, and the digits after the point with which it is written.
  struct End {
    let number: DecimalCost
    let fractionDigits: Int
  }

  /// Reads a value; nil when it is a single number.
  ///
  /// - Parameter isCost: True when the ends may be decimals.
  init?(_ occurrence: Arguments.Occurrence, isCost: Bool) throws(UsageError) {
    guard let (start, end, spacing) = Self.split(occurrence.value) else {
      if occurrence.key != .level {
        try Self.requireThreeDots(occurrence, or: ["..": "two dots", "-": "a hyphen", ":": "a colon"])
      }
      return nil
    }
    guard let first = Self.end(start, isCost, occurrence), let last = Self.end(end, isCost, occurrence) else {
      throw Self.malformed(occurrence)
    }
    let isTime = TimeText.isTime(String(end))
    if isTime != TimeText.isTime(String(start)) && (isTime ? first : last).number != .zero {
      throw .badRange(occurrence, reason: "has a unit at one end only; give both ends one")
    }
    try self.init(from: first, to: last, spacing: spacing, isTime: isTime, of: occurrence)
  }

  /// Creates a range between numbers that have been read.
  ///
  /// - Parameters:
  ///   - spacing: What follows the last number, from its colon or slash on.
  ///   - occurrence: The option, for messages.
  init(
    from start: End, to end: End, spacing: Substring, isTime: Bool = false, of occurrence: Arguments.Occurrence
  ) throws(UsageError) {
    self.occurrence = occurrence
    self.isTime = isTime
    fractionDigits = max(start.fractionDigits, end.fractionDigits)
    guard let first = start.number.units(scale: fractionDigits), let last = end.number.units(scale: fractionDigits)
    else { throw .badRange(occurrence, reason: "does not fit 64 bits; use larger units") }
    (self.first, self.last) = (first, last)
    if first > last { throw .badRange(occurrence, reason: "decreases; write the smaller number first") }
    var parts = spacing.dropFirst().split(omittingEmptySubsequences: spacing.isEmpty, whereSeparator: Self.isSpacing)
    let isLogarithmic = parts.first == "log"
    if isLogarithmic { parts.removeFirst() }
    if isLogarithmic && first == 0 {
      throw .badRange(occurrence, reason: "starts at 0; a logarithmic range must start above 0")
    }
    if parts.isEmpty {
      self.spacing = isLogarithmic ? .round : .every
    } else {
      guard parts.count == 1, let count = WholeNumber.parse(parts[0]), (2...Self.maximumPoints).contains(count) else {
        throw Self.malformed(occurrence)
      }
      self.spacing = isLogarithmic ? .geometric(count) : .even(count)
    }
  }

  /// Returns the points in rising order, each once, in units of 10^-`fractionDigits`.
  func points() throws(UsageError) -> (values: [Int], fractionDigits: Int) {
    var values: [Int]
    switch spacing {
    case .every:
      guard last - first < Self.maximumPoints else {
        throw .badRange(
          occurrence, reason: "has more than \(Self.maximumPoints) points; write A...B:N or A...B:log for fewer")
      }
      values = Array(first...last)
    case .even(let count):
      values = (0..<count).map { index in
        let distance = Int128(last - first) * Int128(index) / Int128(count - 1)
        return first + Int(distance)
      }
    case .round:
      values = LogarithmicScale.roundNumbers(from: first, to: last)
    case .geometric(let count):
      values = LogarithmicScale.geometric(from: first, to: last, count: count)
    }
    values = values.indices.filter { $0 == 0 || values[$0] != values[$0 - 1] }.map { values[$0] }
    return (values, fractionDigits)
  }

  /// Explains the syntax if a range was written with two dots, a hyphen or a colon.
  static func requireThreeDots(
    _ occurrence: Arguments.Occurrence, or signs: KeyValuePairs<String, String> = ["..": "two dots"]
  ) throws(UsageError) {
    for (sign, name) in signs {
      let parts = occurrence.value.split(separator: sign, omittingEmptySubsequences: false).map(String.init)
      // -1 and 1e-3 are not ranges.
      let isRange = parts.count == 2 && (sign == ".." || parts.allSatisfy(isNumber))
      if !isRange { continue }
      throw .badRange(
        occurrence, reason: "has \(name); write \(parts[0].excerpt)...\(parts[1].excerpt) for a range")
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    TimeText.isTime(text) || (try? CostText.parse(text)) != nil
  }

  private static func malformed(_ occurrence: Arguments.Occurrence) -> UsageError {
    .badRange(occurrence, reason: "is not a range; write A...B, A...B:N, A...B:log or A...B:log:N, N from 2")
  }

  /// Returns what is on either side of the dots, and the spacing from its colon or slash on; nil without dots.
  static func split(_ text: String) -> (start: Substring, end: Substring, spacing: Substring)? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix("...") {
        let rest = text[index...].dropFirst(3)
        let end = rest.prefix { !isSpacing($0) }
        return (text[..<index], end, rest[end.endIndex...])
      }
      index = text.index(after: index)
    }
    return nil
  }

  private static func isSpacing(_ sign: Character) -> Bool { sign == ":" || sign == "/" }

  private static func end(_ text: Substring, _ isCost: Bool, _ occurrence: Arguments.Occurrence) -> End? {
    if !isCost { return WholeNumber.parse(text).map { End(number: DecimalCost($0), fractionDigits: 0) } }
    if let time = try? TimeText.stated(String(text), option: occurrence.name) {
      return End(number: time, fractionDigits: time.fractionDigits)
    }
    guard let cost = try? CostText.stated(text, option: occurrence.name) else { return nil }
    return End(cost, writtenAs: text)
  }
}

extension ValueRange.End {
  /// The number with the digits after the point in `text`; with an exponent, those that it needs.
  init(_ number: DecimalCost, writtenAs text: Substring) {
    self.number = number
    guard let point = text.firstIndex(of: "."), !text.contains(where: { $0 == "e" || $0 == "E" }) else {
      fractionDigits = number.fractionDigits
      return
    }
    let written = text[point...].dropFirst().prefix { $0.isNumber }.count
    fractionDigits = min(written, DecimalCost.maximumFractionDigits)
  }
}
