import AdjointSchedules

/// The fields of a file in which several chains share one memory, read so far.
struct StatedShare {
  /// The most chains in a file; more are considered a mistake.
  static let maximumChains = 100_000

  static let names = ["chains", "levels", "processors", "minimize"]

  private var chains: [StatedChain] = []
  private var processors = ShareProblem.Processors.each
  private var objective = ShareProblem.Objective.sum

  /// Reads a field, but for the levels.
  mutating func read(_ key: String, _ scanner: inout JSONScanner) throws(ReadError) {
    switch key {
    case "chains": chains = try Self.readChains(&scanner)
    case "processors": processors = try scanner.word(key)
    default: objective = try scanner.word(key)
    }
  }

  /// Returns the problem, its numbers checked.
  func problem(_ memory: StatedMemory?) throws(ReadError) -> ShareProblem {
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
      throw .format(error.field.description, error.reason.description)
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
