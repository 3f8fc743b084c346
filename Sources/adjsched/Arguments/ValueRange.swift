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

  /// Reads a value; nil when it is a single number.
  ///
  /// - Parameter isCost: True when the ends may be decimals.
  init?(_ occurrence: Arguments.Occurrence, isCost: Bool) throws(UsageError) {
    guard let (start, rest) = Self.split(occurrence.value) else {
      if occurrence.key != .level {
        try Self.requireThreeDots(occurrence, or: ["..": "two dots", "-": "a hyphen", ":": "a colon"])
      }
      return nil
    }
    self.occurrence = occurrence
    var parts = rest.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "/" }
    let end = parts.removeFirst()
    guard let a = Self.number(start, isCost, occurrence), let b = Self.number(end, isCost, occurrence) else {
      throw Self.malformed(occurrence)
    }
    isTime = TimeText.isTime(String(end))
    if isTime != TimeText.isTime(String(start)) && (isTime ? a : b).cost != .zero {
      throw .badRange(occurrence, reason: "has a unit at one end only; give both ends one")
    }
    fractionDigits = max(a.written, b.written)
    guard let first = a.cost.units(scale: fractionDigits), let last = b.cost.units(scale: fractionDigits) else {
      throw .badRange(occurrence, reason: "does not fit 64 bits; use larger units")
    }
    (self.first, self.last) = (first, last)
    if first > last { throw .badRange(occurrence, reason: "decreases; write the smaller number first") }
    let isLogarithmic = parts.first == "log"
    if isLogarithmic { parts.removeFirst() }
    if isLogarithmic && first == 0 {
      throw .badRange(occurrence, reason: "starts at 0; a logarithmic range must start above 0")
    }
    if parts.isEmpty {
      spacing = isLogarithmic ? .round : .every
    } else {
      guard parts.count == 1, let count = WholeNumber.parse(parts[0]), (2...Self.maximumPoints).contains(count) else {
        throw Self.malformed(occurrence)
      }
      spacing = isLogarithmic ? .geometric(count) : .even(count)
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

  /// Returns the parts to the left and right of the dots.
  static func split(_ text: String) -> (Substring, Substring)? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix("...") { return (text[..<index], text[index...].dropFirst(3)) }
      index = text.index(after: index)
    }
    return nil
  }

  /// Returns a number and its digits after the point.
  private static func number(
    _ text: Substring, _ isCost: Bool, _ occurrence: Arguments.Occurrence
  ) -> (cost: DecimalCost, written: Int)? {
    if !isCost { return WholeNumber.parse(text).map { (DecimalCost($0), 0) } }
    if let time = try? TimeText.stated(String(text), option: occurrence.name) { return (time, time.fractionDigits) }
    guard let cost = try? CostText.stated(text, option: occurrence.name) else { return nil }
    guard let point = text.firstIndex(of: "."), !text.contains(where: { $0 == "e" || $0 == "E" }) else {
      return (cost, cost.fractionDigits)
    }
    let digits = text.distance(from: point, to: text.endIndex) - 1
    return (cost, min(digits, DecimalCost.maximumFractionDigits))
  }
}
