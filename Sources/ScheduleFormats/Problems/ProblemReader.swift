import AdjointSchedules

/// Reads problem files, of one chain, of branches that join, or of chains that share a memory.
public enum ProblemReader {
  /// Reads a problem of one chain, or of branches that join, from the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - onRounding: Called if costs had too many digits and were rounded.
  /// - Throws: ``FormatError`` with the first error: the line and column of invalid JSON, or the field that does not
  ///   describe a problem.
  /// - Complexity: O(bytes), each visited once; memory for the costs given step by step.
  public static func read(
    _ bytes: [UInt8], onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws(FormatError) -> Problem {
    do throws(ReadError) {
      return try file(.problem, ArraySource(bytes), onRounding).stated.problem()
    } catch {
      throw error.asFormatError
    }
  }

  /// Reads a problem from a source, such as a pipe.
  ///
  /// - Throws: The same errors, and those of the source.
  /// - Complexity: as for bytes; only one chunk is kept at a time.
  public static func read(
    _ source: some ByteSource, onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws -> Problem {
    try read(source, needsSlots: true, onRounding: onRounding)
  }

  /// Reads a problem, whose levels need not state their slots if only its costs are used.
  package static func read(
    _ source: some ByteSource, needsSlots: Bool, onRounding: (RoundedCosts) -> Void
  ) throws -> Problem {
    do throws(ReadError) {
      return try file(.problem, source, needsSlots: needsSlots, onRounding).stated.problem()
    } catch {
      throw error.cause
    }
  }

  /// Reads a problem of chains that share a memory from the bytes of a file.
  ///
  /// - Throws: As ``read(_:onRounding:)``.
  package static func readShare(
    _ bytes: [UInt8], onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws(FormatError) -> ShareProblem {
    do throws(ReadError) {
      return try file(.share, ArraySource(bytes), onRounding).shareProblem()
    } catch {
      throw error.asFormatError
    }
  }

  /// Reads a problem of chains that share a memory from a source.
  ///
  /// - Throws: The same errors, and those of the source.
  /// - Complexity: O(bytes), each visited once; memory in the number of chains.
  public static func readShare(
    _ source: some ByteSource, onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws -> ShareProblem {
    do throws(ReadError) {
      return try file(.share, source, onRounding).shareProblem()
    } catch {
      throw error.cause
    }
  }

  /// What is expected of a file.
  private enum Expected {
    /// One chain, or branches that join.
    case problem
    /// Chains that share a memory.
    case share

    /// The field that most files have.
    var field: String { self == .share ? "chains" : "chain" }
    var names: [String] { self == .share ? StatedShare.names : ["chain", "join", "levels", "situation"] }
  }

  /// What a file states, of one kind of problem.
  private struct StatedFile {
    var stated = StatedProblem()
    var share = StatedShare()
    /// The one level of a share.
    var memory: StatedMemory?

    func shareProblem() throws(ReadError) -> ShareProblem { try share.problem(memory) }
  }

  private static func file(
    _ kind: Expected, _ source: some ByteSource, needsSlots: Bool = true, _ onRounding: (RoundedCosts) -> Void
  ) throws(ReadError) -> StatedFile {
    var scanner = JSONScanner(source)
    let file = try file(kind, needsSlots: needsSlots, &scanner)
    if scanner.roundedCosts.count > 0 { onRounding(scanner.roundedCosts) }
    return file
  }

  private static func file(
    _ kind: Expected, needsSlots: Bool, _ scanner: inout JSONScanner
  ) throws(ReadError) -> StatedFile {
    try enter(kind, &scanner)
    var fields = FieldSet(path: "", names: kind.names)
    var file = StatedFile()
    file.stated.needsSlots = needsSlots
    var situation: FieldSet?
    while let key = try scanner.nextField(&fields) {
      guard try fields.accept(key) else {
        // What `situation` says beside the problem is for drivers.
        if kind == .problem, try SituationReport.skip(key, &situation, &scanner) { continue }
        try FieldSet.refuseSchedule(key)
        throw Self.unknown(key, fields)
      }
      switch key {
      case "chain" where !fields.has("join"): try file.stated.readChain(&scanner)
      case "join" where !fields.has("chain"):
        try file.stated.readJoin(&scanner)
        // Levels may come first.
        if fields.has("levels") { try StatedMemory.check(file.stated.description.levels) }
      case "chain", "join":
        throw .format(key, "stands beside \"\(key == "chain" ? "join" : "chain")\"; a problem has only one of them")
      case "levels" where kind == .share: file.memory = try StatedMemory(&scanner)
      case "levels": try file.stated.readLevels(&scanner)
      case "situation" where kind == .problem: try file.stated.description.readSituation(&scanner, key)
      default: try file.share.read(key, &scanner)
      }
    }
    try scanner.end()
    try require(kind, fields)
    return file
  }

  private static func enter(_ kind: Expected, _ scanner: inout JSONScanner) throws(ReadError) {
    guard let first = try scanner.skipBlanks() else {
      throw .format(
        scanner.place,
        "the input is empty, perhaps because the command that writes it has failed; a problem file is one JSON object with \(kind.field) and levels"
      )
    }
    guard first == ASCII.openBrace else {
      throw try scanner.unexpected(
        "\"{\"",
        first == ASCII.hash
          ? "a problem file is one JSON object; this looks like a schedule or a table in text"
          : "a problem file is one JSON object" + (kind == .share ? ", here with chains and levels" : ""))
    }
    try scanner.enter()
  }

  private static func require(_ kind: Expected, _ fields: FieldSet) throws(ReadError) {
    if kind == .problem {
      let isJoin = fields.has("join")
      if !isJoin { try fields.require("chain", "give at least {\"length\": STEPS}") }
      return try fields.require(
        "levels",
        isJoin ? "give the memory, such as [{\"slots\": 10}]" : "give at least one, such as [{\"slots\": 10}]")
    }
    try fields.require("chains", "give a list, such as [{\"length\": 100}, {\"length\": 50}]")
    try fields.require("levels", "give the memory, such as [{\"slots\": 10}]")
    try fields.require(
      "processors", "\"one\" runs the chains one after another, \"each\" all at the same time")
  }

  private static func unknown(_ key: String, _ fields: FieldSet) -> ReadError {
    switch key {
    case "chain": return .format(key, "this is a problem of one chain; give a list \"chains\", or use plan")
    case "join": return .format(key, "this is a problem of several branches; give it to join")
    case "chains": return .format(key, "this is a problem of several chains; give it to share")
    default: return fields.unknown(key)
    }
  }
}
