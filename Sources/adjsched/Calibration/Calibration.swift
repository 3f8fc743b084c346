import AdjointSchedules
import ScheduleFormats

/// The costs of all levels, measured.
struct Calibration {
  struct Level {
    var level: ProblemDescription.Level
    let timings: Timings
    /// The transfers whose times are the level's costs.
    let proposed: DriverTransfers
    /// The slots that were measured at the same time.
    let slots: Int
    /// True for a directory.
    let isFiles: Bool

    /// The times of the proposed transfers; both are measured. Those of an overlapped level are the times beside computing.
    var writes: Spread { timings.spread(proposed.write, isLoaded: level.isOverlapped) ?? Spread([0]) }
    var reads: Spread { timings.spread(proposed.read, isLoaded: level.isOverlapped) ?? Spread([0]) }
    /// How much of a write and of a read is hidden behind computing, in percent; nil if unknown.
    var hidden: (write: Int, read: Int)? {
      guard let write = timings.hidden(proposed.write), let read = timings.hidden(proposed.read) else { return nil }
      return (write, read)
    }
  }

  /// From this share on, in percent, a transfer beside the steps is better described as free than as blocking.
  static let mostlyHidden = 50

  let levels: [Level]
  /// Notes on the numbers.
  let notes: [String]

  /// Measures every level, after checking that all of them have room.
  ///
  /// - Parameter progress: Receives the number of transfers timed so far, and of all.
  init(_ request: CalibrationRequest, progress: (Int, Int) -> Void) throws(CalibrationError) {
    var rooms: [StorageRoom] = []
    for place in request.places {
      rooms.append(
        try StorageRoom(of: place, size: request.size, states: request.states, mostBytes: request.mostBytes))
    }
    let fits = PageCacheRoom.fits(
      rooms.map { ($0.slots, $0.isInMemory) }, size: request.size, states: request.states,
      memory: AvailableMemory.bytes - Headroom.memory().reserve)
    let sizes = [request.size] + [request.smallSize].compactMap { $0 }
    let total = sizes.count * zip(request.places, rooms).reduce(0) { $0 + Self.transfers(of: $1.0, $1.1, request) }
    var levels: [Level] = []
    var notes: [String] = []
    var done = 0
    for (index, (place, room)) in zip(request.places, rooms).enumerated() {
      let proposed = DriverTransfers(fits: fits[index], isDurable: request.isDurable && !room.isInMemory)
      func measure(_ size: Int) throws(CalibrationError) -> Timings {
        try Self.measure(place, size, room.measuredSlots, request.repetitions, proposed) {
          done += 1
          progress(done, total)
        }
      }
      var level = Level(
        level: .init(name: place.name, slots: room.slots), timings: try measure(request.size), proposed: proposed,
        slots: room.measuredSlots, isFiles: place.storage != .memory)
      if index > 0 { notes += level.suggestOverlap(marks: request.marksOverlapped) }
      (level.level.writeCost, level.level.readCost) = (level.writes.cost, level.reads.cost)
      if let small = request.smallSize {
        notes += level.split(request.size, small, try measure(small))
      }
      levels.append(level)
      notes += room.notes
      if level.isFiles && !room.isInMemory {
        notes.append(PageCacheRoom.note(place.name, fits: fits[index]))
        if proposed.read == .readUncached, let cached = level.timings.cached, cached > 0 {
          notes.append("\(place.name): the page cache kept \(cached) % of a file, so the cost of reading is too low")
        }
      }
    }
    for (fast, slow) in zip(levels, levels.dropFirst())
    where slow.writes.median + slow.reads.median < fast.writes.median + fast.reads.median {
      notes.append(
        "\(slow.level.name ?? "") is faster than \(fast.level.name ?? ""); give the fastest level first, so that planning "
          + "can make use of it")
    }
    self.levels = levels
    self.notes = notes
  }

  private static func transfers(of place: CalibratedPlace, _ room: StorageRoom, _ request: CalibrationRequest) -> Int {
    let (slots, rounds) = (room.measuredSlots, request.repetitions)
    switch place.storage {
    case .memory: return CalibrationTrial.count(MemorySlots.self, slots: slots, rounds: rounds, loaded: 2)
    case .directory: return CalibrationTrial.count(SlotFiles.self, slots: slots, rounds: rounds, loaded: 2)
    }
  }

  private static func measure(
    _ place: CalibratedPlace, _ size: Int, _ slots: Int, _ rounds: Int, _ proposed: DriverTransfers,
    _ step: () -> Void
  ) throws(CalibrationError) -> Timings {
    let loaded = [proposed.write, proposed.read]
    switch place.storage {
    case .memory:
      return try CalibrationTrial.run(
        MemorySlots(size: size, slots: slots), rounds: rounds, loaded: loaded, load: ComputingLoad.start, step: step)
    case .directory(let directory):
      let files = try SlotFiles(directory: directory, size: size, slots: slots)
      var timings = try CalibrationTrial.run(
        files, rounds: rounds, loaded: loaded, load: ComputingLoad.start, step: step)
      timings.cached = files.cached
      return timings
    }
  }
}

extension Calibration.Level {
  /// Marks the level as overlapped if that is wanted and its transfers are mostly hidden; returns a note.
  fileprivate mutating func suggestOverlap(marks: Bool) -> [String] {
    guard let hidden else { return [] }
    let name = level.name ?? ""
    let measured = "\(name): \(hidden.write) % of a write and \(hidden.read) % of a read are hidden behind computing"
    if min(hidden.write, hidden.read) < Calibration.mostlyHidden {
      return [measured + ", so it stays a level that blocks"]
    }
    level.isOverlapped = marks
    return [
      measured
        + (marks
          ? "; it is marked as overlapped, with its times beside computing"
          : "; with a thread for its transfers, --overlap marks it as overlapped")
    ]
  }

  /// Replaces the costs by latencies and bandwidths, from the times of states of a smaller size, and returns notes.
  fileprivate mutating func split(_ size: Int, _ small: Int, _ fewer: Timings) -> [String] {
    var notes: [String] = []
    for (transfer, spread, word) in [(proposed.write, writes, "writing"), (proposed.read, reads, "reading")] {
      guard let smaller = fewer.spread(transfer, isLoaded: level.isOverlapped),
        let split = TransferSplit(size: size, spread.median, small: small, smaller.median)
      else {
        notes.append(
          "\(level.name ?? ""): \(word) \(small) bytes took no less than \(size), so bytes cost nothing there; "
            + "take a larger --size")
        continue
      }
      if word == "writing" {
        (level.writeCost, level.writeBandwidth) = (split.latency, split.bandwidth)
      } else {
        (level.readCost, level.readBandwidth) = (split.latency, split.bandwidth)
      }
    }
    return notes
  }
}
