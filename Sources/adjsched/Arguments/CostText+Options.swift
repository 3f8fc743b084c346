import AdjointSchedules
import ScheduleFormats

extension CostText {
  /// Returns the cost that an option states, rounded with a note where it has more digits than a cost has.
  static func stated(_ text: some StringProtocol, option: String) throws(CostTextError) -> DecimalCost {
    let (cost, isRounded) = try rounded(Array(text.utf8))
    if isRounded { Notes.current.addRounded(String(text), option: option) }
    return cost
  }
}

extension TimeText {
  /// Returns the seconds of a time that an option states, rounded with a note where they have more digits than a cost has;
  /// nil when it states none.
  static func stated(_ text: String, option: String) throws(CostTextError) -> DecimalCost? {
    guard let (cost, isRounded) = try rounded(text) else { return nil }
    if isRounded { Notes.current.addRounded(text, option: option) }
    return cost
  }
}
