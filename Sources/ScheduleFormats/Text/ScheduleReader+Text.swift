import AdjointSchedules

extension ScheduleReader {
  /// Reads a schedule in text: comment lines with the problem and the statistics, one line per operation. The statistics
  /// may also follow the operations.
  mutating func readText() throws(ReadError) {
    var comments = TextComments()
    var hasOperation = try comments.reachOperation(&scanner)
    if hasOperation && comments.isEmpty {
      // Distinguishes operations without a problem from input that is not a schedule at all.
      let line = scanner.line
      let error = try noSchedule()
      guard try scanner.scanWord(), TextOperation.isKnown(ShortName.pack(scanner.text)) else { throw error }
      _ = try comments.problem(before: line)
    }
    try begin(try comments.problem(before: scanner.line))
    problem = comments.stated
    comments.beginOperations()
    while hasOperation {
      let place = OperationPlace(number: count + 1, line: scanner.line)
      let line = try TextOperation(&scanner, place)
      if problem.isJoin {
        let (operation, part) = try line.joinOperation()
        count += 1
        if let part { take(operation, on: part, in: line.slot) } else { take(operation, in: line.slot) }
      } else {
        let operation = try line.operation()
        if problem.description.levels.isEmpty && operation.isAtLevel {
          throw .format(
            "\(place)", "there is no line \"# level\" before this; keep the comment lines, which describe the problem")
        }
        count += 1
        take(operation, in: line.slot)
      }
      if isRefused { break }
      hasOperation = try comments.reachOperation(&scanner)
    }
    stated = comments.schedule
    if !isRefused { try requireOperations() }
  }
}

extension Operation {
  /// True if the operation names a level.
  fileprivate var isAtLevel: Bool {
    switch self {
    case .forward, .backward, .join: return false
    case .write, .read, .discard, .tape, .readTape, .offload, .prefetch, .offloadTape, .prefetchTape: return true
    }
  }
}
