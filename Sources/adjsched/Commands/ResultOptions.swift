import AdjointSchedules
import ScheduleFormats

/// The format and destination of a result: options of every command that has one.
///
/// What a format must be is said by the extensions: a type with constraints takes a search of all conformances at start.
struct ResultOptions<Format> {
  let format: Format
  let destination: Output.Destination
  /// The file of `--certificate`.
  let certificate: Output.Destination?
  let isSummary: Bool
  let numbersSlots: Bool
  let isQuiet: Bool
  /// True if `--format` names the format.
  private let statesFormat: Bool
  /// The share of the time of `--time-limit` that is over; nil without a limit.
  let elapsed: (@Sendable () -> Double)?
  /// The value of `--effort`.
  let effort: Int?
  /// The value of `--max-runs`.
  let maxRuns: Int?
}

extension ResultOptions where Format: CaseIterable & RawRepresentable<String> {
  init(_ arguments: Arguments, default format: Format) throws(UsageError) {
    self.format = try arguments.choice(.format, default: format)
    statesFormat = arguments.has(.format)
    destination = try arguments.destination()
    certificate = try arguments.destination(.certificate)
    isSummary = arguments.has(.summary)
    numbersSlots = arguments.has(.slots)
    isQuiet = arguments.has(.quiet)
    elapsed = try arguments.timeLimit()
    effort = try arguments.last(.effort)?.wholeNumbers(in: PlannerOptions.efforts, takesRanges: false).values[0]
    maxRuns = try arguments.last(.maxRuns)?.wholeNumbers(in: 1...Chain.maximumLength, takesRanges: false).values[0]
  }
}

extension ResultOptions {
  /// Returns the options of a planner.
  func planning(period: Int?, observer: PlanningObserver?) -> PlannerOptions {
    var planning = PlannerOptions(period: period, observer: observer)
    planning.maxRuns = maxRuns
    planning.effort = effort
    if let elapsed {
      planning.elapsed = elapsed
      planning.mayContinue = { elapsed() < 1 }
    }
    return planning
  }
}

extension ResultOptions where Format: RawRepresentable<String> {
  /// What to say where the name of the result's file ends like another format that could have been asked for; nil if it does
  /// not.
  var formatNote: String? {
    guard !statesFormat, case .file(let name) = destination, let dot = name.lastIndex(of: "."),
      let other = Format(rawValue: String(name[name.index(after: dot)...])), other.rawValue != format.rawValue
    else { return nil }
    return "\(name.excerpt) is written as \(format.rawValue); for \(other.rawValue), give --format \(other.rawValue)"
  }

  /// Says it, unless told to be quiet.
  func sayFormat() {
    if let formatNote, !isQuiet { Descriptor.standardError.say("note: \(formatNote)") }
  }

  /// Checks that the certificate does not overwrite the result.
  func checkDestinations() throws(Failure) {
    guard let certificate, try certificate.isSame(as: destination) else { return }
    let reason =
      certificate == .standardOutput
      ? "- is standard output, where the schedule goes; name a file, or one for the schedule with -o"
      : "names the file to which the schedule goes; name another file"
    throw Failure(UsageError.outOfRange(Option.Key.certificate.name, reason: reason), blaming: .commandLine)
  }
}

extension Arguments {
  /// Returns a function that tells which share of the time of `--time-limit`, counted from now, is over; nil without a limit.
  func timeLimit() throws(UsageError) -> (@Sendable () -> Double)? {
    guard let occurrence = last(.timeLimit) else { return nil }
    let time = try occurrence.duration()
    guard let microseconds = time.units(scale: DecimalCost.maximumFractionDigits).map({ $0 / 1000 }) else {
      // Centuries.
      return { 0 }
    }
    let start = ContinuousClock.now
    return { (ContinuousClock.now - start) / .microseconds(max(1, microseconds)) }
  }

  /// Returns the destination of the result.
  func destination() throws(UsageError) -> Output.Destination { try destination(.output) ?? .standardOutput }

  /// Returns the destination that an option names, where - is standard output; nil without it.
  func destination(_ key: Option.Key) throws(UsageError) -> Output.Destination? {
    guard let file = last(key) else { return nil }
    return file.value == "-" ? .standardOutput : try file.outputFile()
  }
}

extension Arguments.Occurrence {
  /// The file that the value names.
  func outputFile() throws(UsageError) -> Output.Destination {
    if value.isEmpty { throw .emptyFileName(name) }
    return .file(value)
  }
}
