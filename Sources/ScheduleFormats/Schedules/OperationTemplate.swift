import AdjointSchedules

/// The bytes of a format's operations with the numbers left out, so that an operation is a few copies and digits.
struct OperationTemplate {
  private struct Place {
    var write: BytePiece
    var read: BytePiece
    var discard: BytePiece
    var tape: BytePiece
  }

  /// What stands before the step of an operation at a level, the level's number included.
  private let places: [Place]
  private let forward: BytePiece
  private let forwardTo: BytePiece
  private let backward: BytePiece
  private let fromTape: BytePiece
  private let end: BytePiece

  init(format: ScheduleFormat, levelCount: Int) {
    let (start, quote, colon, comma, end): (String, String, String, String, String)
    switch format {
    case .text: (start, quote, colon, comma, end) = ("", "", "", " ", "\n")
    // Each operation begins by ending the one before, so that the last has no comma.
    case .json: (start, quote, colon, comma, end) = (",\n    { ", "\"", ": ", ", ", " }")
    case .jsonl: (start, quote, colon, comma, end) = ("{", "\"", ":", ",", "}\n")
    }
    /// Returns `"name": `, or nothing in text, where the order of the fields is fixed.
    func key(_ name: String) -> String { quote.isEmpty ? "" : quote + name + quote + colon }
    func head(_ word: String) -> String { start + key("op") + quote + word + quote + comma }
    func place(_ word: String, _ level: Int) -> BytePiece {
      BytePiece(head(word) + key("level") + String(level) + comma + key("step"))
    }
    places = (0..<levelCount).map {
      Place(
        write: place("write", $0), read: place("read", $0), discard: place("discard", $0), tape: place("tape", $0))
    }
    forward = BytePiece(head("forward") + key("from"))
    forwardTo = BytePiece(comma + key("to"))
    backward = BytePiece(head("backward") + key("step"))
    fromTape = BytePiece(comma + key("tape"))
    self.end = BytePiece(end)
  }

  /// Appends one operation.
  ///
  /// - Precondition: Its level is one of the levels given at the start.
  @inline(__always)
  func append(_ operation: Operation, to buffer: inout OutputBuffer) {
    buffer.write { raw, end in
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
      }
      return self.end.write(to: &raw, at: end)
    }
  }
}

extension Operation {
  /// The operation as the text format writes it, whatever its numbers are: `read 0 3`.
  var text: String {
    switch self {
    case .forward(let from, let to): return "forward \(from) \(to)"
    case .backward(let step): return "backward \(step)"
    case .write(let level, let step): return "write \(level) \(step)"
    case .read(let level, let step): return "read \(level) \(step)"
    case .discard(let level, let step): return "discard \(level) \(step)"
    case .tape(let level, let step): return "tape \(level) \(step)"
    case .readTape(let level, let step): return "read \(level) \(step) \(step - 1)"
    }
  }
}
