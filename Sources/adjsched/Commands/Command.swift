/// One command: what the parser, the help and the program know about it.
struct Command: Sendable {
  /// A file that the command may be given.
  struct Operand: Sendable {
    let placeholder: String
    let summary: String
    /// True when there may be more than one.
    var isRepeatable = false
    /// True when the operand can be the name of an option, which is then not taken for one.
    var mayBeOption = false
    /// What a shell offers in its place.
    var suggestions = Suggestions.files
  }

  struct Example: Sendable {
    /// What to type.
    let line: String
    let summary: String
  }

  /// What a command is for: the heading under which help lists it.
  enum Group: String, CaseIterable, Sendable {
    case first = "Begin with"
    case optimum = "Optimal planners"
    case heuristic = "Other strategies"
    case question = "Questions"
    case file = "Files and pictures"
    case installation = "Help and installation"
  }

  let name: String
  let group: Group
  /// One line for the list of commands.
  let summary: String
  /// Whole sentences for the command's own help.
  let details: String
  /// The options it takes beside ``generalOptions``.
  let optionKeys: [Option.Key]
  /// Options among them that say something else with this command than the table of all options does.
  var variants: [Option] = []
  var operand: Operand?
  /// The paper to cite for what it does, with its DOI.
  var reference: String?
  /// At least one; the first is what an error message shows.
  let examples: [Example]
  let run: @Sendable (Arguments) throws -> ExitStatus

  /// What every command takes, and the program without a command too.
  static let generalOptions: [Option.Key] = [.help, .version]

  /// The options it takes, in the order of the table of options.
  var options: [Option] {
    Option.all.filter { optionKeys.contains($0.key) || Self.generalOptions.contains($0.key) }
      .map { option in
        if option.key == .format { return formatOption(option) }
        return variants.first { $0.key == option.key } ?? option
      }
  }

  /// What an error message shows of how to do it right.
  var example: String { example(with: "") }

  /// The first example in which a text occurs, or else the first.
  func example(with text: String) -> String {
    let shown = examples.first { $0.line.contains(text) } ?? examples.first
    return shown.map { "for example: \($0.line)" } ?? "see 'adjsched help \(name)'"
  }

  static func named(_ name: String) -> Command? {
    all.first { $0.name == name }
  }
}

extension Command {
  /// Every command, in the order in which help lists them.
  ///
  /// These tables are the only place that knows a command's name, options and help.
  static let all: [Command] =
    [plan, compare, verify, budget] + [
      revolve, diskRevolve, hrevolve, rotor, mixed, storeAll, storeNone, uniform, periodic, multistage,
      oneReadDiskRevolve, periodicDiskRevolve, twoLevel, online,
    ] + [join, sweep, period, share] + [plot, calibrate, help, completions, manual]

  static let chainOptions: [Option.Key] = [.length, .steps, .forwardCost, .backwardCost]
  static let scheduleOptions: [Option.Key] = [.format, .summary, .output, .memoryLimit, .quiet]
  static let tableOptions: [Option.Key] = [.format, .output, .memoryLimit, .quiet]
  static let diskOptions: [Option.Key] = [.diskWrite, .diskRead, .diskSlots]
  static let problemOperand = Operand(
    placeholder: "file", summary: "a problem, JSON, in place of the options; - reads standard input")
  /// What states any platform.
  static let platformOptions: [Option.Key] = [.memorySlots] + diskOptions + [.level]
}
