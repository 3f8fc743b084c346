/// Copies of states between a working buffer and slots in memory.
struct MemoryMeasurement: ~Copyable {
  /// There are enough slots that a state has left the processor's caches before it is used again.
  private static let leastSlots = 64 << 20

  private let size: Int
  private let states: Int
  private let buffer: MemoryBlock
  private let slots: MemoryBlock

  /// Takes the memory for states of `size` bytes.
  ///
  /// - Throws: ``CalibrationError/noMemory(size:available:reserve:)`` if there is less than the measurement needs,
  ///   and ``CalibrationError/memoryRefused(size:)`` if the system refuses it.
  init(size: Int) throws(CalibrationError) {
    let headroom = Headroom.memory()
    try Self.require(size, of: headroom)
    let states = Self.states(size)
    // Other programs may take memory while it is being filled.
    let check = { (piece: Int) throws(CalibrationError) in
      guard let free = try headroom.shortage(of: piece) else { return }
      throw .roomTaken("memory", free: free, reserve: headroom.reserve, inMemory: true)
    }
    guard let buffer = try MemoryBlock(count: size, check: check),
      let slots = try MemoryBlock(count: states * size, check: check)
    else { throw .memoryRefused(size: size) }
    self.size = size
    self.states = states
    self.buffer = buffer
    self.slots = slots
  }

  /// Checks that a measurement with states of `size` bytes fits in memory without touching the reserve.
  static func require(_ size: Int, of headroom: Headroom) throws(CalibrationError) {
    // The buffer holds one state besides the slots; twice a size above half of 64 bits would overflow.
    let needed = size > Int.max / 2 ? Int.max : size + states(size) * size
    guard let free = try headroom.shortage(of: needed) else { return }
    throw .noMemory(size: size, available: free, reserve: headroom.reserve)
  }

  private static func states(_ size: Int) -> Int { max(1, leastSlots / size) }

  /// Writes and reads every slot once, and adds the time of one access.
  func repeatOnce(_ timings: inout Timings) {
    let writing = Stopwatch()
    for state in 0..<states { memcpy(slots.address + state * size, buffer.address, size) }
    timings.writes.append(writing.nanoseconds / states)
    let reading = Stopwatch()
    for state in 0..<states { memcpy(buffer.address, slots.address + state * size, size) }
    timings.reads.append(reading.nanoseconds / states)
  }
}
