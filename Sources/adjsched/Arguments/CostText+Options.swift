import AdjointSchedules
import ScheduleFormats

extension CostText {
  /// Returns the option's cost; excess digits are rounded, with a note.
  static func stated(_ text: some StringProtocol, option: String) throws(CostTextError) -> DecimalCost {
    let (cost, isRounded) = try rounded(Array(text.utf8))
    if isRounded { Notes.current.addRounded(String(text), option: option) }
    return cost
  }
}

extension TimeText {
  /// Returns the option's time in seconds; excess digits are rounded, with a note. Returns nil if it is not a time.
  static func stated(
    _ text: String, option: String, otherUnits: [(unit: String, factor: Int)] = []
  ) throws(CostTextError) -> DecimalCost? {
    guard let (cost, isRounded) = try rounded(text, otherUnits: otherUnits) else { return nil }
    if isRounded { Notes.current.addRounded(text, option: option) }
    return cost
  }
}
