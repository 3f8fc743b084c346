import AdjointSchedules

extension JSONScanner {
  /// Reads the object `situation`, or `end`.
  mutating func situation(_ path: String) throws(ReadError) -> Situation {
    var (due, buffer): (Int, Int?) = (0, nil)
    var (stored, tapes): ([[Int]], [[Int]]) = ([], [])
    let fields = try fields(path, ["due", "stored", "tapes", "buffer"]) { scanner, key, path throws(ReadError) in
      switch key {
      case "due": due = try scanner.integer(path)
      case "stored": stored = try scanner.itemsOfLevels(path)
      case "tapes": tapes = try scanner.itemsOfLevels(path)
      default: buffer = try scanner.takeNull() ? nil : try scanner.integer(path, orNullFor: "an empty buffer")
      }
    }
    try fields.require("due", "give the number of the next backward step")
    try fields.require("stored", "give a list of states for each level, such as [[], [0, 41]]")
    return Situation(due: due, stored: stored, tapes: tapes, buffer: buffer)
  }

  /// Returns a list of numbers for each level.
  private mutating func itemsOfLevels(_ path: String) throws(ReadError) -> [[Int]] {
    try enterArray(path)
    var levels: [[Int]] = []
    while try hasElement() {
      if levels.count == StatedProblem.maximumLevels {
        throw .format(path, "has more than \(StatedProblem.maximumLevels) entries")
      }
      let entry = "\(path)[\(levels.count)]"
      try enterArray(entry)
      var items: [Int] = []
      while try hasElement() { items.append(try integer("\(entry)[\(items.count)]")) }
      levels.append(items)
    }
    return levels
  }
}

extension JSONBuilder {
  /// Appends the value of `situation`.
  mutating func append(_ situation: Situation) {
    open(ASCII.openBrace)
    field("due")
    number(situation.due)
    field("stored")
    append(situation.stored)
    if !situation.tapes.isEmpty {
      field("tapes")
      append(situation.tapes)
    }
    if let buffer = situation.buffer {
      field("buffer")
      number(buffer)
    }
    close(ASCII.closeBrace)
  }

  private mutating func append(_ levels: [[Int]]) {
    open(ASCII.openBracket, padded: false)
    for items in levels {
      separate()
      open(ASCII.openBracket, padded: false)
      for item in items {
        separate()
        number(item)
      }
      close(ASCII.closeBracket, padded: false)
    }
    close(ASCII.closeBracket, padded: false)
  }
}
