import AdjointSchedules
import ScheduleFormats

/// The value of `--level`: `[name=]slots[:write[:read]]`, each number of which may be a range where ranges are taken.
struct LevelSpecification {
  /// The level's name, nil where none is given.
  let name: String?
  let slots: Stated<Int?>
  let write: Stated<StatedCost>?
  let read: Stated<StatedCost>?
  /// How a message names the option: the level beside it, since what is wrong is one part of it.
  let option: String
  /// The level's texts between the colons, the name before the first.
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
    // What follows is about one part of the value, which the message shows beside the whole.
    let option = "\(occurrence.name) '\(text.excerpt)'"
    let part = { (text: String) in Arguments.Occurrence(key: .level, name: option, value: text) }
    slots = try part(parts[0]).slots(takesRanges: takesRanges)
    write = parts.count > 1 ? try part(parts[1]).costs(takesRanges: takesRanges) : nil
    read = parts.count > 2 ? try part(parts[2]).costs(takesRanges: takesRanges) : nil
    if name != nil { parts[0] = String(text[..<numbers.startIndex]) + parts[0] }
    (self.name, self.option, self.parts) = (name, option, parts)
  }

  /// The level that is stated, of a range the first.
  var level: ProblemDescription.Level {
    ProblemDescription.Level(
      name: name, slots: slots.values[0], writeCost: write?.values[0].cost ?? .zero,
      readCost: read?.values[0].cost ?? .zero)
  }

  /// Returns the level as it would be typed with another text in place of a part.
  func text(part: Int, _ number: String) -> String {
    var parts = parts
    let sign = part == 0 && name != nil ? parts[0].firstIndex(of: "=").map { parts[0].index(after: $0) } : nil
    parts[part] = parts[part][..<(sign ?? parts[part].startIndex)] + number
    return parts.joined(separator: ":")
  }
}
