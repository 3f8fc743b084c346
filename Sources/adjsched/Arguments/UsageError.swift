import ScheduleFormats

/// An error in a command line; each message names the offending word and the remedy.
enum UsageError: Error, Hashable {
  case noCommand
  case unknownCommand(String, suggestion: String?)
  case unknownTopic(String, suggestion: String?)
  case optionBeforeCommand(String)
  case unknownOption(String, suggestion: String?, command: String?)
  case optionOfOthers(String, command: String, takers: [String])
  /// `near` is an option that this command does not take either.
  case nearOptionOfOthers(String, near: String, command: String, takers: [String])
  case missingValue(String, placeholder: String)
  case unexpectedValue(String)
  /// A number where a file is expected.
  case numberAsFile(String, command: String, example: String)
  case unexpectedOperand(String, command: String, takesOne: Bool, example: String)
  /// `option` is its name and meaning, such as `-m (the number of states in memory)`.
  case missingOption(_ option: String, command: String, example: String)
  case notAWholeNumber(String, value: String, range: ClosedRange<Int>, orUnlimited: Bool)
  case notOneOf(String, value: String, words: [String], suggestion: String?)
  case badCost(String, value: String, reason: String)
  case badLevel(String, value: String)
  case emptyFileName(String)
  case badRange(Arguments.Occurrence, reason: String)
  /// A number with an unknown unit; `kind` and `example` describe what is expected.
  case badQuantity(Arguments.Occurrence, kind: String, example: String)
  /// A number that is valid by itself but not in combination with others.
  case outOfRange(String, reason: String)

  /// The error of an option or operand whose value is none of the words that it can be; it suggests the nearest.
  init(_ name: String, value: String, isNotOneOf words: [String]) {
    self = .notOneOf(name, value: value, words: words, suggestion: NearName.find(value, in: words))
  }
}

extension UsageError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noCommand:
      let first = Command.all.filter { $0.group == .first }.map(\.name)
      return
        "a command is missing; most begin with \(first.dropLast().joined(separator: ", ")) or \(first.last ?? ""); 'adjsched help' explains"
    case .unknownCommand(let word, let suggestion):
      return "unknown command \(word.quoted); \(Self.remedy(suggestion, "'adjsched help' lists the commands"))"
    case .unknownTopic(let word, let suggestion):
      return "no help on \(word.quoted); \(Self.remedy(suggestion, "'adjsched help' lists the commands"))"
    case .optionBeforeCommand(let option):
      return "\(option) comes before the command; write adjsched COMMAND \(option)"
    case .unknownOption(let word, let suggestion, let command):
      let help = "'\(command.map { "adjsched help \($0)" } ?? "adjsched help")' lists the options"
      return "unknown option \(word.quoted); \(Self.remedy(suggestion, help))"
    case .optionOfOthers(let option, let command, let takers):
      return
        "\(command) does not take \(option), an option of \(Self.few(takers)); 'adjsched help \(command)' lists its own"
    case .nearOptionOfOthers(let option, let near, let command, let takers):
      return
        "unknown option \(option.quoted); \(near) is an option of \(Self.few(takers)), and 'adjsched help \(command)' lists its own"
    case .missingValue(let option, let placeholder):
      return "\(option) needs a value; write \(option) \(placeholder)"
    case .unexpectedValue(let option):
      return "\(option) takes no value; write \(option) alone"
    case .numberAsFile(let word, let command, let example):
      return
        "\(command) takes \(word.quoted) for a file; numbers are options; \(example); a file of that name is ./\(word.excerpt)"
    case .unexpectedOperand(let word, let command, let takesOne, let example):
      return takesOne
        ? "\(word.quoted) is one argument too many for \(command); \(example)"
        : "\(command) takes options only, not \(word.quoted); \(example)"
    case .missingOption(let option, let command, let example):
      return "\(command) needs \(option); \(example)"
    case .notAWholeNumber(let option, let value, let range, let orUnlimited):
      let numbers = "a whole number from \(range.lowerBound) to \(range.upperBound)"
      let kind = orUnlimited ? "is neither \(numbers) nor inf" : "is not \(numbers)"
      return "\(option): \(value.quoted) \(kind)\(Self.hint(forNumber: value))"
    case .notOneOf(let name, let value, let words, let suggestion):
      let list = words.joined(separator: ", ")
      let guess = suggestion.map { "; did you mean '\($0)'?" } ?? ""
      return "\(name): \(value.quoted) is not one of \(list)\(guess)"
    case .badCost(let option, let value, let reason):
      return "\(option): \(value.quoted) \(reason)\(Self.hint(forCost: value))"
    case .badLevel(let option, let value):
      return
        "\(option): \(value.quoted) is not [name=]slots[:write[:read]]; for example: \(option) 10 or \(option) disk=100:5:4"
    case .emptyFileName(let place):
      return "\(place): the file's name is empty; name a file, or - for a standard stream"
    case .badRange(let option, let reason):
      return "\(option.name): \(option.value.quoted) \(reason)"
    case .badQuantity(let option, let kind, let example):
      return "\(option.name): \(option.value.quoted) is not \(kind); write a number and a unit, such as \(example)"
    case .outOfRange(let option, let reason):
      return "\(option): \(reason)"
    }
  }

  /// Returns the first few names of a list; nobody wants to read twenty.
  private static func few(_ names: [String]) -> String {
    names.count > 5 ? names.prefix(4).joined(separator: ", ") + " and others" : names.joined(separator: ", ")
  }

  private static func remedy(_ suggestion: String?, _ help: String) -> String {
    suggestion.map { "did you mean '\($0)'?" } ?? help
  }
}
