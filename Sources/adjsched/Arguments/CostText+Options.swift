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
