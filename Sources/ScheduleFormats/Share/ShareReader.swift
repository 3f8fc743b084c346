import AdjointSchedules

/// Reads problem files of several chains that share one memory.
package enum ShareReader {
  /// The most chains in a file; more are considered a mistake.
  static let maximumChains = 100_000

  /// Reads a problem from the bytes of a file.
  ///
  /// - Parameters:
  ///   - bytes: The content of the file.
  ///   - onRounding: Called if costs had too many digits and were rounded.
  /// - Throws: ``FormatError`` with the first error: the line and column of invalid JSON, or the field that does not
  ///   describe such a problem.
  /// - Complexity: O(bytes), each visited once.
  package static func read(
    _ bytes: [UInt8], onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws(FormatError) -> ShareProblem {
    do throws(ReadError) {
      return try read(from: ArraySource(bytes), onRounding)
    } catch {
      throw error.asFormatError
    }
  }

  /// Reads a problem from a source.
  ///
  /// - Throws: The same errors, and those of the source.
  public static func read(
    _ source: some ByteSource, onRounding: (RoundedCosts) -> Void = { _ in }
  ) throws -> ShareProblem {
    do throws(ReadError) {
      return try read(from: source, onRounding)
    } catch {
      throw error.cause
    }
  }

  private static func read(
    from source: some ByteSource, _ onRounding: (RoundedCosts) -> Void
  ) throws(ReadError) -> ShareProblem {
    var scanner = JSONScanner(source)
    let problem = try read(&scanner)
    if scanner.roundedCosts.count > 0 { onRounding(scanner.roundedCosts) }
    return problem
  }

  private static func read(_ scanner: inout JSONScanner) throws(ReadError) -> ShareProblem {
    guard try scanner.skipBlanks() == ASCII.openBrace else {
      throw try scanner.unexpected("\"{\"", "a problem file is one JSON object, here with chains and levels")
    }
    try scanner.enter()
    var fields = FieldSet(path: "", names: ["chains", "levels", "processors", "minimize"])
    var chains: [StatedChain] = []
    var memory: StatedMemory?
    var processors = ShareProblem.Processors.each
    var objective = ShareProblem.Objective.sum
    while let key = try scanner.nextField(&fields) {
      guard try fields.accept(key) else {
        try FieldSet.refuseSchedule(key)
        if key == "chain" { throw .format(key, "this is a problem of one chain; give a list \"chains\", or use plan") }
        if key == "join" { throw .format(key, "this is a problem of several branches; give it to join") }
        throw fields.unknown(key)
      }
      switch key {
      case "chains": chains = try readChains(&scanner)
      case "levels": memory = try StatedMemory(&scanner)
      case "processors": processors = try scanner.word(key)
      default: objective = try scanner.word(key)
      }
    }
    try scanner.end()
    try fields.require("chains", "give a list, such as [{\"length\": 100}, {\"length\": 50}]")
    try fields.require("levels", "give the memory, such as [{\"slots\": 10}]")
    try fields.require("processors", "\"one\" runs the chains one after another, \"each\" all at the same time")
    let scale = chains.reduce(0) { max($0, $1.forwardCost.fractionDigits, $1.backwardCost.fractionDigits) }
    do throws(ProblemError) {
      var members: [ShareProblem.Member] = []
      for (index, chain) in chains.enumerated() {
        members.append(
          ShareProblem.Member(
            name: chain.name, length: chain.length,
            forwardCost: try ProblemDescription.units(chain.forwardCost, scale, .member(index, .forwardCost)),
            backwardCost: try ProblemDescription.units(chain.backwardCost, scale, .member(index, .backwardCost))))
      }
      return try ShareProblem(
        chains: members, slots: memory?.slots, processors: processors, objective: objective,
        fractionDigits: scale)
    } catch {
      throw .format(error.field.description, error.reason)
    }
  }

  /// A chain as given in the file.
  private struct StatedChain {
    var name: String?
    var length = 0
    var forwardCost = DecimalCost.one
    var backwardCost = DecimalCost.one
  }

  private static func readChains(_ scanner: inout JSONScanner) throws(ReadError) -> [StatedChain] {
    try scanner.enterArray("chains")
    var chains: [StatedChain] = []
    while try scanner.hasElement() {
      if chains.count == maximumChains {
        throw .format("chains", "has more than \(maximumChains) entries; divide them into groups")
      }
      chains.append(try readChain(&scanner, path: "chains[\(chains.count)]"))
    }
    return chains
  }

  private static func readChain(_ scanner: inout JSONScanner, path: String) throws(ReadError) -> StatedChain {
    var chain = StatedChain()
    let names = ["name", "length", "forwardCost", "backwardCost"]
    let fields = try scanner.fields(path, names) { scanner, key, path throws(ReadError) in
      switch key {
      case "name": chain.name = try scanner.string(path)
      case "length": chain.length = try scanner.integer(path)
      case "forwardCost": chain.forwardCost = try scanner.oneCost(path)
      default: chain.backwardCost = try scanner.oneCost(path)
      }
    }
    try fields.require("length", "give the number of steps")
    return chain
  }
}

extension JSONScanner {
  /// Returns a single cost; an array is an error.
  mutating func oneCost(_ path: @autoclosure () -> String) throws(ReadError) -> DecimalCost {
    if try skipBlanks() == ASCII.openBracket {
      throw .format(path(), "must be a single cost: all steps of a chain cost the same here")
    }
    return try cost(path())
  }

  /// Returns one of several allowed words.
  fileprivate mutating func word<Choice: CaseIterable & RawRepresentable<String>>(
    _ path: String
  ) throws(ReadError) -> Choice {
    let text = try string(path)
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map { "\"\($0.rawValue)\"" }.joined(separator: " or ")
    throw .format(path, "must be \(words), not \"\(PrintableText.line(text, limit: 60))\"")
  }
}
