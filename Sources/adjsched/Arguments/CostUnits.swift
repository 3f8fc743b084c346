import AdjointSchedules
import ScheduleFormats

/// The one rule of units: the costs of a command line are all plain numbers, in a unit of the user's, or all times.
///
/// A time counts as its number of seconds. Numbers in another unit beside seconds would be added up to nonsense, and
/// nobody would notice. Nothing costs the same in any unit: 0 goes with both.
extension Arguments {
  /// Checks the costs of the options that count.
  ///
  /// - Throws: ``UsageError`` naming a plain number beside times, or a step whose cost, 1 when left out, would be one.
  func requireOneUnit() throws(UsageError) {
    let costs = statedCosts
    guard let time = costs.first(where: { TimeText.isTime($0.text) }) else { return }
    if let plain = costs.first(where: { !TimeText.isTime($0.text) }) {
      throw .outOfRange(
        plain.option,
        reason:
          "\(plain.text.quoted) has no unit, and \(time.text.quoted) of \(time.key.name) is a time; give every cost a unit, such as \(plain.text.excerpt)s, or none"
      )
    }
    for key in [Option.Key.forwardCost, .backwardCost] where last(key) == nil && command.optionKeys.contains(key) {
      throw .missingOption(
        "\(key.name), since \(time.text.quoted) of \(time.key.name) is a time and the step's default of 1 is none",
        command: command.name, example: "write \(key.name) 1s, for example")
    }
  }

  /// The costs other than 0 of the options that count.
  private var statedCosts: [(option: String, key: Option.Key, text: String)] {
    var costs: [(option: String, key: Option.Key, text: String)] = []
    for key in [Option.Key.forwardCost, .backwardCost, .diskWrite, .diskRead, .atMost] {
      guard let occurrence = last(key), !occurrence.value.hasSuffix("x") else { continue }
      costs.append((occurrence.name, key, occurrence.value))
    }
    for occurrence in all(.level) {
      for cost in occurrence.value.split(separator: ":", omittingEmptySubsequences: false).dropFirst() {
        costs.append(("\(occurrence.name) '\(occurrence.value.excerpt)'", .level, String(cost)))
      }
    }
    return costs.filter { cost in
      // What is no cost at all is said where it is read.
      guard let value = try? TimeText.parse(cost.text) ?? CostText.rounded(cost.text).cost else { return false }
      return value != .zero
    }
  }
}
