/// The command-line arguments of a run.
struct StressArguments: Sendable {
  var cases: Int?
  /// The number of the first case, to resume an interrupted run.
  var first = 0
  var seconds: Double?
  var seed: UInt64 = 1
  var jobs = 2
  /// The seed of a single case to run.
  var only: UInt64?
  /// The only family of problems; nil for all.
  var family: Family?
  /// A problem file to examine instead of random problems.
  var problem: String?
  /// The built program, for cases given to `verify` in a separate process.
  var program: String?
  /// One case in this many is given to the program.
  var every = 1_000
  /// Programs whose output must be identical.
  var compared: [String] = []
  /// The file for the smallest failing problem.
  var output = "stress-failure.json"

  static let usage = """
    usage: adjsched-stress [--cases N] [--first N] [--time SECONDS[s|m]] [--seed N] [--jobs N]
                           [--family NAME] [--program ADJSCHED [--every N]] [--output FILE]
           adjsched-stress --case SEED [--family NAME]   one case again, by the seed that was printed
           adjsched-stress --problem FILE [--case SEED]
           adjsched-stress --compare PROGRAM --compare PROGRAM [--cases N] [--seed N]
    """

  /// Returns the arguments, or nil if they are invalid.
  static func parse(_ words: [String]) -> StressArguments? {
    var arguments = StressArguments()
    var rest = words[...]
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      var isRead = true
      switch option {
      case "--cases": isRead = read(value, &arguments.cases)
      case "--first": isRead = Int(value).map { arguments.first = max(0, $0) } != nil
      case "--seed": isRead = UInt64(value).map { arguments.seed = $0 } != nil
      case "--jobs": isRead = Int(value).map { arguments.jobs = max(1, min($0, Crash.maximumWorkers)) } != nil
      case "--case": isRead = UInt64(value).map { arguments.only = $0 } != nil
      case "--every": isRead = Int(value).map { arguments.every = max(1, $0) } != nil
      case "--family": isRead = Family(rawValue: value).map { arguments.family = $0 } != nil
      case "--time": isRead = seconds(value).map { arguments.seconds = $0 } != nil
      case "--problem": arguments.problem = value
      case "--program": arguments.program = value
      case "--compare": arguments.compared.append(value)
      case "--output": arguments.output = value
      default: return nil
      }
      if !isRead { return nil }
    }
    return arguments
  }

  private static func read(_ value: String, _ number: inout Int?) -> Bool {
    guard let read = Int(value), read >= 0 else { return false }
    number = read
    return true
  }

  /// Reads `90`, `90s` or `2m`.
  private static func seconds(_ value: String) -> Double? {
    if value.hasSuffix("m") { return Double(value.dropLast()).map { 60 * $0 } }
    return Double(value.hasSuffix("s") ? String(value.dropLast()) : value)
  }
}
