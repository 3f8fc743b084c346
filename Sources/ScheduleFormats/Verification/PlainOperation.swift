import AdjointSchedules

/// The fast path for operations: a line without blanks, with fields in the order in which this program writes them.
///
/// A long schedule has millions of such lines. Names are compared eight bytes at a time. Anything that looks different
/// or crosses the end of the chunk is left to the general path, which handles every form and every error.
struct PlainOperation: Equatable {
  let operation: Operation
  /// The index after the closing brace.
  let end: Int

  /// The maximum length of such a line: `{"op":"discard","level":`, `,"step":`, two numbers and a brace.
  private static var longest: Int { 80 }

  @inline(__always)
  init?(_ chunk: [UInt8], at start: Int) {
    guard chunk.count - start >= Self.longest else { return nil }
    let read = chunk.withUnsafeBytes { bytes in Self.read(Reader(bytes: bytes, index: start)) }
    guard let read else { return nil }
    (operation, end) = read
  }

  @inline(__always)
  private static func read(_ start: Reader) -> (Operation, Int)? {
    var line = start
    guard line.take(0x7B22_6F70_223A_22, 7) else { return nil }  // {"op":"
    switch line.byte {
    case UInt8(ascii: "f"):
      guard line.take(0x666F_7277_6172_6422, 8), line.take(0x2C22_6672_6F6D_223A, 8),  // forward" ,"from":
        let from = line.integer(), line.take(0x2C22_746F_223A, 6), let to = line.integer(), line.close()  // ,"to":
      else { return nil }
      return (.forward(from: from, to: to), line.index)
    case UInt8(ascii: "b"):
      guard line.take(0x6261_636B_7761_7264, 8), line.take(0x22, 1), let step = line.lastStep() else { return nil }
      return (.backward(step: step), line.index)
    case UInt8(ascii: "w"):
      guard line.take(0x7772_6974_6522, 6), let place = line.place() else { return nil }  // write"
      return (.write(level: place.level, step: place.step), line.index)
    case UInt8(ascii: "r"):
      guard line.take(0x7265_6164_22, 5), let place = line.place() else { return nil }  // read"
      return (.read(level: place.level, step: place.step), line.index)
    case UInt8(ascii: "o"):
      guard line.take(0x6F66_666C_6F61_6422, 8), let place = line.place() else { return nil }  // offload"
      return (.offload(level: place.level, step: place.step), line.index)
    case UInt8(ascii: "p"):
      guard line.take(0x7072_6566_6574_6368, 8), line.take(0x22, 1), let place = line.place() else { return nil }
      return (.prefetch(level: place.level, step: place.step), line.index)
    default:
      guard line.take(0x6469_7363_6172_6422, 8), let place = line.place() else { return nil }  // discard"
      return (.discard(level: place.level, step: place.step), line.index)
    }
  }

  /// A cursor in the chunk, which never reads beyond the longest line.
  private struct Reader {
    let bytes: UnsafeRawBufferPointer
    var index: Int

    var byte: UInt8 { bytes[index] }

    /// Consumes `count` bytes, at most 8, if they match `word`, most significant byte first.
    @inline(__always)
    mutating func take(_ word: UInt64, _ count: Int) -> Bool {
      let next = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      guard next >> UInt64(8 * (8 - count)) == word else { return false }
      index += count
      return true
    }

    /// Consumes an integer of up to 17 digits, enough for nearly every state and level, without leading zeros.
    @inline(__always)
    mutating func integer() -> Int? {
      let first = index
      var value = 0
      while case let digit = bytes[index] &- ASCII.zero, digit < 10 {
        value = value &* 10 &+ Int(digit)
        index += 1
        if index - first > 17 { return nil }
      }
      return index == first || (bytes[first] == ASCII.zero && index - first > 1) ? nil : value
    }

    @inline(__always)
    mutating func close() -> Bool { take(0x7D, 1) }

    /// Consumes `,"step":`, an integer and the brace.
    @inline(__always)
    mutating func lastStep() -> Int? {
      guard take(0x2C22_7374_6570_223A, 8), let step = integer(), close() else { return nil }
      return step
    }

    /// Consumes `,"level":`, an integer, and what ``lastStep()`` consumes.
    @inline(__always)
    mutating func place() -> (level: Int, step: Int)? {
      guard take(0x2C, 1), take(0x226C_6576_656C_223A, 8), let level = integer(), let step = lastStep() else {
        return nil
      }
      return (level, step)
    }
  }
}
