import AdjointSchedules
import ScheduleFormats

/// The rule for units: either all costs on a command line are plain numbers in a unit of the user's choice, or all
/// are times.
///
/// Times are converted to seconds. Mixing seconds with another unit would silently give nonsense. 0 is the same in
/// every unit, so it goes with both.
struct CostUnits {
  /// The order in which options are checked for a plain number.
  private static let keys: [Option.Key] = [
    .forwardCost, .backwardCost, .diskWrite, .diskRead, .atMost, .jobLimit, .restartCost, .failures, .saveCost, .level,
  ]

  private var costs: [(key: Option.Key, option: String, cost: StatedCost)] = []

  /// Records the costs given by an option.
  mutating func add(_ stated: Stated<StatedCost>, of key: Option.Key) {
    guard let cost = stated.values.first(where: { $0.cost != .zero }) else { return }
    costs.append((key, stated.option, cost))
  }

  /// Checks the costs that were added.
  ///
  /// - Throws: ``UsageError`` if a plain number is mixed with times; a missing step cost counts as the plain number
  ///   1.
  func check(_ arguments: Arguments) throws(UsageError) {
    let costs = Self.keys.flatMap { key in self.costs.filter { $0.key == key } }
    guard let time = costs.first(where: \.cost.isTime) else { return }
    let timeText = time.cost.text.quoted
    if let plain = costs.first(where: { !$0.cost.isTime }) {
      let text = plain.cost.text
      throw .outOfRange(
        plain.option,
        reason:
          "\(text.quoted) has no unit, and \(timeText) of \(time.key.name) is a time; give every cost a unit, such as \(text.excerpt)s, or give none a unit"
      )
    }
    let command = arguments.command
    for key in [Option.Key.forwardCost, .backwardCost]
    where arguments.last(key) == nil && command.optionKeys.contains(key) {
      throw .missingOption(
        "\(key.name), since \(timeText) of \(time.key.name) is a time and the step's default cost, 1, is not",
        command: command.name, example: "write \(key.name) 1s, for example")
    }
  }
}
