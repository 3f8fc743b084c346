import AdjointSchedules
import ScheduleFormats

/// The problem that options state, each number read once into a value beside the option that says it.
///
/// Where ranges are taken, the description has the first point of each, and ``axes`` say how to come to the others.
struct ProblemOptions {
  /// What a command does not ask of its user, or asks otherwise.
  struct Form {
    var platform = Platform.levels
    /// With tapes --backward-cost is what a backward step costs from its tape.
    var hasTapes = false
    var takesRanges = false
    /// The option of the slots that the command itself looks for: the level is there, without any.
    var unknown: Option.Key?
    /// l where no option states it.
    var defaultLength: Int?
    /// Costs of other options, which come in the same unit.
    var costsBeside: [(key: Option.Key, stated: Stated<StatedCost>)] = []
  }

  /// The options that say the numbers of a level, for messages.
  struct LevelOptions {
    var slots: String
    var write: String
    var read: String
  }

  /// The ranges, in the order in which they were given.
  private(set) var axes: [SweepAxis] = []
  /// The problem with the first point of each range.
  var first: SweepPoint

  let arguments: Arguments
  let form: Form
  var options: [LevelOptions] = []
  var units = CostUnits()

  /// - Throws: ``UsageError`` that names the option at fault.
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
  /// - Throws: ``UsageError`` that names the option whose number is wrong only beside the others.
  func problem(at point: SweepPoint) throws(UsageError) -> Problem {
    do throws(ProblemError) {
      return try point.description.problem()
    } catch {
      throw .outOfRange(option(for: error.field), reason: error.reason)
    }
  }

  /// Reads the period of some planners, or leaves it open.
  mutating func readPeriod(for planners: [Planner]) throws(UsageError) {
    guard let stated = try arguments.periods(for: planners, takesRanges: form.takesRanges) else { return }
    try take(stated, of: .period, cell: { .number($0) }, put: { $1.period = $0 })
    axes.sort { $0.occurrence < $1.occurrence }
  }

  /// Puts what an option states in place, and keeps a range for the others of its points.
  mutating func take<Value: Sendable>(
    _ stated: Stated<Value>, of key: Option.Key, at occurrence: Int? = nil, cell: (Value) -> Report.Cell,
    put: @escaping @Sendable (Value, inout SweepPoint) -> Void
  ) throws(UsageError) {
    put(stated.values[0], &first)
    if !stated.isRange { return }
    let points = axes.reduce(stated.values.count) { $0 * $1.cells.count }
    // Each range alone may have that many points already.
    guard points <= ValueRange.maximumPoints else {
      throw .outOfRange(
        stated.option,
        reason: "the ranges together make more than \(ValueRange.maximumPoints) points; write A...B:N for fewer")
    }
    guard axes.count < SweepAxis.maximumCount else {
      throw .outOfRange(
        stated.option,
        reason: "is one range too many after \(SweepAxis.maximumCount); give a single number in its place")
    }
    let place = occurrence ?? arguments.occurrences.lastIndex { $0.key == key } ?? 0
    axes.append(
      SweepAxis(
        occurrence: place, key: key, option: stated.option, cells: stated.values.map(cell),
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
    try take(stated, of: occurrence.key, cell: { .number($0) }, put: { $1.description.length = $0 - turn })
  }

  /// Reads a step's cost where it is given.
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
    try take(stated, of: key, cell: \.cell, put: { put($0.cost, &$1) })
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
