import Foundation
import Testing

@testable import adjsched

/// The files that are measured: no name, whether the file system can do without one or not.
@Suite struct ScratchFileTests {
  @Test func `what is written is read back, and no name is ever seen`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let block = try memory(1 << 16)
    block.fillIrregularly()
    let back = try memory(1 << 16)
    for mayBeNameless in [true, false] {
      let file = try ScratchFile(in: scratch.path, mayBeNameless: mayBeNameless)
      #expect(try scratch.names() == [], "nameless \(mayBeNameless)")
      // Not a multiple of the block: the last round holds the first bytes of it once more.
      let size = 3 << 16 + 5000
      try file.write(size, from: block)
      var status = stat()
      #expect(fstat(file.number, &status) == 0 && Int(status.st_size) == size)
      #expect(try scratch.names() == [])
      #expect((0...100).contains(file.evict(size) ?? 0))
      try file.read(size, into: back)
      #expect(memcmp(block.address, back.address, size % (1 << 16)) == 0)
    }
    #expect(try scratch.names() == [])
  }

  @Test func `a file that is shorter than asked for is an error`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let block = try memory(1 << 12)
    let file = try ScratchFile(in: scratch.path)
    try file.write(100, from: block)
    #expect(throws: CalibrationError.readFailed(directory: scratch.path, code: EIO)) {
      try file.read(101, into: block)
    }
  }

  @Test func `what cannot hold a file is named`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("", to: "file")
    let nowhere = scratch.path + "/nowhere"
    #expect(throws: CalibrationError.uncreatable(directory: nowhere, code: ENOENT)) { _ = try ScratchFile(in: nowhere) }
    #expect(throws: CalibrationError.uncreatable(directory: nowhere, code: ENOENT)) { try FileSystem(of: nowhere) }
    let file = scratch.path + "/file"
    #expect(throws: CalibrationError.uncreatable(directory: file, code: ENOTDIR)) { _ = try ScratchFile(in: file) }
    #expect(throws: CalibrationError.uncreatable(directory: file, code: ENOTDIR)) { try FileSystem(of: file) }
  }

  @Test func `room is what is free without the reserve`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for headroom in try FileSystem(of: scratch.path).headrooms + [.memory()] {
      #expect((0...1 << 30).contains(headroom.reserve))
      let free = try headroom.free()
      // Others take and give back meanwhile.
      let slack = 256 << 20
      if free > headroom.reserve + slack { #expect(try headroom.shortage(of: free - headroom.reserve - slack) == nil) }
      #expect(try headroom.shortage(of: free + slack) != nil)
      #expect(try headroom.shortage(of: Int.max) != nil)
    }
  }

  @Test func `every piece is asked for before it is written, and a no ends the writing`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let block = try memory(1 << 16)
    let file = try ScratchFile(in: scratch.path)
    let taken = CalibrationError.roomTaken("place", free: 1, reserve: 2, inMemory: false)
    var asked: [Int] = []
    #expect(throws: taken) {
      try file.write(100_000, from: block, piece: 30_000) { piece throws(CalibrationError) in
        asked.append(piece)
        if asked.count == 4 { throw taken }
      }
    }
    #expect(asked == [30_000, 30_000, 30_000, 10_000])
    var status = stat()
    #expect(fstat(file.number, &status) == 0 && status.st_size == 90_000)
    #expect(throws: taken) {
      _ = try MemoryBlock(count: 1 << 20) { piece throws(CalibrationError) in throw taken }
    }
  }

  @Test func `a measurement in memory leaves some of it free`() throws {
    let headroom = Headroom.memory()
    let available = try headroom.free()
    #expect(headroom.reserve > 0)
    for size in [available / 2 + (256 << 20), Int.max / 2, Int.max] {
      #expect(throws: CalibrationError.self) { try MemorySlots.require(size, of: headroom) }
    }
  }

  /// Just written and not evicted, a file is in the page cache, on any file system that has one.
  @Test func `the page cache is looked into`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let block = try memory(1 << 20)
    let file = try ScratchFile(in: scratch.path)
    try file.write(1 << 20, from: block)
    let percent = try #require(PageCache.percent(of: file.number, size: 1 << 20))
    #expect((1...100).contains(percent))
    #expect(PageCache.percent(of: file.number, size: 0) == nil)
  }

  @Test func `memory is known`() {
    #expect((1..<Int.max).contains(AvailableMemory.bytes))
  }

  private struct NoMemory: Error {}

  /// What cannot be copied cannot be given to `#require`.
  private func memory(_ count: Int) throws -> MemoryBlock {
    guard let block = try MemoryBlock(count: count) else { throw NoMemory() }
    return block
  }
}
