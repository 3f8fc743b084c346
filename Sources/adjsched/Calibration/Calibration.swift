import AdjointSchedules
import ScheduleFormats

/// The costs of all levels, measured.
struct Calibration {
  struct Level {
    let level: ProblemDescription.Level
    let writes: Spread
    let reads: Spread
    let cached: Int?
  }

  let levels: [Level]
  /// Notes on the numbers.
  let notes: [String]

  /// Measures every level, after checking that all of them have room.
  ///
  /// - Parameter progress: Receives the number of measurements taken so far.
  init(_ request: CalibrationRequest, progress: (Int) -> Void) throws(CalibrationError) {
    var rooms: [StorageRoom] = []
    for place in request.places { rooms.append(try StorageRoom(of: place, size: request.size)) }
    var levels: [Level] = []
    var notes: [String] = []
    var done = 0
    for (place, room) in zip(request.places, rooms) {
      func measure(_ size: Int) throws(CalibrationError) -> Timings {
        try Self.measure(place, size, request.repetitions) {
          done += 1
          progress(done)
        }
      }
      let timings = try measure(request.size)
      let (writes, reads) = (Spread(timings.writes), Spread(timings.reads))
      var level = ProblemDescription.Level(
        name: place.name, slots: room.slots, writeCost: writes.cost, readCost: reads.cost)
      if let small = request.smallSize {
        let fewer = try measure(small)
        for (spread, smallSpread, word) in [
          (writes, Spread(fewer.writes), "writing"), (reads, Spread(fewer.reads), "reading"),
        ] {
          guard let split = TransferSplit(size: request.size, spread.median, small: small, smallSpread.median) else {
            notes.append(
              "\(place.name): \(word) \(small) bytes took no less than \(request.size), so bytes cost nothing there; "
                + "take a larger --size")
            continue
          }
          if word == "writing" {
            (level.writeCost, level.writeBandwidth) = (split.latency, split.bandwidth)
          } else {
            (level.readCost, level.readBandwidth) = (split.latency, split.bandwidth)
          }
        }
      }
      levels.append(Level(level: level, writes: writes, reads: reads, cached: timings.cached))
      notes += room.notes
      if let cached = timings.cached, cached > 0, !room.isInMemory {
        notes.append("\(place.name): the page cache kept \(cached) % of a file, so the cost of reading is too low")
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

  private static func measure(
    _ place: CalibratedPlace, _ size: Int, _ repetitions: Int, _ step: () -> Void
  ) throws(CalibrationError) -> Timings {
    var timings = Timings()
    switch place.storage {
    case .memory:
      let measurement = try MemoryMeasurement(size: size)
      for _ in 0..<repetitions {
        measurement.repeatOnce(&timings)
        step()
      }
    case .directory(let directory):
      let measurement = try DirectoryMeasurement(directory: directory, size: size)
      for _ in 0..<repetitions {
        try measurement.repeatOnce(&timings)
        step()
      }
    }
    return timings
  }

  /// The medians with the shortest and longest times, in seconds.
  func report(_ request: CalibrationRequest) -> Report {
    let names = ["write", "write-least", "write-most", "read", "read-least", "read-most"]
    return Report(
      format: "adjsched-calibration/1",
      facts: [
        .init("size", .number(request.size)), .init("repetitions", .number(request.repetitions)),
        .init("unit", .word("s")),
      ],
      columns: ["level"] + names + ["cached-percent"],
      rows: levels.map { level in
        let times = [level.writes, level.reads].flatMap { [$0.median, $0.least, $0.most] }
        return [.word(level.level.name ?? "")]
          + times.map { .cost(Spread.rounded($0), fractionDigits: DecimalCost.maximumFractionDigits) }
          + [level.cached.map { .number($0) } ?? .none]
      })
  }
}
