import AdjointSchedules

/// Reads a schedule of a join from where its field `join`, or its first operation as text, is met, and replays its operations as they come.
///
/// `join` and `levels` stand before the operations; all other fields may come in any order.
struct JoinScheduleReader {
  private static let names = [
    "format", "planner", "join", "levels", "makespan", "optimal", "lowerBound", "resolution", "note", "operations",
    "statistics",
  ]

  var scanner: JSONScanner
  private var fields = FieldSet(path: "", names: names)
  private var foreignFields: Set<[UInt8]>
  var stated: StatedSchedule
  /// The comment lines, where the schedule is text.
  var comments = TextComments()
  private let join: StatedJoin?
  private var memory: StatedMemory?
  private var machine: JoinMachine?
  private var problem: JoinProblem?
  private(set) var violation: JoinRuleViolation?
  var count = 0

  /// Goes on where a reader of any schedule has met the field `join`.
  init(_ reader: ScheduleReader, foreignFields: Set<[UInt8]>) throws(ReadError) {
    for name in ["chain", "operations"] where reader.fields.has(name) {
      throw .format("join", "stands after \"\(name)\"; a schedule of a join has join and levels first, and no chain")
    }
    if reader.fields.has("levels") {
      throw .format("levels", "stands before \"join\"; state the join first")
    }
    scanner = reader.scanner
    stated = reader.stated
    self.foreignFields = foreignFields
    for name in Self.names where reader.fields.has(name) { _ = try fields.accept(name) }
    _ = try fields.accept("join")
    join = try StatedJoin(&scanner)
  }

  /// Goes on at the first operation of a schedule as text.
  init(text scanner: JSONScanner, _ comments: TextComments) throws(ReadError) {
    self.scanner = scanner
    self.comments = comments
    self.comments.beginOperations()
    stated = comments.stated
    foreignFields = []
    join = nil
    begin(try comments.joinProblem(before: scanner.line))
  }

  /// Reads to the end, or to the first operation that breaks a rule.
  mutating func read() throws(ReadError) {
    var isFirst = false
    while let key = try scanner.nextKey(&isFirst) {
      if try fields.accept(key) {
        try readField(key)
        if violation != nil { return }
      } else if key == "chain" {
        throw .format(key, "stands beside \"join\"; a schedule has one of them")
      } else if !foreignFields.insert(Array(key.utf8)).inserted {
        throw FieldSet.repeated(PrintableText.line(key, limit: 60))
      } else if foreignFields.count > ScheduleReader.maximumForeignFields {
        throw .format(
          scanner.place, "more than \(ScheduleReader.maximumForeignFields) unknown fields; is this a schedule?")
      } else {
        try scanner.skipValue()
      }
    }
    if fields.has("operations") { try scanner.end() } else { try readLines() }
    if violation == nil { finish() }
  }

  /// Executes an operation.
  mutating func take(_ operation: JoinOperation) {
    do throws(JoinRuleViolation) { try machine?.execute(operation) } catch { violation = error }
  }

  /// Says that there are no more operations.
  mutating func finish() {
    do throws(JoinRuleViolation) { try machine?.finish() } catch { violation = error }
  }

  /// Returns what came of the replay.
  func report() throws -> JoinVerificationReport {
    guard let problem, let machine else { throw FormatError(place: "join", reason: "is missing") }
    if let violation, case .overflow(let quantity) = violation.rule {
      throw ReplayLimit(number: violation.number, operation: violation.operation?.text ?? "end", quantity: quantity)
    }
    let mismatches =
      violation == nil
      ? stated.mismatches(
        levels: [problem.level], fractionDigits: problem.fractionDigits, makespan: machine.makespan,
        statistics: machine.statistics, isRounded: scanner.roundedCosts.count > 0)
      : []
    return JoinVerificationReport(
      problem: problem, planner: stated.planner, violation: violation, mismatches: mismatches,
      makespan: machine.makespan, statistics: machine.statistics, storedStates: machine.storedStates,
      roundedCosts: scanner.roundedCosts)
  }

  private mutating func readField(_ key: String) throws(ReadError) {
    switch key {
    case "format": try scanner.scheduleFormat()
    case "planner": stated.planner = try scanner.string(key)
    case "levels": memory = try StatedMemory(&scanner)
    case "makespan": stated.makespan = try scanner.total(key)
    case "optimal": stated.isOptimal = try scanner.bool(key)
    case "lowerBound": stated.lowerBound = try scanner.takeNull() ? nil : try scanner.total(key)
    case "statistics": stated.statistics = try StatedSchedule.Counts(&scanner)
    case "operations":
      try startMachine()
      try scanner.enterArray(key)
      var isFirst = true
      while violation == nil, try scanner.hasElement(&isFirst) { _ = try readRecord(isLine: false) }
    case "resolution": stated.resolution = try scanner.resolution(key)
    default: try scanner.note(key)
    }
  }

  /// Reads the lines after the first: operations, and at the end perhaps the statistics.
  private mutating func readLines() throws(ReadError) {
    try startMachine()
    while violation == nil, let byte = try scanner.skipBlanks() {
      guard byte == ASCII.openBrace else { throw try scanner.unexpected("\"{\"") }
      if try readRecord(isLine: true) { continue }
      try scanner.end()
      break
    }
    try requireOperations()
  }

  /// Checks that lines were not the problem, or a summary, alone.
  func requireOperations() throws(ReadError) {
    if count == 0 {
      if foreignFields.isEmpty && Self.names.filter(fields.has) == ["join", "levels"] {
        throw .format(
          scanner.place, "there are no operations: this is a problem, not a schedule; plan it with join FILE")
      }
      throw .format(scanner.place, "there are no operations; give the whole schedule, not a summary or a problem")
    }
  }

  /// Reads one object and executes it, or returns false when it was the line of the statistics.
  private mutating func readRecord(isLine: Bool) throws(ReadError) -> Bool {
    let place = OperationPlace(number: count + 1, line: scanner.line)
    try scanner.enterObject("\(place)")
    var record = JoinOperationRecord(place)
    var isFirst = true
    while let key = try scanner.nextField(&isFirst, &record.fields) {
      if isLine && key == "statistics" {
        if stated.statistics != nil { throw FieldSet.repeated(key) }
        stated.statistics = try StatedSchedule.Counts(&scanner)
        if try scanner.nextField(&isFirst, &record.fields) != nil {
          throw .format("line \(scanner.line)", "nothing else stands beside \"statistics\"")
        }
        return false
      }
      try record.readValue(of: key, &scanner)
    }
    count += 1
    take(try record.operation())
    return true
  }

  /// Makes the machine that replays the operations.
  private mutating func startMachine() throws(ReadError) {
    guard let join, let memory else { throw .format("levels", "is missing; state it before the operations") }
    begin(try join.problem(memory: memory))
  }

  private mutating func begin(_ problem: JoinProblem) {
    self.problem = problem
    machine = JoinMachine(problem: problem)
  }
}
