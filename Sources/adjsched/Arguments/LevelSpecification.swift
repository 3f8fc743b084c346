import AdjointSchedules
import ScheduleFormats

/// The value of `--level`: `[name=]slots[:write[:read]]`.
enum LevelSpecification {
  /// Returns the level that `text` states; `option` is how a message names the option.
  static func parse(_ text: String, option: String) throws(UsageError) -> ProblemDescription.Level {
    var name: String?
    var numbers = text[...]
    if let sign = text.firstIndex(of: "=") {
      name = String(text[..<sign]).spellingBytes
      numbers = text[text.index(after: sign)...]
    }
    let parts = numbers.split(separator: ":", omittingEmptySubsequences: false)
    guard let slots = parts.first, parts.count <= 3, name != "" else {
      throw .badLevel(option, value: text)
    }
    // What follows is about one part of the value, which the message shows beside the whole.
    let place = "\(option) '\(text.excerpt)'"
    return ProblemDescription.Level(
      name: name, slots: try SlotCount.parse(slots, option: place),
      writeCost: try cost(parts.dropFirst(1).first, place),
      readCost: try cost(parts.dropFirst(2).first, place))
  }

  private static func cost(_ part: Substring?, _ place: String) throws(UsageError) -> DecimalCost {
    guard let part else { return .zero }
    return try Arguments.Occurrence(key: .level, name: place, value: String(part)).cost()
  }
}
