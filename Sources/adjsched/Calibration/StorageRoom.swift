import AdjointSchedules
import ScheduleFormats

/// How many states fit in a place, with notes.
struct StorageRoom {
  /// The number of slots in the problem file, or nil for no limit.
  let slots: Int?
  let isInMemory: Bool
  /// How many slots are measured at the same time.
  let measuredSlots: Int
  let notes: [String]

  /// The most files at the same time, for the sake of the system's limit on open files.
  static let mostFiles = 100

  /// Inspects a place without writing anything.
  ///
  /// - Parameters:
  ///   - states: The most states that a schedule can store.
  ///   - mostBytes: The most bytes of files to measure with.
  /// - Throws: ``CalibrationError`` if there is no room to measure it.
  init(
    of place: CalibratedPlace, size: Int, states: Int = .max, mostBytes: Int = 0
  ) throws(CalibrationError) {
    let (free, what, share): (Int, String, String)
    // Half of the free room is left to others.
    var measurable: Int
    var fitting: Int
    var notes: [String] = []
    switch place.storage {
    case .memory:
      let headroom = Headroom.memory()
      try MemorySlots.require(size, of: headroom)
      free = try headroom.free()
      (fitting, share, what) = (free / 2 / size, "half", "available")
      measurable = min(MemorySlots.most, (free - headroom.reserve) / 2 / MemorySlots.bytes(ofSlot: size))
      isInMemory = true
    case .directory(let directory):
      let system = try FileSystem(of: directory)
      try system.require(size)
      isInMemory = system.isInMemory
      // Use whichever runs out first, the file system's space or the memory behind it.
      measurable = min(Self.mostFiles, mostBytes / size)
      var narrowest = (fitting: Int.max, free: Int.max, isMemory: false)
      for headroom in system.headrooms {
        let free = try headroom.free()
        let fitting = headroom.isMemory ? free / 2 / size : free / 10 * 9 / size
        measurable = min(measurable, (free - headroom.reserve) / 2 / size)
        if fitting < narrowest.fitting { narrowest = (fitting, free, headroom.isMemory) }
      }
      (fitting, free) = (narrowest.fitting, narrowest.free)
      (share, what) = narrowest.isMemory ? ("half", "available in memory") : ("nine tenths", "free")
      if isInMemory { notes.append("\(place.name): is a file system in memory, not on a device") }
    }
    fitting = min(max(fitting, 1), AdjointSchedules.Level.maximumSlots)
    switch place.slots {
    case .fitting:
      slots = fitting
      notes.append(
        "\(place.name): \(fitting) slots, \(share) of the \(SizeText.text(free)) that are \(what); "
          + "--level \(place.text):N sets another number")
    case .stated(let stated):
      slots = stated
      if let stated, stated > free / size {
        notes.append("\(place.name): \(free / size) states would fit into the \(SizeText.text(free)) that are \(what)")
      }
    }
    measuredSlots = max(1, min(measurable, slots ?? .max, states))
    self.notes = notes
  }
}
