import AdjointSchedules
import ScheduleFormats

/// What to measure, and what else the problem file contains.
struct CalibrationRequest {
  static let defaultLength = 1000
  static let defaultRepetitions = 5
  static let defaultMostBytes = 2 << 30

  /// The size of one state in bytes.
  let size: Int
  let places: [CalibratedPlace]
  let repetitions: Int
  /// The most bytes of files that exist at the same time.
  let mostBytes: Int
  /// True if drivers wait until the device has a state.
  let isDurable: Bool
  /// True to mark the levels whose transfers are mostly hidden behind computing.
  let marksOverlapped: Bool
  /// The smaller size that tells the latency of a transfer from the time of its bytes, or nil to measure one size.
  let smallSize: Int?
  let length: Int
  let forwardCost: DecimalCost
  let backwardCost: DecimalCost
  /// Notes on the defaults in the problem file.
  let notes: [String]

  init(_ arguments: Arguments) throws(UsageError) {
    size = try arguments.required(.size, "the size of one state").bytes(roundedUp: true)
    let levels = arguments.all(.level)
    if levels.isEmpty { _ = try arguments.required(.level, "memory or a directory, one for each storage level") }
    var places: [CalibratedPlace] = []
    for level in levels {
      let place = try CalibratedPlace(level)
      if places.contains(where: { $0.storage == place.storage }) {
        throw .outOfRange(level.name, reason: "'\(level.value.excerpt)' is measured already; name each place once")
      }
      places.append(place)
    }
    self.places = places
    forwardCost = try arguments.required(.forwardCost, "what one forward step takes").seconds()
    var notes: [String] = []
    if let backward = arguments.last(.backwardCost) {
      backwardCost = try backward.seconds()
    } else {
      backwardCost = forwardCost
      notes.append(
        "no backward cost was given, so the problem uses the forward cost; --backward-cost sets it")
    }
    if arguments.last(.length, .steps) != nil {
      length = try arguments.length()
    } else {
      length = Self.defaultLength
      notes.append("no length was given, so the problem has \(length) steps; -l sets it")
    }
    repetitions = try arguments.last(.repetitions)?.wholeNumber(in: 1...1000) ?? Self.defaultRepetitions
    mostBytes = try arguments.last(.mostBytes)?.bytes(roundedUp: false) ?? Self.defaultMostBytes
    isDurable = arguments.has(.durable)
    marksOverlapped = arguments.has(.overlap)
    smallSize = arguments.has(.bandwidth) ? size / 8 : nil
    if let smallSize, smallSize < 1 {
      throw .outOfRange(Option.Key.size.name, reason: "must be at least 8 bytes with \(Option.Key.bandwidth.name)")
    }
    self.notes = notes
    // Measurements are in nanoseconds: fail now if the step times do not fit that scale.
    _ = try problem { index in
      let cost = DecimalCost(1, fractionDigits: DecimalCost.maximumFractionDigits)
      return .init(name: places[index].name, slots: nil, writeCost: cost, readCost: cost)
    }
  }

  /// The most states that a schedule can store.
  var states: Int { length + 1 }

  /// Returns the problem with these levels, one per place.
  func problem(level: (Int) -> ProblemDescription.Level) throws(UsageError) -> Problem {
    var description = ProblemDescription(
      length: length, forwardCost: .uniform(forwardCost), backwardCost: .uniform(backwardCost),
      levels: places.indices.map(level))
    if smallSize != nil { description.stateSize = .uniform(size) }
    do throws(ProblemError) {
      return try description.problem()
    } catch {
      switch error.field {
      case .chain(.forwardCost, _): throw .outOfRange(Option.Key.forwardCost.name, reason: error.reason.description)
      case .chain(.backwardCost, _): throw .outOfRange(Option.Key.backwardCost.name, reason: error.reason.description)
      default: throw .outOfRange(error.field.description, reason: error.reason.description)
      }
    }
  }
}
