import AdjointSchedules

/// The position of an operation for error messages: its number, from 1, and its line.
struct OperationPlace: CustomStringConvertible {
  var number: Int
  var line: Int

  var description: String { "operation \(number), line \(line)" }
}

/// An operation object being read, with its fields in any order. In a join, operations name a branch.
struct OperationRecord {
  /// The fields, each with its bit.
  private enum Field {
    static var op: UInt8 { 1 }
    static var level: UInt8 { 2 }
    static var step: UInt8 { 4 }
    static var from: UInt8 { 8 }
    static var to: UInt8 { 16 }
    static var tape: UInt8 { 32 }
    static var branch: UInt8 { 64 }
    static var slot: UInt8 { 128 }
  }

  private let isOfJoin: Bool

  private var seen: UInt8 = 0
  private var kind: UInt64 = 0
  private var level = 0
  private var step = 0
  private var from = 0
  private var to = 0
  private var tape = 0
  private var slot = 0
  /// The branch or handle of the operation, if given.
  private(set) var part: Part?

  init(ofJoin isOfJoin: Bool) {
    self.isOfJoin = isOfJoin
  }

  private(set) var hasComment = false

  /// Skips a comment.
  mutating func readComment(_ scanner: inout JSONScanner, _ place: OperationPlace) throws(ReadError) {
    if hasComment { throw FieldSet.repeated("\(place), comment") }
    hasComment = true
    try scanner.skipValue()
  }

  /// True if no field has been read yet.
  var isEmpty: Bool { seen == 0 }

  /// Reads the value of the field with short name `key`; returns false if operations have no such field.
  @inline(__always)
  mutating func readValue(
    of key: UInt64, _ scanner: inout JSONScanner, _ place: OperationPlace
  ) throws(ReadError) -> Bool {
    switch key {
    case ShortName.op:
      try mark(Field.op, place, "op")
      guard try scanner.skipBlanks() == ASCII.quote else {
        throw try scanner.wrongType("\(place), op", "a string")
      }
      kind = try scanner.shortName()
      if fields(of: kind) == 0 {
        if kind != 0 {
          scanner.text.removeAll()
          ShortName.append(kind, to: &scanner.text)
        }
        throw unknownKind(String(decoding: scanner.text, as: UTF8.self), place)
      }
    case ShortName.level:
      try mark(Field.level, place, "level")
      level = try scanner.integer("\(place), level")
    case ShortName.step:
      try mark(Field.step, place, "step")
      step = try scanner.integer("\(place), step")
    case ShortName.from:
      try mark(Field.from, place, "from")
      from = try scanner.integer("\(place), from")
    case ShortName.to:
      try mark(Field.to, place, "to")
      to = try scanner.integer("\(place), to")
    case ShortName.tape:
      try mark(Field.tape, place, "tape")
      tape = try scanner.integer("\(place), tape")
    case ShortName.slot:
      try mark(Field.slot, place, "slot")
      slot = try scanner.integer("\(place), slot")
    case ShortName.branch where isOfJoin:
      try mark(Field.branch, place, "branch")
      part = try Self.readPart(&scanner, "\(place), branch")
    default:
      return false
    }
    return true
  }

  private static func readPart(_ scanner: inout JSONScanner, _ path: String) throws(ReadError) -> Part {
    guard try scanner.skipBlanks() == ASCII.quote else { return .branch(try scanner.integer(path)) }
    let word = try scanner.string(path)
    if word == Part.handle.word { return .handle }
    throw .format(path, "must be a branch's number or \"handle\", not \"\(PrintableText.line(word, limit: 60))\"")
  }

  /// Returns the operation, once all fields have been read.
  @inline(__always)
  func operation(_ place: OperationPlace) throws(ReadError) -> Operation {
    if seen & ~stating != fields(of: kind) || kind == 0 { return try ofTape(place) }
    if isOfJoin && level != 0 { throw .format("\(place), level", "must be 0, the only level of a join") }
    switch kind {
    case ShortName.forward: return .forward(from: from, to: to)
    case ShortName.backward: return .backward(step: step)
    case ShortName.write: return .write(level: level, step: step)
    case ShortName.read: return .read(level: level, step: step)
    case ShortName.tape: return .tape(level: level, step: step)
    case ShortName.offload: return .offload(level: level, step: step)
    case ShortName.prefetch: return .prefetch(level: level, step: step)
    case ShortName.join: return .join
    default: return .discard(level: level, step: step)
    }
  }

  /// Returns the slot that the operation states, once all fields have been read.
  @inline(__always)
  func statedSlot(_ place: OperationPlace) throws(ReadError) -> StatedSlot? {
    if seen & Field.slot == 0 { return nil }
    guard kind == ShortName.backward else { return StatedSlot(slot: slot) }
    if seen & Field.level == 0 {
      throw .format("\(place), level", "is missing; a backward step with a slot has the level of that slot")
    }
    return StatedSlot(slot: slot, level: level)
  }

  /// The fields that state the slot of this kind of operation, if one is stated.
  private var stating: UInt8 {
    if seen & Field.slot == 0 { return 0 }
    switch kind {
    case ShortName.backward: return Field.slot | Field.level
    case ShortName.forward, ShortName.join: return 0
    default: return Field.slot
    }
  }

  /// Returns a read from a tape or a transfer of one, which have the field `tape` beside or in place of the step.
  private func ofTape(_ place: OperationPlace) throws(ReadError) -> Operation {
    if !isOfJoin && seen & ~stating == Field.op | Field.level | Field.tape {
      if kind == ShortName.offload { return .offloadTape(level: level, step: tape) }
      if kind == ShortName.prefetch { return .prefetchTape(level: level, step: tape) }
    }
    guard kind == ShortName.read, !isOfJoin, seen & ~stating == fields(of: kind) | Field.tape else {
      throw wrongFields(place)
    }
    return try Self.readTape(level: level, step: step, tape: tape, place)
  }

  /// Returns the read of the state on a tape, which is the output of its step.
  static func readTape(level: Int, step: Int, tape: Int, _ place: OperationPlace) throws(ReadError) -> Operation {
    if step == 0 { throw .format("\(place), step", "must be at least 1: no step leaves state 0, so no tape has it") }
    if tape != step - 1 { throw .format("\(place), tape", "must be \(step - 1), whose step leaves state \(step)") }
    return .readTape(level: level, step: step)
  }

  /// Returns the fields of a kind of operation, or 0 if there is no such kind.
  @inline(__always)
  private func fields(of kind: UInt64) -> UInt8 {
    let part = isOfJoin ? Field.branch : 0
    switch kind {
    case ShortName.write, ShortName.read, ShortName.discard: return Field.op | Field.level | Field.step | part
    case ShortName.forward: return Field.op | Field.from | Field.to | part
    case ShortName.backward: return Field.op | Field.step | part
    case ShortName.offload, ShortName.prefetch: return isOfJoin ? 0 : Field.op | Field.level | Field.step
    case ShortName.tape: return isOfJoin ? 0 : Field.op | Field.level | Field.step
    case ShortName.join: return isOfJoin ? Field.op : 0
    default: return 0
    }
  }

  @inline(__always)
  private mutating func mark(_ field: UInt8, _ place: OperationPlace, _ name: String) throws(ReadError) {
    if seen & field != 0 { throw FieldSet.repeated("\(place), \(name)") }
    seen |= field
  }

  private func wrongFields(_ place: OperationPlace) -> ReadError {
    if seen & Field.op == 0 { return .format("\(place), op", "is missing; \(Self.kinds(ofJoin: isOfJoin))") }
    let wanted = fields(of: kind)
    let names = [
      (Field.branch, "branch"), (Field.level, "level"), (Field.step, "step"), (Field.from, "from"), (Field.to, "to"),
      (Field.tape, "tape"), (Field.slot, "slot"),
    ]
    let needed = names.filter { wanted & $0.0 != 0 }.map { "\"\($0.1)\"" }
    let list = needed.isEmpty ? "no other fields" : needed.joined(separator: " and ")
    var word: [UInt8] = []
    ShortName.append(kind, to: &word)
    let kind = (kind == ShortName.offload ? "an " : "a ") + String(decoding: word, as: UTF8.self)
    if let missing = names.first(where: { wanted & ~seen & $0.0 != 0 }) {
      return .format("\(place), \(missing.1)", "is missing; \(kind) has \(list)")
    }
    let extra = names.first { seen & ~wanted & ~stating & $0.0 != 0 }
    return .format("\(place), \(extra?.1 ?? "op")", "does not belong here; \(kind) has \(list)")
  }

  /// The fields that operations have.
  static func names(ofJoin isOfJoin: Bool) -> [String] {
    ["op"] + (isOfJoin ? ["branch"] : []) + ["level", "step", "from", "to"] + (isOfJoin ? [] : ["tape"]) + ["slot"]
  }

  private static func kinds(ofJoin isOfJoin: Bool) -> String {
    "an operation is one of forward, backward, write, read, discard, \(isOfJoin ? "join" : "tape, offload, prefetch")"
  }

  private func unknownKind(_ kind: String, _ place: OperationPlace) -> ReadError {
    .format(
      "\(place), op",
      "unknown operation \"\(PrintableText.line(kind, limit: 60))\"; \(Self.kinds(ofJoin: isOfJoin))")
  }
}
