import AdjointSchedules

/// Reads problem files of joins.
public enum JoinReader {
  /// Returns the problem that the bytes of a file state.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - onRounding: Is told of costs that had more digits than a cost has and were rounded, if there were any.
  /// - Throws: ``FormatError`` naming the first place that is wrong: the line and column where it is not JSON, the
  ///   field where it is not such a problem.
  /// - Complexity: O(bytes), each looked at once.
  public static func read(
    _ bytes: [UInt8], onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws(FormatError) -> JoinProblem {
    do throws(ReadError) {
      return try read(from: ArraySource(bytes), onRounding)
    } catch {
      throw error.asFormatError
    }
  }

  /// Returns the problem that a source states, as its bytes arrive.
  ///
  /// - Throws: What the other says, or what the source throws.
  public static func read(
    _ source: some ByteSource, onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws -> JoinProblem {
    do throws(ReadError) {
      return try read(from: source, onRounding)
    } catch {
      throw error.cause
    }
  }

  private static func read(
    from source: some ByteSource, _ onRounding: (RoundedCosts) -> Void
  ) throws(ReadError) -> JoinProblem {
    var scanner = JSONScanner(source)
    let problem = try read(&scanner)
    if scanner.roundedCosts.count > 0 { onRounding(scanner.roundedCosts) }
    return problem
  }

  private static func read(_ scanner: inout JSONScanner) throws(ReadError) -> JoinProblem {
    guard try scanner.skipBlanks() == ASCII.openBrace else {
      throw try scanner.unexpected("\"{\"", "a problem file is one JSON object, here with join and levels")
    }
    try scanner.enter()
    var fields = FieldSet(path: "", names: ["join", "levels"])
    var join: StatedJoin?
    var memory: StatedMemory?
    var isFirst = true
    while let key = try scanner.nextField(&isFirst, &fields) {
      guard try fields.accept(key) else {
        try FieldSet.refuseSchedule(key)
        if key == "chain" { throw .format(key, "this is a problem of one chain; give it to plan") }
        if key == "chains" { throw .format(key, "this is a problem of several chains; give it to share") }
        throw fields.unknown(key)
      }
      if key == "join" { join = try StatedJoin(&scanner) } else { memory = try StatedMemory(&scanner) }
    }
    try scanner.end()
    guard let join else {
      throw .format(
        "join", "is missing; give {\"branches\": [{\"length\": STEPS}, ...], \"handle\": {\"length\": STEPS}}")
    }
    guard let memory else { throw .format("levels", "is missing; give the memory, such as [{\"slots\": 10}]") }
    return try join.problem(memory: memory)
  }
}
