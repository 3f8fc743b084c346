import AdjointSchedules

/// Reads a schedule (text, JSON or JSON Lines, with JSON keys in any order) and replays its operations as they arrive.
///
/// Operations that arrive before the chain and levels are kept in memory; adjsched's own files put them after.
struct ScheduleReader {
  /// The known fields; other top-level fields belong to other tools and are skipped.
  private static let names = [
    "format", "planner", "chain", "join", "levels", "situation", "end", "makespan", "optimal", "lowerBound",
    "resolution",
    "note",
    "peaks", "operations", "statistics",
  ]
  /// The most foreign fields to skip. Their names are kept to find duplicates, as bytes, because Swift strings compare
  /// canonically equivalent spellings as equal.
  static let maximumForeignFields = 256

  var scanner: JSONScanner
  var fields = FieldSet(path: "", names: names)
  var problem = StatedProblem()
  var waiting: [(operation: Operation, slot: StatedSlot?)] = []
  /// The number of operations read.
  var count = 0

  var stated = StatedSchedule()
  /// Replays the operations; nil until the chain and levels are known.
  var machine: ReplayMachine?
  /// True once the machine exists; comparing it with nil for each operation would copy it.
  var isReplaying = false
  /// Follows the stated slots, once there is one.
  var slots: SlotCheck?
  /// True once a slot has been stated.
  var followsSlots = false
  /// The rule broken by an operation or the end.
  private(set) var violation: BrokenRule?
  /// True once there is a violation; comparing it with nil for each operation would copy it.
  private(set) var isRefused = false
  /// The problem of the machine.
  var replayedProblem: Problem?
  /// Called after each executed operation with the makespan so far and, with overlapped levels, when it ran.
  typealias Observer = (Operation, Int, (start: Int, end: Int)?) -> Void
  /// Creates the optional observer as soon as the problem is known.
  let makeObserver: ((Problem) throws -> Observer)?
  var observer: Observer?

  /// True if other schedules may follow the first, each with a header of its own.
  var takesSeveral = false
  /// True if another schedule follows, at which the scanner stands.
  var isFollowed = false

  /// True if the first object has exactly the fields of a problem file.
  private(set) var statesProblemAlone = false
  /// True if the first object has the field of problems of several chains, which may also be another tool's.
  private(set) var hasChains = false
  /// The problem, if the file has no operations and could be a problem file.
  var bareProblem: Problem?

  init(_ source: any ByteSource, makeObserver: ((Problem) throws -> Observer)? = nil) {
    self.init(at: JSONScanner(source), makeObserver: makeObserver)
  }

  /// Reads the schedule that begins where a scanner stands.
  init(at scanner: JSONScanner, makeObserver: ((Problem) throws -> Observer)? = nil) {
    self.makeObserver = makeObserver
    self.scanner = scanner
  }

  /// Reads to the end or to the first operation that breaks a rule.
  mutating func read() throws(ReadError) {
    let first = try scanner.skipBlanks()
    if let first, first == ASCII.hash || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) {
      try readText()
    } else {
      guard first == ASCII.openBrace else { throw try noSchedule() }
      try readObjects()
    }
    // A part of a division ends before its chain does.
    if isRefused || stated.end != nil { return }
    do throws(RuleViolation) { try machine?.finish() } catch { refuse(error) }
  }

  /// Records the rule broken by an operation or the end.
  @inline(never)
  mutating func refuse(_ broken: RuleViolation) {
    if let replayedProblem { refuse(BrokenRule(broken, on: replayedProblem)) }
  }

  mutating func refuse(_ broken: BrokenRule) {
    violation = broken
    isRefused = true
  }

  /// Reads one object, or one object per line.
  private mutating func readObjects() throws(ReadError) {
    try scanner.enter()
    try readFields()
    if isRefused { return }
    if fields.has("operations") {
      if try beginsSchedule() { throw Self.severalSchedules(scanner.place) }
      try scanner.end()
      if machine == nil { try startMachine() }
      for (operation, slot) in waiting where !isRefused { take(operation, in: slot) }
    } else {
      try startMachine()
      try readLines()
    }
  }

  /// Returns the error for a second schedule in the same file.
  static func severalSchedules(_ place: String) -> ReadError {
    .format(
      place,
      "another schedule begins here; give each a file of its own, such as divide writes into a folder (-o legs/), or verify them as JSON Lines"
    )
  }

  /// Returns the error for input that does not start like a schedule.
  mutating func noSchedule() throws(ReadError) -> ReadError {
    if try scanner.peek() == nil {
      return .format(
        scanner.place, "the input is empty, perhaps because the command that writes it has failed; give a schedule")
    }
    return try scanner.unexpected(
      "\"{\"", "a schedule is an object, or one object a line, or text whose first lines begin with \"#\"")
  }

  /// Reads the fields of the first object.
  private mutating func readFields() throws(ReadError) {
    var foreign: Set<[UInt8]> = []
    while let key = try scanner.nextKey() {
      if try fields.accept(key) {
        try readField(key)
        if isRefused { return }
      } else if !foreign.insert(Array(key.utf8)).inserted {
        throw FieldSet.repeated(PrintableText.line(key, limit: 60))
      } else if foreign.count > Self.maximumForeignFields {
        throw .format(scanner.place, "more than \(Self.maximumForeignFields) unknown fields; is this a schedule?")
      } else {
        try scanner.skipValue()
      }
    }
    hasChains = foreign.contains(Array("chains".utf8))
    foreign.remove(Array(FieldSet.comment.utf8))
    statesProblemAlone =
      foreign.isEmpty
      && Self.names.filter { $0 != "situation" && fields.has($0) }
        == [problem.isJoin ? "join" : "chain", "levels"]
  }

  private mutating func readField(_ key: String) throws(ReadError) {
    switch key {
    case "format": try scanner.scheduleFormat()
    case "planner": stated.planner = try scanner.string(key)
    case "chain":
      if problem.isJoin { throw .format(key, "stands beside \"join\"; a schedule has only one of them") }
      try problem.readChain(&scanner)
    case "join":
      // Operations on branches are renumbered as they are read, so they cannot be kept until it is known.
      for name in ["chain", "operations"] where fields.has(name) {
        throw .format(key, "stands after \"\(name)\"; a schedule of a join has join and levels first, and no chain")
      }
      if fields.has("levels") { throw .format("levels", "stands before \"join\"; put the join first") }
      try problem.readJoin(&scanner)
    case "levels": try problem.readLevels(&scanner)
    case "situation":
      if fields.has("operations") { throw .format(key, "stands after \"operations\"; put it before them") }
      try problem.description.readSituation(&scanner, key)
    case "end": stated.end = try scanner.situation(key)
    case "makespan": stated.makespan = try scanner.total(key)
    case "optimal": stated.isOptimal = try scanner.bool(key)
    case "lowerBound": stated.lowerBound = try scanner.takeNull() ? nil : try scanner.total(key)
    case "statistics": stated.statistics = try StatedSchedule.Counts(&scanner)
    case "operations": try readOperations()
    case "peaks": stated.peaks = try StatedSchedule.peaks(&scanner)
    case "resolution": stated.resolution = try scanner.resolution(key)
    default: try scanner.note(key)
    }
  }
}

extension JSONScanner {
  /// Returns the cost at `path`, which is only compared and is not a cost of the problem.
  mutating func total(_ path: String) throws(ReadError) -> DecimalCost {
    let before = roundedCosts
    defer { roundedCosts = before }
    return try cost(path)
  }

  /// Returns the bytes of each level's unit, nil for a level in slots, or nil for `null`.
  mutating func resolution(_ path: String) throws(ReadError) -> [Int?]? {
    if try takeNull() { return nil }
    try enterArray(path)
    var units: [Int?] = []
    while try hasElement() {
      if units.count == StatedProblem.maximumLevels {
        throw .format(path, "has more than \(StatedProblem.maximumLevels) entries")
      }
      let entry = "\(path)[\(units.count)]"
      units.append(try takeNull() ? nil : try integer(entry, orNullFor: "a level in slots"))
    }
    return units
  }

  /// Reads the field `note`, which is for people.
  mutating func note(_ path: String) throws(ReadError) {
    if try !takeNull() { _ = try string(path) }
  }

  /// Reads the field `format`, which must name the supported format.
  mutating func scheduleFormat() throws(ReadError) {
    let format = try string("format")
    if format == ScheduleFormat.name { return }
    if format == SituationReport.format {
      throw .format("format", "this is the situation of a schedule, not a schedule; plan the rest with plan FILE")
    }
    throw .format(
      "format",
      "\"\(PrintableText.line(format, limit: 60))\" is not known; this program reads \"\(ScheduleFormat.name)\"")
  }
}
