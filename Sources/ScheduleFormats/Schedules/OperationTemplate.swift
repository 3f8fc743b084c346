import AdjointSchedules

/// The bytes of a format's operations with the numbers left out, so that an operation is a few copies and digits.
struct OperationTemplate {
  private struct Place {
    var write: [UInt8]
    var read: [UInt8]
    var discard: [UInt8]
  }

  /// What stands before the step of an operation at a level, the level's number included.
  private let places: [Place]
  private let forward: [UInt8]
  private let forwardTo: [UInt8]
  private let backward: [UInt8]
  private let end: [UInt8]

  /// Each JSON operation begins by ending the one before, so that the last has no comma.
  static let jsonSeparator: [UInt8] = [ASCII.comma, ASCII.newline]

  init(format: ScheduleFormat, levelCount: Int) {
    let (start, quote, colon, comma, end): (String, String, String, String, String)
    switch format {
    case .text: (start, quote, colon, comma, end) = ("", "", "", " ", "\n")
    case .json: (start, quote, colon, comma, end) = (",\n    { ", "\"", ": ", ", ", " }")
    case .jsonl: (start, quote, colon, comma, end) = ("{", "\"", ":", ",", "}\n")
    }
    /// Returns `"name": `, or nothing in text, where the order of the fields is fixed.
    func key(_ name: String) -> String { quote.isEmpty ? "" : quote + name + quote + colon }
    func head(_ word: String) -> String { start + key("op") + quote + word + quote + comma }
    func place(_ word: String, _ level: Int) -> [UInt8] {
      Array((head(word) + key("level") + String(level) + comma + key("step")).utf8)
    }
    places = (0..<levelCount).map {
      Place(write: place("write", $0), read: place("read", $0), discard: place("discard", $0))
    }
    forward = Array((head("forward") + key("from")).utf8)
    forwardTo = Array((comma + key("to")).utf8)
    backward = Array((head("backward") + key("step")).utf8)
    self.end = Array(end.utf8)
  }

  /// Appends one operation.
  ///
  /// - Precondition: Its level is one of the levels given at the start.
  @inline(__always)
  func append(_ operation: Operation, to bytes: inout [UInt8]) {
    switch operation {
    case .forward(let from, let to):
      bytes.append(contentsOf: forward)
      bytes.append(digitsOf: from)
      bytes.append(contentsOf: forwardTo)
      bytes.append(digitsOf: to)
    case .backward(let step):
      bytes.append(contentsOf: backward)
      bytes.append(digitsOf: step)
    case .write(let level, let step):
      bytes.append(contentsOf: places[level].write)
      bytes.append(digitsOf: step)
    case .read(let level, let step):
      bytes.append(contentsOf: places[level].read)
      bytes.append(digitsOf: step)
    case .discard(let level, let step):
      bytes.append(contentsOf: places[level].discard)
      bytes.append(digitsOf: step)
    }
    bytes.append(contentsOf: end)
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
    }
  }
}
