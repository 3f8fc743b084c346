/// What `sweep` asks of a level one of whose numbers is a range: one range, and one meaning.
enum LevelRange {
  /// Each point has a text of its own.
  private static let longestLevel = 256

  /// Checks the texts between the colons of a level, its name left out.
  static func check(_ occurrence: Arguments.Occurrence, _ parts: [String]) throws(UsageError) {
    let ranges = parts.indices.filter { ValueRange.split(parts[$0]) != nil }
    guard let place = ranges.first else { return try ValueRange.requireThreeDots(occurrence) }
    guard occurrence.value.utf8.count <= longestLevel else {
      throw .badRange(occurrence, reason: "is longer than \(longestLevel) bytes; a shorter name will do")
    }
    if ranges.count > 1 { throw .badRange(occurrence, reason: "has more than one range; give a level one at most") }
    try requireClearMeaning(occurrence, parts, range: place)
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
    // With the level's name, as it would be typed.
    let range = occurrence.value.prefix(occurrence.value.count - parts[1].count - 1)
    throw .badRange(
      occurrence,
      reason:
        "could be \(number) points or a write cost of \(number); write \(String(range).excerpt)/\(number) for the points, \(String(range).excerpt):\(number):0 for the cost"
    )
  }
}
