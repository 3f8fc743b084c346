import ScheduleFormats

/// What the command line asks for.
enum Invocation: Sendable {
  case version
  /// The help of a command, or of the program.
  case help(Command?)
  case command(Arguments)

  init(_ words: [String]) throws(Failure) {
    do throws(UsageError) {
      self = try Self.parse(words)
    } catch {
      throw .usage(error)
    }
  }

  private static func parse(_ words: [String]) throws(UsageError) -> Invocation {
    guard let first = words.first else { throw .noCommand }
    if let option = Option.all.first(where: { $0.longName == first || $0.shortName == first }) {
      switch option.key {
      case .help: return .help(nil)
      case .version: return .version
      default: throw .optionBeforeCommand(first)
      }
    }
    guard let command = Command.named(first) else {
      if first.hasPrefix("-") {
        let names = Command.generalOptions.map { "--\($0.rawValue)" }
        throw .unknownOption(
          first, suggestion: NearName.find(first, in: names), command: nil)
      }
      throw .unknownCommand(
        first, suggestion: NearName.find(first, in: Command.all.map(\.name)))
    }
    var parser = ArgumentParser(command: command, words: words.dropFirst())
    let arguments = try parser.parse()
    // Both end parsing, so that help works whatever follows.
    if arguments.has(.help) { return .help(command) }
    if arguments.has(.version) { return .version }
    return .command(arguments)
  }
}
