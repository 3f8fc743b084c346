import AdjointSchedules

extension JoinPart {
  /// The part as a schedule names it: the index of a branch, or `handle`.
  fileprivate var word: String {
    switch self {
    case .branch(let index): return "\(index)"
    case .handle: return "handle"
    }
  }
}

extension JoinOperation {
  /// The word of the operation and its fields in the order of the formats; names of parts are in quotes in JSON.
  private var fields: (word: String, fields: [(name: String, value: String)]) {
    switch self {
    case .forward(let part, let from, let to):
      return ("forward", [("branch", part.word), ("from", "\(from)"), ("to", "\(to)")])
    case .backward(let part, let step): return ("backward", [("branch", part.word), ("step", "\(step)")])
    case .write(let part, let step): return ("write", [("branch", part.word), ("level", "0"), ("step", "\(step)")])
    case .read(let part, let step): return ("read", [("branch", part.word), ("level", "0"), ("step", "\(step)")])
    case .discard(let part, let step):
      return ("discard", [("branch", part.word), ("level", "0"), ("step", "\(step)")])
    case .join: return ("join", [])
    }
  }

  /// The operation as the text format writes it: `read handle 0 3`.
  var text: String {
    let (word, fields) = fields
    return ([word] + fields.map(\.value)).joined(separator: " ")
  }

  /// Appends the operation as an object.
  func append(to json: inout JSONBuilder) {
    let (word, fields) = fields
    json.open(ASCII.openBrace)
    json.field("op")
    json.string(word)
    for (name, value) in fields {
      json.field(name)
      if value == JoinPart.handle.word { json.string(value) } else { json.raw(value) }
    }
    json.close(ASCII.closeBrace)
  }
}
