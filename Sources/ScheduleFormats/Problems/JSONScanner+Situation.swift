import AdjointSchedules

extension ProblemDescription {
  /// Reads the object `situation`, of a chain or of branches that join.
  mutating func readSituation(_ scanner: inout JSONScanner, _ path: String) throws(ReadError) {
    let stated = try scanner.statedSituation(path)
    (situation, joinSituation) = (stated.chain, stated.join)
  }
}

extension JSONScanner {
  /// Reads the object `end`, of a chain.
  mutating func situation(_ path: String) throws(ReadError) -> Situation {
    let stated = try statedSituation(path)
    guard let chain = stated.chain else {
      throw .format(path, "is of branches that join, which end when all is reversed")
    }
    return chain
  }

  /// Reads a situation of a chain, or of branches that join; exactly one of the two is returned.
  fileprivate mutating func statedSituation(
    _ path: String
  ) throws(ReadError) -> (chain: Situation?, join: JoinSituation?) {
    var (due, buffer): (Int, Int?) = (0, nil)
    var (stored, tapes): ([[Int]], [[Int]]) = ([], [])
    var joinDue: (branches: [Int?], handle: Int?)?
    var joinStored: (branches: [[Int]], handle: [Int])?
    let fields = try fields(path, ["due", "stored", "tapes", "buffer"]) { scanner, key, path throws(ReadError) in
      switch key {
      case "due" where try scanner.skipBlanks() == ASCII.openBrace: joinDue = try scanner.dueOfParts(path)
      case "due": due = try scanner.integer(path)
      case "stored":
        stored = try scanner.itemsOfLevels(path) { scanner, path throws(ReadError) in
          if joinStored != nil { throw .format(path, "is one too many; branches that join have one memory") }
          joinStored = try scanner.storedOfParts(path)
        }
      case "tapes": tapes = try scanner.itemsOfLevels(path)
      default: buffer = try scanner.takeNull() ? nil : try scanner.integer(path, orNullFor: "an empty buffer")
      }
    }
    try fields.require("due", "give the number of the next backward step")
    try fields.require("stored", "give a list of states for each level, such as [[], [0, 41]]")
    if joinDue != nil || joinStored != nil {
      for name in ["tapes", "buffer"] where fields.has(name) {
        throw .format(fields.path(of: name), "does not go with branches that join; leave it out")
      }
    }
    if joinDue == nil && joinStored != nil {
      throw .format(fields.path(of: "due"), "is one number, as for a chain, and stored is of branches that join")
    }
    guard let joinDue else { return (Situation(due: due, stored: stored, tapes: tapes, buffer: buffer), nil) }
    guard let joinStored else {
      throw .format(
        path + ".stored", "is empty; give what the memory holds, such as [{\"branches\": [[0], [0]], \"handle\": []}]")
    }
    return (
      nil,
      JoinSituation(
        branches: joinDue.branches, handle: joinDue.handle, storedOnBranches: joinStored.branches,
        storedOnHandle: joinStored.handle)
    )
  }

  /// Reads what is due on branches that join: a number each, null where all is reversed.
  private mutating func dueOfParts(_ path: String) throws(ReadError) -> (branches: [Int?], handle: Int?) {
    var (branches, handle): ([Int?], Int?) = ([], nil)
    let fields = try fields(path, ["branches", "handle"]) { scanner, key, path throws(ReadError) in
      if key == "handle" {
        handle = try scanner.takeNull() ? nil : try scanner.integer(path, orNullFor: "a handle that is reversed")
        return
      }
      try scanner.enterArray(path)
      while try scanner.hasElement() {
        let entry = try scanner.branchPath(path, branches.count)
        branches.append(
          try scanner.takeNull() ? nil : try scanner.integer(entry, orNullFor: "a branch that is reversed"))
      }
    }
    try fields.require("branches", "give the next backward step of each branch, null for one that is reversed")
    try fields.require("handle", "give its next backward step, or null if it is reversed")
    return (branches, handle)
  }

  /// Reads which states of branches that join are stored.
  private mutating func storedOfParts(_ path: String) throws(ReadError) -> (branches: [[Int]], handle: [Int]) {
    var (branches, handle): ([[Int]], [Int]) = ([], [])
    let fields = try fields(path, ["branches", "handle"]) { scanner, key, path throws(ReadError) in
      if key == "handle" {
        handle = try scanner.items(path)
        return
      }
      try scanner.enterArray(path)
      while try scanner.hasElement() {
        branches.append(try scanner.items(try scanner.branchPath(path, branches.count)))
      }
    }
    try fields.require("branches", "give a list of states for each branch, such as [[0, 3], [0]]")
    try fields.require("handle", "give a list of states, [] for none")
    return (branches, handle)
  }

  /// Returns the path of the next of several branches.
  private func branchPath(_ path: String, _ count: Int) throws(ReadError) -> String {
    if count < StatedProblem.maximumBranches { return "\(path)[\(count)]" }
    throw .format(path, "has more than \(StatedProblem.maximumBranches) entries")
  }

  /// Returns a list of numbers.
  private mutating func items(_ path: String) throws(ReadError) -> [Int] {
    try enterArray(path)
    var items: [Int] = []
    while try hasElement() { items.append(try integer("\(path)[\(items.count)]")) }
    return items
  }

  /// Returns a list of numbers for each level.
  ///
  /// - Parameter readParts: Reads an object, of branches that join, in place of a list.
  private mutating func itemsOfLevels(
    _ path: String,
    _ readParts: ((inout JSONScanner, _ path: String) throws(ReadError) -> Void)? = nil
  ) throws(ReadError) -> [[Int]] {
    try enterArray(path)
    var levels: [[Int]] = []
    while try hasElement() {
      if levels.count == StatedProblem.maximumLevels {
        throw .format(path, "has more than \(StatedProblem.maximumLevels) entries")
      }
      let entry = "\(path)[\(levels.count)]"
      if let readParts, try skipBlanks() == ASCII.openBrace {
        try readParts(&self, entry)
        levels.append([])
      } else {
        levels.append(try items(entry))
      }
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

  /// Appends the value of `situation` of branches that join.
  mutating func append(_ situation: JoinSituation) {
    open(ASCII.openBrace)
    field("due")
    appendParts(situation.branches, situation.handle) { json, due in json.append(numberOrNull: due) }
    field("stored")
    open(ASCII.openBracket, padded: false)
    separate()
    appendParts(situation.storedOnBranches, situation.storedOnHandle) { json, items in json.append(items) }
    close(ASCII.closeBracket, padded: false)
    close(ASCII.closeBrace)
  }

  /// Appends an object with a value for each branch and one for the handle.
  mutating func appendParts<Value>(
    _ branches: [Value], _ handle: Value, _ appendValue: (inout JSONBuilder, Value) -> Void
  ) {
    open(ASCII.openBrace)
    field("branches")
    open(ASCII.openBracket, padded: false)
    for branch in branches {
      separate()
      appendValue(&self, branch)
    }
    close(ASCII.closeBracket, padded: false)
    field("handle")
    appendValue(&self, handle)
    close(ASCII.closeBrace)
  }

  private mutating func append(_ levels: [[Int]]) {
    open(ASCII.openBracket, padded: false)
    for items in levels {
      separate()
      append(items)
    }
    close(ASCII.closeBracket, padded: false)
  }

  mutating func append(numberOrNull number: Int?) {
    if let number { self.number(number) } else { raw("null") }
  }

  private mutating func append(_ items: [Int]) {
    open(ASCII.openBracket, padded: false)
    for item in items {
      separate()
      number(item)
    }
    close(ASCII.closeBracket, padded: false)
  }
}
