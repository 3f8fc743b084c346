import ScheduleFormats

/// Splits the words after a command into options, option values and operands.
///
/// `--option value` and `--option=value` are the same, and so are `-l10`, `-l 10` and `-l=10`. An option that needs a
/// value takes the next word, whatever it looks like. After `--` every word is an operand.
struct ArgumentParser {
  private var arguments: Arguments
  private var words: ArraySlice<String>
  private let options: [Option]
  /// True once help or the version has been requested.
  private var isDone = false

  init(command: Command, words: ArraySlice<String>) {
    arguments = Arguments(command: command)
    options = command.options
    self.words = words
  }

  /// Returns the arguments up to the first option that asks for help or the version.
  mutating func parse() throws(UsageError) -> Arguments {
    let mayBeOption = arguments.command.operand?.mayBeOption == true
    var endOfOptions = false
    while let word = words.popFirst() {
      if endOfOptions || !word.hasPrefix("-") || word == "-" {
        try addOperand(word)
      } else if word == "--" {
        endOfOptions = true
      } else if mayBeOption && word != "--help" && word != "-h" {
        try addOperand(word)
      } else if word.hasPrefix("--") {
        try parseLong(word)
      } else {
        try parseShort(word)
      }
      // Look only at what this word added: rescanning everything is too slow for a hundred thousand words.
      if isDone { break }
    }
    return arguments
  }

  private mutating func addOperand(_ word: String) throws(UsageError) {
    let command = arguments.command
    let isTooMany = !arguments.operands.isEmpty && command.operand?.isRepeatable != true
    // Where options give the numbers, "1000 10" is written for another program.
    if command.operand != nil && command.optionKeys.contains(.length) && WholeNumber.parse(word) != nil {
      throw .numberAsFile(word, command: command.name, example: command.example)
    }
    if command.operand == nil || isTooMany {
      throw .unexpectedOperand(word, command: command.name, takesOne: command.operand != nil, example: command.example)
    }
    arguments.operands.append(word)
  }

  private mutating func parseLong(_ word: String) throws(UsageError) {
    // A scalar, not a character: a combining accent after it belongs to the value.
    let sign = word.unicodeScalars.firstIndex(of: "=")
    let name = String(word[..<(sign ?? word.endIndex)])
    guard let option = options.first(where: { $0.longName == name }) else { throw unknown(name) }
    guard let sign else { return try add(option, name, value: nil) }
    if !option.takesValue { throw .unexpectedValue(name) }
    try add(option, name, value: String(word.unicodeScalars[word.unicodeScalars.index(after: sign)...]))
  }

  /// Parses `-q`, `-l10`, `-l=10`, `-l 10` and letters run together such as `-ql10`.
  private mutating func parseShort(_ word: String) throws(UsageError) {
    var letters = word.unicodeScalars.dropFirst()
    while let letter = letters.popFirst() {
      let name = "-\(letter)"
      guard let option = options.first(where: { $0.short == Character(letter) }) else {
        throw unknown(name, in: word)
      }
      if !option.takesValue {
        if letters.first == "=" { throw .unexpectedValue(name) }
        try add(option, name, value: nil)
        continue
      }
      let hasSign = letters.first == "="
      let value = letters.isEmpty ? nil : String(hasSign ? letters.dropFirst() : letters)
      try add(option, name, value: value)
      return
    }
  }

  /// What is given to options that are on or off in other programs.
  private static let answers = ["yes", "no", "true", "false", "on", "off"]

  /// Adds an option; if it needs a value and none is attached, takes the next word.
  private mutating func add(_ option: Option, _ name: String, value: String?) throws(UsageError) {
    var value = value
    // An answer would be taken for a file.
    if !option.takesValue, let next = words.first, Self.answers.contains(next.lowercased()),
      access(FilePath(next).characters, F_OK) != 0
    {
      throw .unexpectedValue(name)
    }
    if option.takesValue && value == nil {
      guard let next = words.popFirst() else {
        throw .missingValue(name, placeholder: option.placeholder ?? "")
      }
      value = next
    }
    arguments.occurrences.append(
      Arguments.Occurrence(key: option.key, name: name, value: value ?? ""))
    if option.key == .help || option.key == .version { isDone = true }
  }

  /// Returns the error for a letter that is no option, in a word that may be a long option with one hyphen too few.
  private func unknown(_ name: String, in word: String) -> UsageError {
    let long = "-" + word.prefix { $0 != "=" }
    guard options.contains(where: { $0.longName == long }) else { return unknown(name) }
    return .unknownOption(String(long.dropFirst()), suggestion: long, command: arguments.command.name)
  }

  /// Returns the error for an option that the command does not take, with the best advice available.
  private func unknown(_ name: String) -> UsageError {
    let command = arguments.command
    let takers = { (option: Option) in Command.all.filter { $0.optionKeys.contains(option.key) }.map(\.name) }
    if let option = Option.all.first(where: { $0.longName == name || $0.shortName == name }) {
      if let remedy = command.remedies.first(where: { $0.key == option.key })?.value {
        return .outOfRange(name, reason: remedy)
      }
      return .optionOfOthers(name, command: command.name, takers: takers(option))
    }
    var suggestion: String?
    if name.hasPrefix("--") {
      suggestion = NearName.find(name, in: options.map(\.longName))
      if suggestion == nil, let near = NearName.find(name, in: Option.all.map(\.longName)),
        let option = Option.all.first(where: { $0.longName == near })
      {
        return .nearOptionOfOthers(name, near: near, command: command.name, takers: takers(option))
      }
    } else if let letter = name.last {
      // Every letter is close to every other; guess only a unique long name that starts with it.
      let names = options.map(\.longName).filter { $0.dropFirst(2).first == letter }
      suggestion = names.count == 1 ? names.first : nil
    }
    return .unknownOption(name, suggestion: suggestion, command: command.name)
  }
}
