import AdjointSchedules
import ScheduleFormats

/// What is to be measured, and what the problem file says beside it.
struct CalibrationRequest {
  static let defaultLength = 1000
  static let defaultRepetitions = 5

  /// The size of one state in bytes.
  let size: Int
  let places: [CalibratedPlace]
  let repetitions: Int
  let length: Int
  let forwardCost: DecimalCost
  let backwardCost: DecimalCost
  /// What the problem file says without having been told.
  let notes: [String]

  init(_ arguments: Arguments) throws(UsageError) {
    size = try arguments.required(.size, "the size of one state").bytes(roundedUp: true)
    let levels = arguments.all(.level)
    if levels.isEmpty { _ = try arguments.required(.level, "memory or a directory, one for each storage level") }
    var places: [CalibratedPlace] = []
    for level in levels { places.append(try CalibratedPlace(level)) }
    self.places = places
    forwardCost = try arguments.required(.forwardCost, "what one forward step takes").seconds()
    var notes: [String] = []
    if let backward = arguments.last(.backwardCost) {
      backwardCost = try backward.seconds()
    } else {
      backwardCost = forwardCost
      notes.append(
        "no time of a backward step was given, the problem takes that of a forward step; --backward-cost sets it")
    }
    if arguments.last(.length, .steps) != nil {
      length = try arguments.length()
    } else {
      length = Self.defaultLength
      notes.append("no length was given, the problem takes \(length) steps; -l sets it")
    }
    repetitions = try arguments.last(.repetitions)?.wholeNumber(in: 1...1000) ?? Self.defaultRepetitions
    self.notes = notes
    // Whatever is measured will be in nanoseconds: better to know now that the times do not fit beside it.
    _ = try problem { index in
      let cost = DecimalCost(1, fractionDigits: DecimalCost.maximumFractionDigits)
      return .init(name: places[index].name, slots: nil, writeCost: cost, readCost: cost)
    }
  }

  /// Returns the problem with these levels, one for each place.
  func problem(level: (Int) -> ProblemDescription.Level) throws(UsageError) -> Problem {
    let description = ProblemDescription(
      length: length, forwardCost: .uniform(forwardCost), backwardCost: .uniform(backwardCost),
      levels: places.indices.map(level))
    do throws(ProblemError) {
      return try description.problem()
    } catch {
      switch error.field {
      case .chain(.forwardCost, _): throw .outOfRange(Option.Key.forwardCost.name, reason: error.reason)
      case .chain(.backwardCost, _): throw .outOfRange(Option.Key.backwardCost.name, reason: error.reason)
      default: throw .outOfRange(error.field.description, reason: error.reason)
      }
    }
  }
}
