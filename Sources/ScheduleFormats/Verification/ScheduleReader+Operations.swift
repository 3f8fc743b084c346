import AdjointSchedules

extension ScheduleReader {
  /// Reads the array of operations.
  mutating func readOperations() throws(ReadError) {
    if problem.isJoin || (fields.has("chain") && fields.has("levels")) { try startMachine() }
    try scanner.enterArray("operations")
    while try scanner.hasElement() {
      _ = try readRecord(isLine: false)
      if isRefused { return }
    }
  }

  /// Reads the lines after the first: operations, and optionally the statistics at the end.
  mutating func readLines() throws(ReadError) {
    let isJoin = problem.isJoin
    while let byte = try scanner.skipBlanks() {
      if !isJoin, let plain = PlainOperation(scanner.chunk, at: scanner.index) {
        scanner.index = plain.end
        count += 1
        take(plain.operation)
        if isRefused { return }
        continue
      }
      guard byte == ASCII.openBrace else { throw try scanner.unexpected("\"{\"") }
      guard try readRecord(isLine: true) else {
        isFollowed = try beginsSchedule()
        if isFollowed && !takesSeveral { throw Self.severalSchedules(scanner.place) }
        if !isFollowed { try scanner.end() }
        break
      }
      if isRefused { return }
    }
    try requireOperations()
  }

  /// Returns whether the next object is the header of another schedule, whose first field is its format.
  mutating func beginsSchedule() throws(ReadError) -> Bool {
    guard try scanner.skipBlanks() == ASCII.openBrace else { return false }
    return try scanner.lookAhead(16).filter { $0 > ASCII.space }.starts(with: "{\"format\"".utf8)
  }

  /// Checks that the lines were not just a problem or a summary.
  mutating func requireOperations() throws(ReadError) {
    // Even the empty chain has its turn, so every schedule without tapes has operations.
    if count == 0 && (problem.description.hasTurn || problem.description.length > 0) {
      if statesProblemAlone && stated.statistics == nil {
        bareProblem = replayedProblem
        throw .format(
          scanner.place,
          "there are no operations: this is a problem, not a schedule; plan it with \(problem.isJoin ? "join" : "plan") FILE"
        )
      }
      throw .format(scanner.place, "there are no operations; give the whole schedule, not a summary or a problem")
    }
  }

  /// Reads and executes one object; returns false if it was the line of statistics.
  @inline(__always)
  private mutating func readRecord(isLine: Bool) throws(ReadError) -> Bool {
    let place = OperationPlace(number: count + 1, line: scanner.line)
    try scanner.enterObject("\(place)")
    var record = OperationRecord(ofJoin: problem.isJoin)
    while try scanner.hasMember() {
      let key = try scanner.shortName()
      try scanner.colon()
      if try record.readValue(of: key, &scanner, place) { continue }
      if key == ShortName.comment {
        try record.readComment(&scanner, place)
        continue
      }
      try readOther(key, place, isStatistics: isLine && record.isEmpty)
      try endStatistics(hasComment: record.hasComment)
      return false
    }
    count += 1
    let operation = try record.operation(place)
    let slot = try record.statedSlot(place)
    if let part = record.part { take(operation, on: part, in: slot) } else { take(operation, in: slot) }
    return true
  }

  /// Checks that only a comment accompanies the statistics.
  private mutating func endStatistics(hasComment: Bool) throws(ReadError) {
    var rest = FieldSet(path: "line \(scanner.line)", names: [], separator: ", ")
    if hasComment { try rest.acceptComment() }
    if try scanner.nextField(&rest) != nil {
      throw .format("line \(scanner.line)", "no other field may stand beside \"statistics\"")
    }
  }

  /// Reads a field that is not an operation's: `statistics`, if its line may be here, or an error.
  private mutating func readOther(
    _ key: UInt64, _ place: OperationPlace, isStatistics: Bool
  ) throws(ReadError) {
    if key != 0 {
      scanner.text.removeAll(keepingCapacity: true)
      ShortName.append(key, to: &scanner.text)
    }
    let name = String(decoding: scanner.text, as: UTF8.self)
    // Where no statistics end the first.
    if isStatistics && name == "format" { throw Self.severalSchedules("line \(scanner.line)") }
    guard isStatistics && name == "statistics" else {
      let names = OperationRecord.names(ofJoin: problem.isJoin)
      throw FieldSet(path: "\(place)", names: names, separator: ", ").unknown(name)
    }
    if stated.statistics != nil { throw FieldSet.repeated(name) }
    stated.statistics = try StatedSchedule.Counts(&scanner)
  }

  /// Makes the machine that replays the operations.
  mutating func startMachine() throws(ReadError) {
    if hasChains && !fields.has("chain") && !problem.isJoin {
      throw .format("chains", "this is a problem of several chains, not a schedule; give it to share")
    }
    if problem.isJoin {
      try fields.require("levels", "state it before the operations")
    } else {
      try fields.require("chain", "a schedule's first object must have \"chain\" and \"levels\"")
    }
    try fields.require("levels", "a schedule's first object must have \"chain\" and \"levels\"")
    try begin(try problem.problem())
  }

  /// Makes the machine for a problem.
  mutating func begin(_ problem: Problem) throws(ReadError) {
    replayedProblem = problem
    machine = ReplayMachine(problem: problem)
    isReplaying = true
    do { observer = try makeObserver?(problem) } catch { throw .source(error) }
  }

  /// Replays an operation, or keeps it until the machine exists.
  @inline(__always)
  mutating func take(_ operation: Operation, in slot: StatedSlot? = nil) {
    if !isReplaying {
      waiting.append((operation, slot))
      return
    }
    do throws(RuleViolation) {
      try machine?.execute(operation)
      if slot != nil { followsSlots = true }
      if followsSlots { try checkSlot(slot, of: operation) }
    } catch {
      return refuse(error)
    }
    if let observer, let machine { observer(operation, machine.makespan, machine.lastSpan) }
  }

  /// Replays an operation whose numbers are relative to one part of a network.
  mutating func take(_ operation: Operation, on part: Part, in slot: StatedSlot?) {
    do throws(Rule) {
      take(try replayedProblem?.junction?.numbered(operation, on: part) ?? operation, in: slot)
    } catch {
      refuse(BrokenRule(number: count, operation: operation.text(on: part), rule: error))
    }
  }
}
