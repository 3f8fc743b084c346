/// Copies of states between a working buffer and slots in memory.
struct MemoryMeasurement: ~Copyable {
  /// Slots are so many that one state's are out of the processor's caches when it is their turn again.
  private static let leastSlots = 64 << 20

  private let size: Int
  private let states: Int
  private let buffer: MemoryBlock
  private let slots: MemoryBlock

  /// Takes the memory for states of `size` bytes.
  ///
  /// - Throws: ``CalibrationError/noMemory(size:available:reserve:)`` when there is less than the measurement needs, and
  ///   ``CalibrationError/memoryRefused(size:)`` when the system does not give it.
  init(size: Int) throws(CalibrationError) {
    let headroom = Headroom.memory()
    try Self.require(size, of: headroom)
    let states = Self.states(size)
    // Others may take of the memory while it is being filled.
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

  /// Checks that there is memory for a measurement with states of `size` bytes, the reserve left free.
  static func require(_ size: Int, of headroom: Headroom) throws(CalibrationError) {
    // Beside the slots there is one state in the buffer; more than half of all numbers would not fit twice into one.
    let needed = size > Int.max / 2 ? Int.max : size + states(size) * size
    guard let free = try headroom.shortage(of: needed) else { return }
    throw .noMemory(size: size, available: free, reserve: headroom.reserve)
  }

  private static func states(_ size: Int) -> Int { max(1, leastSlots / size) }

  /// Writes and reads every slot once, and adds what one took.
  func repeatOnce(_ timings: inout Timings) {
    let writing = Stopwatch()
    for state in 0..<states { memcpy(slots.address + state * size, buffer.address, size) }
    timings.writes.append(writing.nanoseconds / states)
    let reading = Stopwatch()
    for state in 0..<states { memcpy(buffer.address, slots.address + state * size, size) }
    timings.reads.append(reading.nanoseconds / states)
  }
}
