import AdjointSchedules
import Testing

@testable import ScheduleFormats

@Suite struct PlainOperationTests {
  private let operations: [Operation] = [
    .forward(from: 0, to: 12), .forward(from: 12_345_678_901_234_567, to: 1), .backward(step: 7),
    .write(level: 0, step: 3), .read(level: 10, step: 0), .discard(level: 2, step: 99_999_999_999_999_999),
    .offload(level: 1, step: 40), .prefetch(level: 12, step: 99_999_999_999_999_999),
  ]

  /// The line as the writer makes it, without its end.
  private func line(_ operation: Operation) -> String {
    switch operation {
    case .forward(let from, let to): return #"{"op":"forward","from":\#(from),"to":\#(to)}"#
    case .backward(let step): return #"{"op":"backward","step":\#(step)}"#
    case .write(let level, let step): return #"{"op":"write","level":\#(level),"step":\#(step)}"#
    case .read(let level, let step): return #"{"op":"read","level":\#(level),"step":\#(step)}"#
    case .discard(let level, let step): return #"{"op":"discard","level":\#(level),"step":\#(step)}"#
    case .tape(let level, let step): return #"{"op":"tape","level":\#(level),"step":\#(step)}"#
    case .readTape(let level, let step):
      return #"{"op":"read","level":\#(level),"step":\#(step),"tape":\#(step - 1)}"#
    case .offload(let level, let step): return #"{"op":"offload","level":\#(level),"step":\#(step)}"#
    case .prefetch(let level, let step): return #"{"op":"prefetch","level":\#(level),"step":\#(step)}"#
    case .offloadTape(let level, let step): return #"{"op":"offload","level":\#(level),"tape":\#(step)}"#
    case .prefetchTape(let level, let step): return #"{"op":"prefetch","level":\#(level),"tape":\#(step)}"#
    case .join: return #"{"op":"join"}"#
    }
  }

  private func read(_ line: [UInt8]) -> PlainOperation? {
    PlainOperation(line + Array(repeating: UInt8(ascii: "\n"), count: 80), at: 0)
  }

  @Test func `lines as this program writes them are read the short way`() {
    for operation in operations {
      let bytes = Array(line(operation).utf8)
      let plain = read(bytes)
      #expect(plain?.operation == operation && plain?.end == bytes.count, "\(line(operation))")
    }
  }

  @Test func `a line with any byte changed is left to the general way, or is another operation's own line`() {
    for operation in operations {
      let bytes = Array(line(operation).utf8)
      for index in bytes.indices {
        for byte in UInt8.min...UInt8.max where byte != bytes[index] {
          var changed = bytes
          changed[index] = byte
          guard let plain = read(changed) else { continue }
          #expect(
            Array(line(plain.operation).utf8) == Array(changed[..<plain.end]), "\(line(operation)), \(index), \(byte)")
        }
      }
    }
  }

  @Test func `what is not plain is left to the general way`() {
    let lines = [
      #"{ "op":"backward","step":7}"#, #"{"op":"backward","step":07}"#, #"{"op":"backward","step":}"#,
      #"{"op":"backward","step":-7}"#, #"{"op":"backward","step":123456789012345678}"#, #"{"step":7,"op":"backward"}"#,
      #"{"op":"backward","step":7,"x":1}"#, #"{"op":"turn","step":7}"#, #"{"statistics":{}}"#, "",
    ]
    for line in lines { #expect(read(Array(line.utf8)) == nil, "\(line)") }
    // Too near to the end of the chunk.
    #expect(PlainOperation(Array(#"{"op":"backward","step":7}"#.utf8), at: 0) == nil)
  }
}
