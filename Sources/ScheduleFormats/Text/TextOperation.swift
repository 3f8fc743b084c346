import AdjointSchedules

/// A text operation being read: a word, its numbers in the order of the format, and the slot that it states.
struct TextOperation {
  /// The number that represents the handle of a join.
  private static let handle = -1
  /// The most numbers of any operation.
  private static let most = 4

  private let place: OperationPlace
  private let word: UInt64
  private var fields = SIMD4<Int>()
  private var count = 0
  /// True if the number after the level is that of a tape, as the word between them says.
  private var isOfTape = false
  /// The slot that the operation states, with the level of a backward step.
  private(set) var slot: StatedSlot?

  /// Reads the line to its end.
  @inline(__always)
  init(_ scanner: inout JSONScanner, _ place: OperationPlace) throws(ReadError) {
    self.place = place
    if let plain = scanner.plainWord() {
      word = plain.packed
      scanner.index = plain.end
    } else {
      _ = try scanner.scanWord()
      word = ShortName.pack(scanner.text)
    }
    if !Self.isKnown(word) { throw Self.unknown(word, scanner.text, place) }
    while let byte = try scanner.skipSpaces() {
      if ASCII.digit(byte) == nil {
        switch try readWord(&scanner) {
        case .slot:
          try readSlot(&scanner)
          return
        case .tape: continue
        case .handle: break
        }
      }
      if count == Self.most { throw wrongFields }
      if ASCII.digit(byte) != nil { fields[count] = try scanner.wordInteger("\(place)") }
      count += 1
    }
  }

  /// Returns the operation of a chain.
  @inline(__always)
  func operation() throws(ReadError) -> Operation {
    if fields.min() >= 0 {
      switch (word, count) {
      case (ShortName.forward, 2): return .forward(from: fields[0], to: fields[1])
      case (ShortName.backward, 1): return .backward(step: fields[0])
      case (ShortName.write, 2): return .write(level: fields[0], step: fields[1])
      case (ShortName.read, 2): return .read(level: fields[0], step: fields[1])
      case (ShortName.discard, 2): return .discard(level: fields[0], step: fields[1])
      case (ShortName.tape, 2): return .tape(level: fields[0], step: fields[1])
      case (ShortName.offload, 2):
        return isOfTape
          ? .offloadTape(level: fields[0], step: fields[1]) : .offload(level: fields[0], step: fields[1])
      case (ShortName.prefetch, 2):
        return isOfTape
          ? .prefetchTape(level: fields[0], step: fields[1]) : .prefetch(level: fields[0], step: fields[1])
      case (ShortName.read, 3):
        return try OperationRecord.readTape(level: fields[0], step: fields[1], tape: fields[2], place)
      default: break
      }
    }
    throw wrongFields
  }

  /// Returns the operation of a join and the part that its numbers refer to: a chain's operation preceded by the part.
  func joinOperation() throws(ReadError) -> (operation: Operation, part: Part?) {
    if word == ShortName.join && count == 0 { return (.join, nil) }
    let part: Part = fields[0] == Self.handle ? .handle : .branch(fields[0])
    var rest = self
    rest.fields = SIMD4(fields[1], fields[2], fields[3], 0)
    rest.count -= 1
    let ofChains = [ShortName.tape, ShortName.join, ShortName.offload, ShortName.prefetch]
    guard !ofChains.contains(word), rest.count < 3, let operation = try? rest.operation() else {
      throw wrongJoinFields
    }
    switch operation {
    case .write(let level, _), .read(let level, _), .discard(let level, _):
      if level != 0 { throw .format("\(place)", "names level \(level); a join has one level, 0") }
    default: break
    }
    return (operation, part)
  }

  /// True if an operation has this word.
  @inline(__always)
  static func isKnown(_ word: UInt64) -> Bool {
    switch word {
    case ShortName.forward, ShortName.backward, ShortName.write, ShortName.read, ShortName.discard, ShortName.tape,
      ShortName.offload, ShortName.prefetch, ShortName.join:
      return true
    default: return false
    }
  }

  private static let forms: [(word: String, fields: String, ofJoin: String?)] = [
    ("forward", "FROM TO", "BRANCH FROM TO"), ("backward", "STEP", "BRANCH STEP"),
    ("write", "LEVEL STEP", "BRANCH LEVEL STEP"), ("read", "LEVEL STEP, or read LEVEL STEP TAPE", "BRANCH LEVEL STEP"),
    ("discard", "LEVEL STEP", "BRANCH LEVEL STEP"), ("tape", "LEVEL STEP", nil),
    ("offload", "LEVEL STEP, or offload LEVEL tape STEP", nil),
    ("prefetch", "LEVEL STEP, or prefetch LEVEL tape STEP", nil), ("join", "", ""),
  ]

  /// What a word among the numbers is.
  private enum Word {
    case handle, slot, tape
  }

  /// Reads a word: the handle of a join, what states a slot, or what says that a tape is moved.
  private mutating func readWord(_ scanner: inout JSONScanner) throws(ReadError) -> Word {
    let text = try scanner.word("\(place)", "give a number")
    if text == "slot" || text == "level" { return .slot }
    if text == "tape", word == ShortName.offload || word == ShortName.prefetch, count == 1, !isOfTape {
      isOfTape = true
      return .tape
    }
    guard text == "handle" else {
      throw .format("\(place)", "\"\(PrintableText.line(text, limit: 60))\" is not an integer >= 0")
    }
    if count < Self.most { fields[count] = Self.handle }
    return .handle
  }

  /// Reads the end of a line from the word `slot`, or `level` for a backward step, which is in the scanner's text.
  private mutating func readSlot(_ scanner: inout JSONScanner) throws(ReadError) {
    var level: Int?
    if scanner.text == Array("level".utf8) {
      level = try scanner.wordInteger("\(place), level")
      guard try scanner.word("\(place), slot", Self.slotForm) == "slot" else {
        throw .format("\(place), slot", "is missing; \(Self.slotForm)")
      }
    }
    if (level != nil) != (word == ShortName.backward) {
      throw .format("\(place)", "states its slot wrongly; \(Self.slotForm)")
    }
    slot = StatedSlot(slot: try scanner.wordInteger("\(place), slot"), level: level)
    try scanner.endLine("\(place)")
  }

  /// How a slot is stated.
  private static let slotForm = "the line ends with slot NUMBER, that of a backward step with level NUMBER slot NUMBER"

  private static func unknown(_ word: UInt64, _ text: [UInt8], _ place: OperationPlace) -> ReadError {
    var text = text
    if word != 0 {
      text.removeAll()
      ShortName.append(word, to: &text)
    }
    let name = PrintableText.line(String(decoding: text, as: UTF8.self), limit: 60)
    let words = forms.map(\.word).joined(separator: ", ")
    return .format("\(place)", "unknown operation \"\(name)\"; an operation is one of \(words)")
  }

  private var wrongFields: ReadError { wrongFields { $0.word == "join" ? nil : $0.fields } }
  private var wrongJoinFields: ReadError { wrongFields(\.ofJoin) }

  private func wrongFields(_ fields: ((word: String, fields: String, ofJoin: String?)) -> String?) -> ReadError {
    let form = Self.forms.first { ShortName.pack($0.word.utf8) == word }
    guard let form, let wanted = fields(form) else {
      return .format("\(place)", "\"\(form?.word ?? "")\" is not an operation of this problem")
    }
    return .format("\(place)", "is not of the form: \(form.word)\(wanted.isEmpty ? "" : " ")\(wanted)")
  }
}
