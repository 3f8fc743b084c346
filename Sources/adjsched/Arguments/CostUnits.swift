import AdjointSchedules
import ScheduleFormats

/// The one rule of units: the costs of a command line are all plain numbers, in a unit of the user's, or all times.
///
/// A time counts as its number of seconds. Numbers in another unit beside seconds would be added up to nonsense, and
/// nobody would notice. Nothing costs the same in any unit: 0 goes with both.
struct CostUnits {
  /// The order in which a plain number is looked for.
  private static let keys: [Option.Key] = [.forwardCost, .backwardCost, .diskWrite, .diskRead, .atMost, .level]

  private var costs: [(key: Option.Key, option: String, cost: StatedCost)] = []

  /// Takes note of the costs that an option states.
  mutating func add(_ stated: Stated<StatedCost>, of key: Option.Key) {
    guard let cost = stated.values.first(where: { $0.cost != .zero }) else { return }
    costs.append((key, stated.option, cost))
  }

  /// Checks the costs that were added.
  ///
  /// - Throws: ``UsageError`` naming a plain number beside times, or a step whose cost, 1 when left out, would be one.
  func check(_ arguments: Arguments) throws(UsageError) {
    let costs = Self.keys.flatMap { key in self.costs.filter { $0.key == key } }
    guard let time = costs.first(where: \.cost.isTime) else { return }
    let timeText = time.cost.text.quoted
    if let plain = costs.first(where: { !$0.cost.isTime }) {
      let text = plain.cost.text
      throw .outOfRange(
        plain.option,
        reason:
          "\(text.quoted) has no unit, and \(timeText) of \(time.key.name) is a time; give every cost a unit, such as \(text.excerpt)s, or none"
      )
    }
    let command = arguments.command
    for key in [Option.Key.forwardCost, .backwardCost]
    where arguments.last(key) == nil && command.optionKeys.contains(key) {
      throw .missingOption(
        "\(key.name), since \(timeText) of \(time.key.name) is a time and the step's default of 1 is none",
        command: command.name, example: "write \(key.name) 1s, for example")
    }
  }
}
