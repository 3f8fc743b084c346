import AdjointSchedules

/// One operation object of a join's schedule on its way in: its fields in any order.
struct JoinOperationRecord {
  private static let names = ["op", "branch", "level", "step", "from", "to"]
  private static let kinds: [(word: String, fields: [String])] = [
    ("forward", ["branch", "from", "to"]), ("backward", ["branch", "step"]), ("write", ["branch", "level", "step"]),
    ("read", ["branch", "level", "step"]), ("discard", ["branch", "level", "step"]), ("join", []),
  ]

  private let place: OperationPlace
  var fields: FieldSet
  private var kind: (word: String, fields: [String])?
  private var part = JoinPart.handle
  private var numbers: [String: Int] = [:]

  init(_ place: OperationPlace) {
    self.place = place
    fields = FieldSet(path: "", names: Self.names)
  }

  /// Reads the value of a field.
  mutating func readValue(of key: String, _ scanner: inout JSONScanner) throws(ReadError) {
    let path = "\(place), \(key)"
    if fields.has(key) { throw FieldSet.repeated(path) }
    guard try fields.accept(key) else {
      throw FieldSet(path: "\(place)", names: Self.names, separator: ", ").unknown(key)
    }
    switch key {
    case "op":
      let word = try scanner.string(path)
      kind = Self.kinds.first { $0.word == word }
      if kind == nil {
        throw .format(path, "unknown operation \"\(PrintableText.line(word, limit: 60))\"; \(Self.kindsText)")
      }
    case "branch":
      if try scanner.skipBlanks() == ASCII.quote {
        let word = try scanner.string(path)
        if word != "handle" {
          throw .format(path, "must be a branch's number or \"handle\", not \"\(PrintableText.line(word, limit: 60))\"")
        }
        part = .handle
      } else {
        part = .branch(try scanner.integer(path))
      }
    default: numbers[key] = try scanner.integer(path)
    }
  }

  /// Returns the operation, once all fields have been read.
  func operation() throws(ReadError) -> JoinOperation {
    guard let kind else { throw .format("\(place), op", "is missing; \(Self.kindsText)") }
    let needed = kind.fields.map { "\"\($0)\"" }.joined(separator: ", ")
    if let missing = kind.fields.first(where: { !fields.has($0) }) {
      throw .format("\(place), \(missing)", "is missing; a \(kind.word) of a join has \(needed)")
    }
    if let extra = Self.names.dropFirst().first(where: { fields.has($0) && !kind.fields.contains($0) }) {
      throw .format(
        "\(place), \(extra)",
        "does not belong here; a \(kind.word) of a join has \(needed.isEmpty ? "no other fields" : needed)")
    }
    if let level = numbers["level"], level != 0 {
      throw .format("\(place), level", "must be 0, the one level of a join")
    }
    let step = numbers["step"] ?? 0
    switch kind.word {
    case "forward": return .forward(part, from: numbers["from"] ?? 0, to: numbers["to"] ?? 0)
    case "backward": return .backward(part, step: step)
    case "write": return .write(part, step: step)
    case "read": return .read(part, step: step)
    case "discard": return .discard(part, step: step)
    default: return .join
    }
  }

  private static let kindsText = "an operation is one of \(kinds.map(\.word).joined(separator: ", "))"
}
