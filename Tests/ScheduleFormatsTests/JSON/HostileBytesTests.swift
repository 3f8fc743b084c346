import Testing

@testable import ScheduleFormats

/// How far hostile input is read: work is counted in the bytes that are asked for.
@Suite struct HostileBytesTests {
  /// An endless input: a beginning, then the same piece again and again; counts what it hands out.
  private final class Endless: ByteSource {
    private var next: [UInt8]
    private let piece: [UInt8]
    private(set) var count = 0

    init(_ start: String, piece: String) {
      next = Array(start.utf8)
      self.piece = Array(String(repeating: piece, count: 4096 / piece.utf8.count).utf8)
    }

    func read(into chunk: inout [UInt8]) -> Bool {
      chunk = next
      next = piece
      count += chunk.count
      return true
    }
  }

  @Test func `what can only be wrong is read no further than its limit`() throws {
    let cases: [(start: String, piece: String, limit: Int)] = [
      (#"{"a":"#, "[", 64), (#"{"a":"#, #"{"a":"#, 64 * 5), (#"{"planner":""#, "x", 65_536), (#"{""#, "é", 65_536),
      (#"{"makespan":1"#, "7", 1_024), (#"{"makespan":0."#, "0", 1_024), (#"{"chain":{"length":"#, "0", 1_024),
      (#"{"levels":[{"slots":1}"#, #",{"slots":1}"#, 12 * 1_000), (#"{"statistics":{"levels":[{}"#, ",{}", 3 * 1_000),
      ("", "[", 1), ("", "x", 65_536), (#"{"operations":["#, "1,", 1), (#"{"optimal":t"#, "t", 1),
      (#"{"join":{"branches":[{"length":1}"#, #",{"length":1}"#, 13 * 1_000),
    ]
    for (start, piece, limit) in cases {
      let source = Endless(start, piece: piece)
      #expect(throws: FormatError.self, "\(start) \(piece)") { try Verification.verify(source) }
      #expect(source.count <= start.utf8.count + limit + 2 * 4096, "\(start) \(piece): \(source.count) bytes")
    }
  }
}
