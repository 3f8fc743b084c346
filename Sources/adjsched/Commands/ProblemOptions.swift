import AdjointSchedules
import ScheduleFormats

/// The problem given by options. Each number is parsed once and kept with the option that gave it.
///
/// If ranges are allowed, the description has the first point of each and ``axes`` produce the others.
struct ProblemOptions {
  /// Where a command differs in the options it requires.
  struct Form {
    var platform = Platform.levels
    /// With tapes, --backward-cost is the cost of a backward step from its tape.
    var hasTapes = false
    var takesRanges = false
    /// The option whose slots the command itself looks for: the level exists, but without slots.
    var unknown: Option.Key?
    /// l if no option gives it.
    var defaultLength: Int?
    /// Costs from other options, which must be in the same unit.
    var costsBeside: [(key: Option.Key, stated: Stated<StatedCost>)] = []
  }

  /// The options that gave a level's numbers, for messages.
  struct LevelOptions {
    var slots: String
    var write: String
    var read: String
  }

  /// The ranges, in the order given.
  private(set) var axes: [SweepAxis] = []
  /// The problem with the first point of each range.
  var first: SweepPoint

  let arguments: Arguments
  let form: Form
  var options: [LevelOptions] = []
  var units = CostUnits()

  /// - Throws: ``UsageError`` naming the offending option.
  init(_ arguments: Arguments, _ form: Form) throws(UsageError) {
    self.arguments = arguments
    self.form = form
    first = SweepPoint(description: ProblemDescription(length: 0, levels: []))
    try readLength()
    try readLevels()
    try readCost(.forwardCost) { $1.description.forwardCost = .uniform($0) }
    if form.hasTapes {
      first.description.adjointCost = .uniform(.one)
      try readCost(.backwardCost) { $1.description.adjointCost = .uniform($0) }
    } else {
      try readCost(.backwardCost) { $1.description.backwardCost = .uniform($0) }
    }
    for (key, stated) in form.costsBeside { units.add(stated, of: key) }
    try units.check(arguments)
    axes.sort { $0.occurrence < $1.occurrence }
  }

  /// Returns the problem of a point.
  ///
  /// - Throws: ``UsageError`` naming the option whose number is invalid in combination with others.
  func problem(at point: SweepPoint) throws(UsageError) -> Problem {
    do throws(ProblemError) {
      return try (arguments.has(.overlap) ? point.description.overlapped : point.description).problem()
    } catch {
      throw .outOfRange(option(for: error.field), reason: error.reason.description)
    }
  }

  /// Reads the period, or leaves it open.
  mutating func readPeriod(for planners: [Planner]) throws(UsageError) {
    guard let stated = try arguments.periods(for: planners, takesRanges: form.takesRanges) else { return }
    try take(stated, of: .period, value: { .number($0) }, put: { $1.period = $0 })
    axes.sort { $0.occurrence < $1.occurrence }
  }

  /// Applies an option's value; a range also becomes an axis for its other points.
  mutating func take<Value: Sendable>(
    _ stated: Stated<Value>, of key: Option.Key, at occurrence: Int? = nil, value: (Value) -> SweepAxis.Value,
    put: @escaping @Sendable (Value, inout SweepPoint) -> Void
  ) throws(UsageError) {
    put(stated.values[0], &first)
    if !stated.isRange { return }
    let points = axes.reduce(stated.values.count) { $0 * $1.values.count }
    // Each range by itself may already have that many points.
    guard points <= ValueRange.maximumPoints else {
      throw .outOfRange(
        stated.option,
        reason: "the ranges together make more than \(ValueRange.maximumPoints) points; write A...B:N for fewer")
    }
    guard axes.count < SweepAxis.maximumCount else {
      throw .outOfRange(
        stated.option,
        reason: "is one range too many after \(SweepAxis.maximumCount); give a single number instead")
    }
    let place = occurrence ?? arguments.occurrences.lastIndex { $0.key == key } ?? 0
    axes.append(
      SweepAxis(
        occurrence: place, key: key, option: stated.option, values: stated.values.map(value),
        put: { put(stated.values[$0], &$1) }))
  }
}

extension ProblemOptions {
  private mutating func readLength() throws(UsageError) {
    guard let occurrence = arguments.last(.length, .steps) else {
      guard let length = form.defaultLength else { throw arguments.missingLength }
      first.description.length = length
      return
    }
    // l is one less than the number of time steps.
    let turn = occurrence.key == .steps ? 1 : 0
    let stated = try occurrence.wholeNumbers(
      in: turn...Chain.maximumLength + turn, takesRanges: form.takesRanges)
    try take(stated, of: occurrence.key, value: { .number($0) }, put: { $1.description.length = $0 - turn })
  }

  /// Reads a step's cost if it is given.
  private mutating func readCost(
    _ key: Option.Key, _ put: @escaping @Sendable (DecimalCost, inout SweepPoint) -> Void
  ) throws(UsageError) {
    guard let occurrence = arguments.last(key) else { return }
    try takeCosts(try occurrence.costs(takesRanges: form.takesRanges), of: key, put)
  }

  mutating func takeCosts(
    _ stated: Stated<StatedCost>, of key: Option.Key,
    _ put: @escaping @Sendable (DecimalCost, inout SweepPoint) -> Void
  ) throws(UsageError) {
    units.add(stated, of: key)
    try take(stated, of: key, value: \.value, put: { put($0.cost, &$1) })
  }

  /// Returns the option that gave a field of the problem.
  private func option(for field: ProblemField) -> String {
    switch field {
    case .chain(.length, _): return arguments.last(.length, .steps)?.name ?? Option.Key.length.name
    case .chain(.forwardCost, _): return arguments.last(.forwardCost)?.name ?? Option.Key.forwardCost.name
    case .chain(.backwardCost, _), .chain(.adjointCost, _):
      return arguments.last(.backwardCost)?.name ?? Option.Key.backwardCost.name
    case .level(let index, .slots) where index < options.count: return options[index].slots
    case .level(let index, .writeCost) where index < options.count: return options[index].write
    case .level(let index, .readCost) where index < options.count: return options[index].read
    default: return field.description
    }
  }
}
