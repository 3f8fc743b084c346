/// Copies of states between a working buffer and slots in memory, all of it touched before, as in a driver that takes its
/// slots once.
final class MemorySlots: TimedStorage {
  static let transfers: [Transfer] = [.overwrite, .readCached]
  /// The most slots; more would say the same.
  static let most = 4

  /// A slot has enough small states that one has left the processor's caches before it is used again.
  private static let leastBytes = 64 << 20

  let slots: Int
  let work = WorkCounter()
  private(set) var lastWork = 0
  private let size: Int
  private let states: Int
  private let buffer: MemoryBlock
  private let memory: MemoryBlock

  /// Takes the memory for slots of states of `size` bytes.
  ///
  /// - Throws: ``CalibrationError/noMemory(size:available:reserve:)`` if there is less than one slot needs,
  ///   and ``CalibrationError/memoryRefused(size:)`` if the system refuses it.
  init(size: Int, slots: Int) throws(CalibrationError) {
    let headroom = Headroom.memory()
    try Self.require(size, of: headroom)
    let states = Self.states(size)
    // Other programs may take memory while it is being filled.
    let check = { (piece: Int) throws(CalibrationError) in
      guard let free = try headroom.shortage(of: piece) else { return }
      throw .roomTaken("memory", free: free, reserve: headroom.reserve, inMemory: true)
    }
    guard let buffer = try MemoryBlock(count: size, check: check),
      let memory = try MemoryBlock(count: slots * states * size, check: check)
    else { throw .memoryRefused(size: size) }
    self.size = size
    self.slots = slots
    self.states = states
    self.buffer = buffer
    self.memory = memory
  }

  /// Checks that a measurement with states of `size` bytes fits in memory without touching the reserve.
  static func require(_ size: Int, of headroom: Headroom) throws(CalibrationError) {
    // The buffer holds one state besides the slots; twice a size above half of 64 bits would overflow.
    let needed = size > Int.max / 2 ? Int.max : size + states(size) * size
    guard let free = try headroom.shortage(of: needed) else { return }
    throw .noMemory(size: size, available: free, reserve: headroom.reserve)
  }

  /// The bytes of one slot.
  static func bytes(ofSlot size: Int) -> Int { states(size) * size }

  private static func states(_ size: Int) -> Int { max(1, leastBytes / size) }

  func time(_ transfer: Transfer, slot: Int) -> Int {
    let isWrite = transfer == .overwrite
    let first = memory.address + slot * states * size
    let (copying, before) = (Stopwatch(), work.count)
    for state in 0..<states {
      let place = first + state * size
      memcpy(isWrite ? place : buffer.address, isWrite ? buffer.address : place, size)
    }
    let time = copying.nanoseconds
    lastWork = 1_000 * (work.count - before) / states
    return time / states
  }
}
