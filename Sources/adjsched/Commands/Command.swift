/// A command, as the parser, the help and the program see it.
struct Command: Sendable {
  /// A file argument of the command.
  struct Operand: Sendable {
    let placeholder: String
    let summary: String
    /// True if there may be more than one.
    var isRepeatable = false
    /// True if the operand may be the name of an option, which is then not parsed as one.
    var mayBeOption = false
    /// What a shell offers for it.
    var suggestions = Suggestions.files
  }

  struct Example: Sendable {
    /// What to type.
    let line: String
    let summary: String
  }

  /// The heading under which help lists a command.
  enum Group: String, CaseIterable, Sendable {
    case first = "Begin with"
    case optimum = "Optimal planners"
    case heuristic = "Other strategies"
    case question = "Questions"
    case interrupted = "Runs that are cut"
    case file = "Files and pictures"
    case installation = "Help and installation"
  }

  let name: String
  let group: Group
  /// One line for the list of commands.
  let summary: String
  /// Full sentences for the command's own help.
  let details: String
  /// The options it takes, in addition to ``generalOptions``.
  let optionKeys: [Option.Key]
  /// Options that have a different meaning with this command than in the table of all options.
  var variants: [Option] = []
  /// Options that it does not take, each with what to do instead.
  var remedies: KeyValuePairs<Option.Key, String> = [:]
  var operand: Operand?
  /// The paper to cite, with its DOI.
  var reference: String?
  /// At least one; error messages show the first.
  let examples: [Example]
  /// Runs the command; whatever it throws ends as a ``Failure``.
  let run: @Sendable (Arguments) throws -> ExitStatus

  /// Options of every command, and of the program without a command.
  static let generalOptions: [Option.Key] = [.help, .version]

  /// The options it takes, in the order of the table of options.
  var options: [Option] {
    Option.all.filter { optionKeys.contains($0.key) || Self.generalOptions.contains($0.key) }
      .map { option in
        if option.key == .format { return formatOption(option) }
        return variants.first { $0.key == option.key } ?? option
      }
  }

  /// The example that error messages show.
  var example: String { example(with: "") }

  /// The first example that contains a text, or else the first.
  func example(with text: String) -> String {
    let shown = examples.first { $0.line.contains(text) } ?? examples.first
    return shown.map { "for example: \($0.line)" } ?? "see 'adjsched help \(name)'"
  }

  static func named(_ name: String) -> Command? {
    all.first { $0.name == name }
  }
}

extension Command {
  /// All commands, in the order in which help lists them.
  ///
  /// Only these tables contain a command's name, options and help.
  static let all: [Command] =
    [plan, compare, verify, budget] + [
      revolve, diskRevolve, hrevolve, rotor, mixed, storeAll, storeNone, uniform, periodic, multistage,
      oneReadDiskRevolve, periodicDiskRevolve, twoLevel, online, checkpointSequential, fullRecomputation,
    ] + [join, sweep, period, share] + [situation, resume, divide] + [plot, calibrate, help, completions, manual]

  static let chainOptions: [Option.Key] = [.length, .steps, .forwardCost, .backwardCost]
  static let scheduleOptions: [Option.Key] = [.format, .summary, .slots, .certificate, .output, .memoryLimit, .quiet]
  static let tableOptions: [Option.Key] = [.format, .output, .memoryLimit, .quiet]
  static let diskOptions: [Option.Key] = [.diskWrite, .diskRead, .diskSlots]
  static let problemOperand = Operand(
    placeholder: "file", summary: "a problem file (JSON) instead of the options; - reads standard input")
  /// The options that describe any platform.
  static let platformOptions: [Option.Key] = [.memorySlots] + diskOptions + [.level, .overlap]
}
