import AdjointSchedules

extension ScheduleReader {
  /// Reads a schedule as text: comment lines with the problem, a line an operation, comment lines with the statistics.
  mutating func readText() throws(ReadError) {
    var comments = TextComments()
    var hasOperation = try comments.reachOperation(&scanner)
    if hasOperation && comments.isEmpty {
      // Either way nothing is planned: operations alone are told from what is no schedule at all.
      let line = scanner.line
      let error = try noSchedule()
      guard try scanner.scanWord(), TextOperation.isKnown(ShortName.pack(scanner.text)) else { throw error }
      _ = try comments.chainProblem(before: line)
    }
    if comments.isJoin {
      var reader = try JoinScheduleReader(text: scanner, comments)
      try reader.readText()
      joined = reader
      return
    }
    try begin(try comments.chainProblem(before: scanner.line))
    problem = comments.problem
    comments.beginOperations()
    while hasOperation {
      let place = OperationPlace(number: count + 1, line: scanner.line)
      let operation = try TextOperation(&scanner, place).operation()
      if problem.description.levels.isEmpty && operation.isAtLevel {
        throw .format(
          "\(place)", "no line \"# level\" stands before this; keep the comment lines, which state the problem")
      }
      count += 1
      take(operation)
      if violation != nil { break }
      hasOperation = try comments.reachOperation(&scanner)
    }
    stated = comments.stated
    if violation == nil { try requireOperations() }
  }
}

extension JoinScheduleReader {
  /// Reads the operations and what follows them.
  mutating func readText() throws(ReadError) {
    while violation == nil, try comments.reachOperation(&scanner) {
      let place = OperationPlace(number: count + 1, line: scanner.line)
      let operation = try TextOperation(&scanner, place).joinOperation()
      count += 1
      take(operation)
    }
    stated = comments.stated
    if violation != nil { return }
    try requireOperations()
    finish()
  }
}

extension Operation {
  /// True when the operation names a level.
  fileprivate var isAtLevel: Bool {
    switch self {
    case .forward, .backward: return false
    case .write, .read, .discard, .tape, .readTape: return true
    }
  }
}
