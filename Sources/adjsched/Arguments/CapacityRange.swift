import AdjointSchedules
import ScheduleFormats

/// A value of `--capacity`: a level of a problem file, and how many bytes it is to have.
///
/// `NAME=SIZE`, or a range of sizes, spaced like every other: `NAME=A...B:N`. The level is the only one with a capacity if it
/// is not named.
struct CapacityRange: Sendable {
  /// The level's index in the problem.
  let level: Int
  /// The sizes in bytes, in rising order; empty if only the level is named.
  let sizes: [Int]

  /// - Throws: ``UsageError`` if there is no such level, or no such size.
  init(_ occurrence: Arguments.Occurrence, in problem: Problem) throws(UsageError) {
    let (name, text) = Self.split(occurrence.value)
    let levels = problem.levels.indices.filter { problem.levels[$0].capacity != nil }
    let names = levels.map { problem.levels[$0].name.excerpt }
    guard !levels.isEmpty else {
      throw .outOfRange(occurrence.name, reason: "needs a level with a capacity, and the problem's levels have slots")
    }
    // A word that is no size is the name of a level.
    let isName = name == nil && !text.contains(where: \.isNumber)
    guard let wanted = name ?? (isName || levels.contains { problem.levels[$0].name == text } ? text : nil) else {
      guard levels.count == 1 else {
        throw .outOfRange(
          occurrence.name,
          reason: "does not name its level; write one of \(names.joined(separator: ", ")) and = before the size")
      }
      level = levels[0]
      sizes = try Self.sizes(text, occurrence)
      return
    }
    guard let index = levels.first(where: { problem.levels[$0].name == wanted }) else {
      throw .outOfRange(
        occurrence.name,
        reason: "names \(wanted.quoted), and the levels with a capacity are \(names.joined(separator: ", "))"
          + (NearName.find(wanted, in: levels.map { problem.levels[$0].name }).map { "; did you mean \($0.quoted)?" }
            ?? ""))
    }
    level = index
    sizes = name == nil ? [] : try Self.sizes(text, occurrence)
  }

  /// Returns the name before the last equals sign, if there is one, and the rest.
  private static func split(_ value: String) -> (name: String?, rest: String) {
    guard let sign = value.lastIndex(of: "=") else { return (nil, value) }
    return (String(value[..<sign]), String(value[value.index(after: sign)...]))
  }

  private static func sizes(_ text: String, _ occurrence: Arguments.Occurrence) throws(UsageError) -> [Int] {
    guard let (start, end, spacing) = ValueRange.split(text) else { return [try size(text[...], occurrence).bytes] }
    let (first, last) = (try size(start, occurrence), try size(end, occurrence))
    // In one unit a range steps by that unit's last digit, in two by the byte.
    let isOneUnit = first.factor == last.factor
    let (from, to) = isOneUnit ? (first.end, last.end) : (first.inBytes, last.inBytes)
    let (values, digits) = try ValueRange(from: from, to: to, spacing: spacing, of: occurrence).points()
    let factor = isOneUnit ? first.factor : 1
    let divisor = (0..<digits).reduce(Int128(1)) { power, _ in power * 10 }
    return values.map { Int(clamping: Int128($0) * Int128(factor) / divisor) }
  }

  /// A size as typed: a number of units of `factor` bytes.
  private struct Size {
    let end: ValueRange.End
    let factor: Int
    let bytes: Int

    var inBytes: ValueRange.End { ValueRange.End(number: DecimalCost(bytes), fractionDigits: 0) }
  }

  private static func size(_ text: Substring, _ occurrence: Arguments.Occurrence) throws(UsageError) -> Size {
    if text == "0" { return Size(end: ValueRange.End(number: .zero, fractionDigits: 0), factor: 1, bytes: 0) }
    guard let (number, factor) = SizeText.split(String(text), SizeText.units),
      let bytes = SizeText.parse(String(text))?.roundedDown
    else {
      if let pointed = UsageError.pointed(String(text), isValid: { SizeText.parse($0) != nil }) {
        throw .outOfRange(occurrence.name, reason: "\(String(text).quoted) is not a size; write \(pointed)")
      }
      throw .badQuantity(
        occurrence, kind: "a size or a range of sizes", example: "memory=8GiB or memory=1GiB...16GiB:8")
    }
    return Size(end: ValueRange.End(number, writtenAs: text), factor: factor, bytes: bytes)
  }
}
