import AdjointSchedules

/// The comment lines of a problem, at the head of a schedule or report in text.
extension Problem {
  /// Lists of more numbers than this are not written where nothing reads them again.
  private static let mostListed = 64

  /// Appends the line of the chain, or the lines of the parts, and the lines of the levels.
  ///
  /// - Parameter isShort: Whether long lists are replaced by their range and their sum, for people.
  func appendTextLines(to bytes: inout [UInt8], isShort: Bool = false) {
    if let junction {
      append(junction, to: &bytes)
    } else {
      appendChain(to: &bytes, listing: isShort ? Self.mostListed : .max)
    }
    for (index, level) in levels.enumerated() {
      level.appendTextLine(index, fractionDigits: fractionDigits, to: &bytes)
    }
    if let joinSituation {
      bytes.append(joinSituation)
    } else if let situation {
      bytes.append(situation)
    }
  }

  private func append(_ junction: Junction, to bytes: inout [UInt8]) {
    bytes.append(text: "# join forward-cost ")
    bytes.append(chain.forwardCost, fractionDigits: fractionDigits)
    bytes.append(text: " backward-cost ")
    bytes.append(chain.backwardCost, fractionDigits: fractionDigits)
    for (index, length) in junction.branches.enumerated() {
      bytes.append(text: "\n# branch \(index) length \(length)")
    }
    bytes.append(text: "\n# handle length \(junction.handle)\n")
  }

  private func appendChain(to bytes: inout [UInt8], listing most: Int) {
    bytes.append(text: "# chain length \(chain.length) forward-cost ")
    bytes.append(chain.forwardCost, fractionDigits: fractionDigits, listing: most)
    bytes.append(text: chain.tapes == nil ? " backward-cost " : " adjoint-cost ")
    bytes.append(chain.adjointCost, fractionDigits: fractionDigits, listing: most)
    for (name, size) in [
      ("state-size", chain.stateSize), ("tape-size", chain.tapes?.size),
      ("forward-temporary", chain.forwardTemporary), ("backward-temporary", chain.backwardTemporary),
    ] {
      guard let size else { continue }
      bytes.append(text: " \(name) ")
      bytes.append(size, fractionDigits: 0, listing: most)
    }
    bytes.append(ASCII.newline)
  }
}

extension Level {
  /// Appends the line of the level. Its name is written as one word, and in full at the end if the word differs; a long
  /// one continues, after a comma, on the next comment lines.
  func appendTextLine(_ index: Int, fractionDigits digits: Int, to bytes: inout [UInt8]) {
    let word = PrintableText.listedWord(name)
    let room =
      capacity.map { "capacity \($0)" } ?? sharesCapacityWith.map { "shares-capacity-with \($0)" }
      ?? "slots \(slots.map(String.init) ?? "unlimited")"
    bytes.append(text: "# level \(index) \(word) \(room) write-cost ")
    CostText.append(write.latency, fractionDigits: digits, to: &bytes)
    bytes.append(text: " read-cost ")
    CostText.append(read.latency, fractionDigits: digits, to: &bytes)
    if let writeBandwidth { bytes.append(text: " write-bandwidth \(writeBandwidth)") }
    if let readBandwidth { bytes.append(text: " read-bandwidth \(readBandwidth)") }
    if sizeFactor != .one { bytes.append(text: " size-factor \(sizeFactor)") }
    if isOverlapped { bytes.append(text: " overlapped yes") }
    if Level.name(ofWord: word, index).utf8.elementsEqual(name.utf8) == false {
      bytes.append(text: " name ")
      for (index, piece) in PrintableText.pieces(name, bytes: PrintableText.longestName).enumerated() {
        if index > 0 { bytes.append(text: ",\n#   ") }
        var json = JSONBuilder(style: .compact)
        json.string(piece)
        bytes.append(contentsOf: json.bytes)
      }
    }
    bytes.append(ASCII.newline)
  }

  /// Returns the name for a word if no full name is given.
  ///
  /// A level without a name is shown as its number, `level_0`. Quotes are not part of the name.
  static func name(ofWord word: String, _ index: Int) -> String {
    if word.utf8.count > 1, word.utf8.first == ASCII.quote, word.utf8.last == ASCII.quote {
      return String(word.unicodeScalars.dropFirst().dropLast())
    }
    return word == PrintableText.word(defaultName(index)) ? defaultName(index) : word
  }
}

extension [UInt8] {
  /// Appends the lines of a situation: what is due, then what each level holds unless that is nothing.
  ///
  /// - Parameter prefix: What begins the words of the situation in which a schedule ends.
  mutating func append(_ situation: Situation, prefix: String = "") {
    append(text: "# \(prefix)situation due \(situation.due)" + (situation.buffer.map { " buffer \($0)" } ?? "") + "\n")
    for level in situation.stored.indices {
      append(situation.stored[level], as: "\(prefix)stored \(level)")
      append(situation.tapes(on: level), as: "\(prefix)tapes \(level)")
    }
  }

  /// Appends the lines of a situation of branches that join: what is due on the parts, then what is stored of each.
  mutating func append(_ situation: JoinSituation) {
    let dues = situation.branches.map { $0.map(String.init) ?? "none" }
    append(text: "# situation due \(situation.handle.map(String.init) ?? "none") branches ")
    if dues.count == 1 { append(ASCII.openBracket) }
    append(count: dues.count) { bytes, index in bytes.append(text: dues[index]) }
    if dues.count == 1 { append(ASCII.closeBracket) }
    append(ASCII.newline)
    for (branch, states) in situation.storedOnBranches.enumerated() { append(states, as: "stored-branch \(branch)") }
    append(situation.storedOnHandle, as: "stored-handle")
  }

  private mutating func append(_ items: [Int], as words: String) {
    if items.isEmpty { return }
    append(text: "# \(words) ")
    if items.count == 1 { append(ASCII.openBracket) }
    append(count: items.count) { bytes, index in bytes.append(text: String(items[index])) }
    if items.count == 1 { append(ASCII.closeBracket) }
    append(ASCII.newline)
  }

  /// Appends one number, or one per step.
  ///
  /// A list of one entry or none is in brackets, to distinguish it from a number shared by all steps.
  /// More than `most` numbers become their range and their sum, which cannot be mistaken for a list.
  fileprivate mutating func append(_ numbers: PerStep, fractionDigits: Int, listing most: Int = .max) {
    switch numbers {
    case .uniform(let units):
      CostText.append(units, fractionDigits: fractionDigits, to: &self)
    case .each(let numbers) where numbers.count > most:
      CostText.append(numbers.min() ?? 0, fractionDigits: fractionDigits, to: &self)
      append(text: "...")
      CostText.append(numbers.max() ?? 0, fractionDigits: fractionDigits, to: &self)
      guard let sum = Int(exactly: numbers.reduce(Int128(0)) { $0 + Int128($1) }) else { return }
      append(text: " (")
      CostText.append(sum, fractionDigits: fractionDigits, to: &self)
      append(text: " in all)")
    case .each(let numbers):
      if numbers.count < 2 { append(ASCII.openBracket) }
      append(count: numbers.count) { bytes, index in
        CostText.append(numbers[index], fractionDigits: fractionDigits, to: &bytes)
      }
      if numbers.count < 2 { append(ASCII.closeBracket) }
    }
  }

  /// Appends comma-separated entries; a long line continues, after a comma, on the next comment line.
  mutating func append(count: Int, _ appendEntry: (inout [UInt8], Int) -> Void) {
    let longest = 100
    var lineStart = (lastIndex(of: ASCII.newline) ?? -1) + 1
    for index in 0..<count {
      if index > 0 {
        append(ASCII.comma)
        if self.count - lineStart >= longest {
          lineStart = self.count + 1
          append(text: "\n#   ")
        }
      }
      appendEntry(&self, index)
    }
  }
}
