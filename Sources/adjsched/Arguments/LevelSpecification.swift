import AdjointSchedules
import ScheduleFormats

/// The value of `--level`: `[name=]slots[:write[:read]]`, where any number may be a range if the command takes
/// ranges.
struct LevelSpecification {
  /// The level's name, or nil.
  let name: String?
  let slots: Stated<Int?>
  let write: Stated<StatedCost>?
  let read: Stated<StatedCost>?
  /// The option's name in messages; it includes the level, since only one part of it is wrong.
  let option: String
  /// The parts between the colons; the name precedes the first.
  private let parts: [String]

  init(_ occurrence: Arguments.Occurrence, takesRanges: Bool = false) throws(UsageError) {
    let text = occurrence.value
    var name: String?
    var numbers = text[...]
    if let sign = text.firstIndex(of: "=") {
      name = String(text[..<sign]).spellingBytes
      numbers = text[text.index(after: sign)...]
    }
    var parts = numbers.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    if takesRanges { try LevelRange.check(occurrence, parts) }
    guard parts.count <= 3, name != "" else { throw .badLevel(occurrence.name, value: text) }
    // From here on errors concern one part of the value; the message shows both.
    let option = "\(occurrence.name) '\(text.excerpt)'"
    let part = { (text: String) in Arguments.Occurrence(key: .level, name: option, value: text) }
    slots = try part(parts[0]).slots(takesRanges: takesRanges)
    write = parts.count > 1 ? try part(parts[1]).costs(takesRanges: takesRanges) : nil
    read = parts.count > 2 ? try part(parts[2]).costs(takesRanges: takesRanges) : nil
    if name != nil { parts[0] = String(text[..<numbers.startIndex]) + parts[0] }
    (self.name, self.option, self.parts) = (name, option, parts)
  }

  /// The level, with the first point of a range.
  var level: ProblemDescription.Level {
    ProblemDescription.Level(
      name: name, slots: slots.values[0], writeCost: write?.values[0].cost ?? .zero,
      readCost: read?.values[0].cost ?? .zero)
  }

  /// Returns the level as typed, with one part replaced.
  func text(part: Int, _ number: String) -> String {
    var parts = parts
    let sign = part == 0 && name != nil ? parts[0].firstIndex(of: "=").map { parts[0].index(after: $0) } : nil
    parts[part] = parts[part][..<(sign ?? parts[part].startIndex)] + number
    return parts.joined(separator: ":")
  }
}
