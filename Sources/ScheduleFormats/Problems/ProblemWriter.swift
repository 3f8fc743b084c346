import AdjointSchedules

/// Writes problem files.
public enum ProblemWriter {
  /// Returns a problem file, which ``ProblemReader`` reads back as the same problem.
  ///
  /// - Complexity: O(levels + costs given step by step) in time and memory, since each is written once.
  public static func bytes(_ problem: Problem) -> [UInt8] {
    var json = JSONBuilder(style: .readable)
    json.openTop()
    json.appendFields(of: problem)
    json.closeTop()
    return json.bytes
  }
}

extension JSONBuilder {
  /// Appends the fields of a problem.
  mutating func appendFields(of problem: Problem) {
    let digits = problem.fractionDigits
    if let junction = problem.junction {
      topField("join")
      append(junction, problem.chain, fractionDigits: digits)
    } else {
      topField("chain")
      append(problem.chain, fractionDigits: digits)
    }
    topField("levels")
    append(problem.levels, fractionDigits: digits)
    if let situation = problem.situation {
      topField("situation")
      if let join = problem.joinSituation { append(join) } else { append(situation) }
    }
  }

  private mutating func append(_ junction: Junction, _ chain: Chain, fractionDigits: Int) {
    open(ASCII.openBrace)
    field("branches")
    open(ASCII.openBracket)
    for length in junction.branches {
      separate()
      append(length: length)
    }
    close(ASCII.closeBracket)
    field("handle")
    append(length: junction.handle)
    field("forwardCost")
    append(chain.forwardCost, fractionDigits: fractionDigits)
    field("backwardCost")
    append(chain.backwardCost, fractionDigits: fractionDigits)
    close(ASCII.closeBrace)
  }

  private mutating func append(length: Int) {
    open(ASCII.openBrace)
    field("length")
    number(length)
    close(ASCII.closeBrace)
  }

  private mutating func append(_ chain: Chain, fractionDigits: Int) {
    open(ASCII.openBrace)
    field("length")
    number(chain.length)
    field("forwardCost")
    append(chain.forwardCost, fractionDigits: fractionDigits)
    field(chain.tapes == nil ? "backwardCost" : "adjointCost")
    append(chain.adjointCost, fractionDigits: fractionDigits)
    if let size = chain.stateSize {
      field("stateSize")
      append(size, fractionDigits: 0)
    }
    for (name, size) in [
      ("tapeSize", chain.tapes?.size), ("forwardTemporary", chain.forwardTemporary),
      ("backwardTemporary", chain.backwardTemporary),
    ] {
      guard let size else { continue }
      field(name)
      append(size, fractionDigits: 0)
    }
    close(ASCII.closeBrace)
  }

  /// Appends costs, or sizes with `fractionDigits` 0.
  private mutating func append(_ numbers: PerStep, fractionDigits: Int) {
    switch numbers {
    case .uniform(let units):
      cost(units, fractionDigits: fractionDigits)
    case .each(let numbers):
      open(ASCII.openBracket, padded: false)
      for units in numbers {
        separate()
        cost(units, fractionDigits: fractionDigits)
      }
      close(ASCII.closeBracket, padded: false)
    }
  }

  /// Appends the levels: none or one on the same line as the field, several on one line each.
  mutating func append(_ levels: [Level], fractionDigits: Int) {
    let isOneLine = levels.count < 2
    open(ASCII.openBracket, padded: levels.count == 1)
    for level in levels {
      if isOneLine { separate() } else { separate(before: style.levelStart) }
      append(level, of: levels, fractionDigits: fractionDigits)
    }
    if !isOneLine { bytes.append(text: style.levelsEnd) }
    close(ASCII.closeBracket, padded: levels.count == 1)
  }

  private mutating func append(_ level: Level, of levels: [Level], fractionDigits: Int) {
    open(ASCII.openBrace)
    field("name")
    string(level.name)
    if let capacity = level.capacity {
      field("capacity")
      number(capacity)
    } else if let owner = level.sharesCapacityWith {
      field("sharesCapacityWith")
      string(levels[owner].name)
    } else {
      field("slots")
      if let slots = level.slots { number(slots) } else { raw("null") }
    }
    if level.sizeFactor != .one {
      field("sizeFactor")
      raw(level.sizeFactor.description)
    }
    field("writeCost")
    cost(level.write.latency, fractionDigits: fractionDigits)
    field("readCost")
    cost(level.read.latency, fractionDigits: fractionDigits)
    for (name, bandwidth) in [("writeBandwidth", level.writeBandwidth), ("readBandwidth", level.readBandwidth)] {
      guard let bandwidth else { continue }
      field(name)
      number(bandwidth)
    }
    if level.isOverlapped {
      field("overlapped")
      bool(true)
    }
    close(ASCII.closeBrace)
  }
}
