import AdjointSchedules
import ScheduleFormats

/// Validated values: each is either correct or an error that names the option as typed.
extension Arguments {
  /// Returns the option's last occurrence, or throws if it is missing.
  ///
  /// - Parameter meaning: What the option means, in a few words, for the message.
  func required(_ key: Option.Key, _ meaning: String) throws(UsageError) -> Occurrence {
    guard let occurrence = last(key) else { throw missing(key, meaning) }
    return occurrence
  }

  /// The error if an option is missing; `meaning` is what it means, in a few words.
  func missing(_ key: Option.Key, _ meaning: String) -> UsageError {
    .missingOption("\(key.name) (\(meaning))", command: command.name, example: command.example(with: key.name))
  }

  /// Returns the value of an option whose values are fixed words.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(
    _ key: Option.Key, default fallback: Choice, among choices: [Choice] = Array(Choice.allCases)
  ) throws(UsageError) -> Choice {
    guard let occurrence = last(key) else { return fallback }
    guard let choice = choices.first(where: { $0.rawValue == occurrence.value }) else {
      throw UsageError(occurrence.name, value: occurrence.value, isNotOneOf: choices.map(\.rawValue))
    }
    return choice
  }

  /// Returns the option's cost, or `fallback` if it is not given.
  func cost(_ key: Option.Key, default fallback: DecimalCost) throws(UsageError) -> DecimalCost {
    guard let occurrence = last(key) else { return fallback }
    return try occurrence.cost()
  }
}

extension Arguments.Occurrence {
  /// Returns the value as a whole number in `range`.
  func wholeNumber(in range: ClosedRange<Int>) throws(UsageError) -> Int {
    guard let number = WholeNumber.parse(value), range.contains(number) else {
      throw .notAWholeNumber(name, value: value, range: range, orUnlimited: false)
    }
    return number
  }

  /// Returns the value as a cost: a plain number, or a time in seconds. See ``CostUnits``.
  func cost() throws(UsageError) -> DecimalCost {
    if let time = try time() { return time }
    do {
      return try CostText.stated(value, option: name)
    } catch {
      throw .badCost(name, value: value, reason: "\(error)")
    }
  }
}
