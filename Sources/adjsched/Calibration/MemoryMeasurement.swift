#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

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
  /// - Throws: ``CalibrationError/noMemory(size:available:)`` when there is less than two states need, and
  ///   ``CalibrationError/memoryRefused(size:)`` when the system does not give it.
  init(size: Int) throws(CalibrationError) {
    let available = AvailableMemory.bytes
    let states = max(1, Self.leastSlots / size)
    if size > available / 2 { throw .noMemory(size: size, available: available) }
    guard let buffer = MemoryBlock(count: size), let slots = MemoryBlock(count: states * size) else {
      throw .memoryRefused(size: size)
    }
    self.size = size
    self.states = states
    self.buffer = buffer
    self.slots = slots
  }

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
