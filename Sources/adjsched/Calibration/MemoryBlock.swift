/// Memory mapped from the system, all of it resident from the start, released at the end.
struct MemoryBlock: ~Copyable {
  let address: UnsafeMutableRawPointer
  let count: Int

  private static let piece = 16 << 20

  /// Returns nil if the system refuses `count` bytes.
  ///
  /// - Parameter check: Called before each piece is touched.
  init?(count: Int, check: (Int) throws(CalibrationError) -> Void = { _ in }) throws(CalibrationError) {
    let flags = MAP_PRIVATE | MAP_ANONYMOUS
    guard let address = mmap(nil, count, PROT_READ | PROT_WRITE, flags, -1, 0),
      address != UnsafeMutableRawPointer(bitPattern: -1)
    else { return nil }
    do throws(CalibrationError) {
      for start in stride(from: 0, to: count, by: Self.piece) {
        let next = min(Self.piece, count - start)
        try check(next)
        memset(address + start, 0x5A, next)
      }
    } catch {
      munmap(address, count)
      throw error
    }
    self.address = address
    self.count = count
  }

  deinit { munmap(address, count) }

  /// Fills the block with bytes that no file system can compress.
  func fillIrregularly() {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    let words = address.assumingMemoryBound(to: UInt64.self)
    for index in 0..<count / 8 {
      // Marsaglia's xorshift, doi:10.18637/jss.v008.i14.
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      words[index] = state
    }
  }
}
