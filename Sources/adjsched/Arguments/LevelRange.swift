/// The rules of `sweep` for a level with a range: one range only, with one possible meaning.
enum LevelRange {
  /// Every point stores its own text.
  private static let longestLevel = 256

  /// Checks the parts of a level between its colons, without the name.
  static func check(_ occurrence: Arguments.Occurrence, _ parts: [String]) throws(UsageError) {
    let ranges = parts.indices.filter { ValueRange.split(parts[$0]) != nil }
    guard let place = ranges.first else { return try ValueRange.requireThreeDots(occurrence) }
    guard occurrence.value.utf8.count <= longestLevel else {
      throw .badRange(occurrence, reason: "is longer than \(longestLevel) bytes; use a shorter name")
    }
    if ranges.count > 1 { throw .badRange(occurrence, reason: "has more than one range; use at most one per level") }
    try requireClearMeaning(occurrence, parts, range: place)
  }

  /// Checks that what follows a range in a level is the next number and could not be meant as the range's spacing.
  ///
  /// Three numbers make a complete level. With two, the second could be a write cost or, as elsewhere, a number of
  /// points.
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
        reason: "spaces a range after a colon, but in a level a colon starts the next number; write \(spaced.excerpt)")
    }
    guard place == 0, parts.count == 2, let number = WholeNumber.parse(parts[1]), number > 1 else { return }
    // Includes the level's name, as typed.
    let range = occurrence.value.prefix(occurrence.value.count - parts[1].count - 1)
    throw .badRange(
      occurrence,
      reason:
        "could be \(number) points or a write cost of \(number); write \(String(range).excerpt)/\(number) for the points, \(String(range).excerpt):\(number):0 for the cost"
    )
  }
}
