import AdjointSchedules
import ScheduleFormats

/// How many states a place has room for, and what should be known of it.
struct StorageRoom {
  /// The number of slots in the problem file, nil for any number.
  let slots: Int?
  let isInMemory: Bool
  let notes: [String]

  /// Looks at a place without writing anything.
  ///
  /// - Throws: ``CalibrationError`` when there is no room to measure it.
  init(of place: CalibratedPlace, size: Int) throws(CalibrationError) {
    let (free, what, share): (Int, String, String)
    var fitting: Int
    var notes: [String] = []
    switch place.storage {
    case .memory:
      free = AvailableMemory.bytes
      if size > free / 2 { throw .noMemory(size: size, available: free) }
      (fitting, share, what) = (free / 2 / size, "half", "available")
      isInMemory = true
    case .directory(let directory):
      let system = try FileSystem(of: directory)
      try system.require(size, in: directory)
      free = system.free
      (fitting, share, what) = (free / 10 * 9 / size, "nine tenths", "free")
      isInMemory = system.isInMemory
      if isInMemory { notes.append("\(place.name): is a file system in memory, there is no device behind it") }
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
    self.notes = notes
  }
}
