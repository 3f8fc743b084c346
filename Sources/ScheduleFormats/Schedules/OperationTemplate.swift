import AdjointSchedules

/// Encodes the operations of a schedule as bytes.
protocol OperationAppending {
  /// Appends the next operation.
  ///
  /// - Precondition: Its level exists.
  mutating func append(_ operation: Operation, to buffer: inout OutputBuffer)
}

/// The bytes of a network's operations without the numbers.
struct NetworkTemplates: OperationAppending {
  /// The templates of the branches, then of the handle.
  private let parts: [OperationTemplate]
  private let junction: Junction

  init(format: ScheduleFormat, levelCount: Int, junction: Junction) {
    self.junction = junction
    parts = junction.parts.map { OperationTemplate(format: format, levelCount: levelCount, part: $0) }
  }

  func append(_ operation: Operation, to buffer: inout OutputBuffer) { append(operation, in: nil, to: &buffer) }

  /// Appends one operation with the slot that it touches.
  func append(_ operation: Operation, in slot: SlotAssignment.Slot?, to buffer: inout OutputBuffer) {
    let (operation, part) = junction.along(operation)
    if case .branch(let branch) = part {
      parts[branch].append(operation, in: slot, to: &buffer)
    } else {
      parts[parts.count - 1].append(operation, in: slot, to: &buffer)
    }
  }
}

/// The bytes of operations with the slots that they touch.
struct SlottedTemplates: OperationAppending {
  private enum Templates {
    case chain(OperationTemplate)
    case network(NetworkTemplates)
  }

  private let templates: Templates
  private var slots: SlotAssignment

  init(format: ScheduleFormat, problem: Problem) {
    slots = SlotAssignment(problem: problem)
    let levels = problem.levels.count
    templates =
      problem.junction.map { .network(NetworkTemplates(format: format, levelCount: levels, junction: $0)) }
      ?? .chain(OperationTemplate(format: format, levelCount: levels))
  }

  mutating func append(_ operation: Operation, to buffer: inout OutputBuffer) {
    let slot = slots.slot(of: operation)
    switch templates {
    case .chain(let template): template.append(operation, in: slot, to: &buffer)
    case .network(let templates): templates.append(operation, in: slot, to: &buffer)
    }
  }
}

/// The bytes of a format's operations without the numbers, so that writing an operation takes a few copies and digits.
struct OperationTemplate: OperationAppending {
  private struct Place {
    var write: BytePiece
    var read: BytePiece
    var discard: BytePiece
    var tape: BytePiece
    var offload: BytePiece
    var prefetch: BytePiece
    var offloadTape: BytePiece
    var prefetchTape: BytePiece
  }

  /// The text before the step of an operation on a level, including the level's number.
  private let places: [Place]
  private let forward: BytePiece
  private let forwardTo: BytePiece
  private let backward: BytePiece
  private let fromTape: BytePiece
  private let join: BytePiece
  /// Before the level of a backward step that frees a slot.
  private let ofLevel: BytePiece
  private let inSlot: BytePiece
  private let end: BytePiece

  init(format: ScheduleFormat, levelCount: Int, part: Part? = nil) {
    let (start, quote, colon, comma, end): (String, String, String, String, String)
    switch format {
    case .text: (start, quote, colon, comma, end) = ("", "", "", " ", "\n")
    // Each operation starts by ending the previous one, so that the last has no comma.
    case .json: (start, quote, colon, comma, end) = (",\n    { ", "\"", ": ", ", ", " }")
    case .jsonl: (start, quote, colon, comma, end) = ("{", "\"", ":", ",", "}\n")
    }
    /// Returns `"name": `, or nothing in text, where the field order is fixed.
    func key(_ name: String) -> String { quote.isEmpty ? "" : quote + name + quote + colon }
    let name = start + key("op") + quote
    var on = ""
    if let part { on = key("branch") + (part == .handle ? quote + part.word + quote : part.word) + comma }
    func head(_ word: String) -> String { name + word + quote + comma + on }
    func place(_ word: String, _ level: Int) -> BytePiece {
      BytePiece(head(word) + key("level") + String(level) + comma + key("step"))
    }
    /// The start of the move of a tape, which in text is told by a word.
    func move(_ word: String, _ level: Int) -> BytePiece {
      let tape = quote.isEmpty ? "tape " : key("tape")
      return BytePiece(head(word) + key("level") + String(level) + comma + tape)
    }
    places = (0..<levelCount).map {
      Place(
        write: place("write", $0), read: place("read", $0), discard: place("discard", $0), tape: place("tape", $0),
        offload: place("offload", $0), prefetch: place("prefetch", $0), offloadTape: move("offload", $0),
        prefetchTape: move("prefetch", $0))
    }
    forward = BytePiece(head("forward") + key("from"))
    forwardTo = BytePiece(comma + key("to"))
    backward = BytePiece(head("backward") + key("step"))
    fromTape = BytePiece(comma + key("tape"))
    join = BytePiece(name + "join" + quote)
    ofLevel = BytePiece(format == .text ? " level " : comma + key("level"))
    inSlot = BytePiece(format == .text ? " slot " : comma + key("slot"))
    self.end = BytePiece(end)
  }

  /// Appends one operation.
  ///
  /// - Precondition: Its level is one of those given to the initializer.
  @inline(__always)
  func append(_ operation: Operation, to buffer: inout OutputBuffer) {
    buffer.write { raw, end in
      let end = write(operation, to: &raw, at: end)
      return self.end.write(to: &raw, at: end)
    }
  }

  /// Appends one operation with the slot that it touches.
  func append(_ operation: Operation, in slot: SlotAssignment.Slot?, to buffer: inout OutputBuffer) {
    buffer.write { raw, end in
      var end = write(operation, to: &raw, at: end)
      if let slot {
        if case .backward = operation {
          end = ofLevel.write(to: &raw, at: end)
          end = Digits.write(slot.level, to: &raw, at: end)
        }
        end = inSlot.write(to: &raw, at: end)
        end = Digits.write(slot.number, to: &raw, at: end)
      }
      return self.end.write(to: &raw, at: end)
    }
  }

  /// Writes an operation without what ends it.
  @inline(__always)
  private func write(_ operation: Operation, to raw: inout MutableRawSpan, at end: Int) -> Int {
    var end = end
    switch operation {
    case .forward(let from, let to):
      end = forward.write(to: &raw, at: end)
      end = Digits.write(from, to: &raw, at: end)
      end = forwardTo.write(to: &raw, at: end)
      end = Digits.write(to, to: &raw, at: end)
    case .backward(let step):
      end = backward.write(to: &raw, at: end)
      end = Digits.write(step, to: &raw, at: end)
    case .write(let level, let step):
      end = places[level].write.write(to: &raw, at: end)
      end = Digits.write(step, to: &raw, at: end)
    case .read(let level, let step):
      end = places[level].read.write(to: &raw, at: end)
      end = Digits.write(step, to: &raw, at: end)
    case .discard(let level, let step):
      end = places[level].discard.write(to: &raw, at: end)
      end = Digits.write(step, to: &raw, at: end)
    case .tape(let level, let step):
      end = places[level].tape.write(to: &raw, at: end)
      end = Digits.write(step, to: &raw, at: end)
    case .readTape(let level, let step):
      end = places[level].read.write(to: &raw, at: end)
      end = Digits.write(step, to: &raw, at: end)
      end = fromTape.write(to: &raw, at: end)
      end = Digits.write(step - 1, to: &raw, at: end)
    case .offload(let level, let step):
      end = places[level].offload.write(to: &raw, at: end)
      end = Digits.write(step, to: &raw, at: end)
    case .prefetch(let level, let step):
      end = places[level].prefetch.write(to: &raw, at: end)
      end = Digits.write(step, to: &raw, at: end)
    case .offloadTape(let level, let step):
      end = places[level].offloadTape.write(to: &raw, at: end)
      end = Digits.write(step, to: &raw, at: end)
    case .prefetchTape(let level, let step):
      end = places[level].prefetchTape.write(to: &raw, at: end)
      end = Digits.write(step, to: &raw, at: end)
    case .join:
      end = join.write(to: &raw, at: end)
    }
    return end
  }
}

extension Operation {
  /// Returns the operation in the text format, even with invalid numbers: `read 0 3`, or `read 1 0 3` in a join.
  func text(on part: Part? = nil) -> String {
    let on = part.map { $0.word + " " } ?? ""
    switch self {
    case .forward(let from, let to): return "forward \(on)\(from) \(to)"
    case .backward(let step): return "backward \(on)\(step)"
    case .write(let level, let step): return "write \(on)\(level) \(step)"
    case .read(let level, let step): return "read \(on)\(level) \(step)"
    case .discard(let level, let step): return "discard \(on)\(level) \(step)"
    case .tape(let level, let step): return "tape \(on)\(level) \(step)"
    case .readTape(let level, let step): return "read \(on)\(level) \(step) \(step - 1)"
    case .offload(let level, let step): return "offload \(on)\(level) \(step)"
    case .prefetch(let level, let step): return "prefetch \(on)\(level) \(step)"
    case .offloadTape(let level, let step): return "offload \(on)\(level) tape \(step)"
    case .prefetchTape(let level, let step): return "prefetch \(on)\(level) tape \(step)"
    case .join: return "join"
    }
  }
}

extension Problem {
  /// Returns an operation in the text format.
  func text(of operation: Operation) -> String {
    guard let junction else { return operation.text() }
    let (operation, part) = junction.along(operation)
    return operation.text(on: part)
  }
}

extension Part {
  /// The part's name in schedules: the index of a branch, or `handle`.
  var word: String {
    switch self {
    case .branch(let index): return "\(index)"
    case .handle: return "handle"
    }
  }
}
