import AdjointSchedules

/// Reads problem files.
public enum ProblemReader {
  /// Returns the problem that the bytes of a file state.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - onRounding: Is told of costs that had more digits than a cost has and were rounded, if there were any.
  /// - Throws: ``FormatError`` naming the first place that is wrong: the line and column where it is not JSON, the
  ///   field where it is not a problem.
  /// - Complexity: O(bytes), each looked at once; memory for the costs that are given step by step.
  public static func read(
    _ bytes: [UInt8], onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws(FormatError) -> Problem {
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
  ) throws -> Problem {
    do throws(ReadError) {
      return try read(from: source, onRounding)
    } catch {
      throw error.cause
    }
  }

  private static func read(
    from source: some ByteSource, _ onRounding: (RoundedCosts) -> Void
  ) throws(ReadError) -> Problem {
    var scanner = JSONScanner(source)
    let problem = try read(&scanner)
    if scanner.roundedCosts.count > 0 { onRounding(scanner.roundedCosts) }
    return problem
  }

  private static func read(_ scanner: inout JSONScanner) throws(ReadError) -> Problem {
    guard let first = try scanner.skipBlanks() else {
      throw .format(scanner.place, "the input is empty; a problem file is one JSON object with chain and levels")
    }
    guard first == ASCII.openBrace else {
      throw try scanner.unexpected(
        "\"{\"",
        first == ASCII.hash
          ? "a problem file is one JSON object; a schedule or a table as text is none"
          : "a problem file is one JSON object")
    }
    try scanner.enter()
    var fields = FieldSet(path: "", names: ["chain", "levels"])
    var stated = StatedProblem()
    var isFirst = true
    while let key = try scanner.nextField(&isFirst, &fields) {
      guard try fields.accept(key) else {
        try FieldSet.refuseSchedule(key)
        if key == "join" { throw .format(key, "this is a problem of several branches; give it to join") }
        if key == "chains" { throw .format(key, "this is a problem of several chains; give it to share") }
        throw fields.unknown(key)
      }
      if key == "chain" {
        try stated.readChain(&scanner)
      } else {
        try stated.readLevels(&scanner)
      }
    }
    try scanner.end()
    try fields.require("chain", "give at least {\"length\": STEPS}")
    try fields.require("levels", "give at least one, such as [{\"slots\": 10}]")
    return try stated.problem()
  }
}
