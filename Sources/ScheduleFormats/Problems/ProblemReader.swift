import AdjointSchedules

/// Reads problem files, of one chain or of branches that join.
public enum ProblemReader {
  /// The kind of problem expected.
  public enum Kind: String, Sendable {
    case chain, join
  }

  /// Reads a problem from the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - kind: The kind of problem expected.
  ///   - onRounding: Called if costs had too many digits and were rounded.
  /// - Throws: ``FormatError`` with the first error: the line and column of invalid JSON, or the field that does not
  ///   describe a problem.
  /// - Complexity: O(bytes), each visited once; memory for the costs given step by step.
  public static func read(
    _ bytes: [UInt8], of kind: Kind = .chain, onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws(FormatError) -> Problem {
    do throws(ReadError) {
      return try read(kind, from: ArraySource(bytes), onRounding)
    } catch {
      throw error.asFormatError
    }
  }

  /// Reads a problem from a source.
  ///
  /// - Throws: The same errors, and those of the source.
  public static func read(
    _ source: some ByteSource, of kind: Kind = .chain, onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws -> Problem {
    do throws(ReadError) {
      return try read(kind, from: source, onRounding)
    } catch {
      throw error.cause
    }
  }

  private static func read(
    _ kind: Kind, from source: some ByteSource, _ onRounding: (RoundedCosts) -> Void
  ) throws(ReadError) -> Problem {
    var scanner = JSONScanner(source)
    let problem = try read(kind, &scanner)
    if scanner.roundedCosts.count > 0 { onRounding(scanner.roundedCosts) }
    return problem
  }

  private static func read(_ kind: Kind, _ scanner: inout JSONScanner) throws(ReadError) -> Problem {
    guard let first = try scanner.skipBlanks() else {
      throw .format(
        scanner.place, "the input is empty; a problem file is one JSON object with \(kind.rawValue) and levels")
    }
    guard first == ASCII.openBrace else {
      throw try scanner.unexpected(
        "\"{\"",
        first == ASCII.hash
          ? "a problem file is one JSON object; this looks like a schedule or a table in text"
          : "a problem file is one JSON object" + (kind == .join ? ", here with join and levels" : ""))
    }
    try scanner.enter()
    var fields = FieldSet(path: "", names: [kind.rawValue, "levels"])
    var stated = StatedProblem()
    var memory: StatedMemory?
    while let key = try scanner.nextField(&fields) {
      guard try fields.accept(key) else {
        try FieldSet.refuseSchedule(key)
        throw Self.unknown(key, fields)
      }
      switch key {
      case "chain": try stated.readChain(&scanner)
      case "join": try stated.readJoin(&scanner)
      default:
        // In a join, levels may come first.
        if kind == .join { memory = try StatedMemory(&scanner) } else { try stated.readLevels(&scanner) }
      }
    }
    try scanner.end()
    try fields.require(
      kind.rawValue,
      kind == .chain
        ? "give at least {\"length\": STEPS}"
        : "give {\"branches\": [{\"length\": STEPS}, ...], \"handle\": {\"length\": STEPS}}")
    try fields.require(
      "levels",
      kind == .chain ? "give at least one, such as [{\"slots\": 10}]" : "give the memory, such as [{\"slots\": 10}]")
    if let memory { stated.description.levels = [memory.level] }
    return try stated.problem()
  }

  private static func unknown(_ key: String, _ fields: FieldSet) -> ReadError {
    switch key {
    case "chain": return .format(key, "this is a problem of one chain; give it to plan")
    case "join": return .format(key, "this is a problem of several branches; give it to join")
    case "chains": return .format(key, "this is a problem of several chains; give it to share")
    default: return fields.unknown(key)
    }
  }
}
