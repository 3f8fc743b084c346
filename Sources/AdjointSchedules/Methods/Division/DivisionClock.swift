/// The time of a forward run that stores states; on overlapped levels while the steps go on.
struct DivisionClock {
  private let segments: DivisionSegments
  private var computing: Int128
  /// When each channel is done.
  private var channels: [Int128]
  /// When the transfers that still hold a slot of level 0 end.
  private var inFlight: [Int128] = []
  /// How many they may be.
  private let slots: Int

  init(_ segments: DivisionSegments, at time: Int128) {
    self.segments = segments
    computing = time
    let problem = segments.problem
    channels = problem.isOverlapped ? [Int128](repeating: time, count: problem.levels.count) : []
    // Where bytes count, one at a time: steps need some, too.
    slots = problem.isOverlapped ? (problem.levels[0].countsBytes ? 1 : problem.levels[0].slots ?? .max) : 0
  }

  /// When all that was begun has ended.
  var quiet: Int128 { channels.reduce(computing) { max($0, $1) } }

  mutating func run(for time: Int128) { computing += time }

  /// Stores a state that is in the buffer.
  mutating func store(_ state: Int, on level: Int) {
    let problem = segments.problem
    guard problem.levels[level].isOverlapped else {
      computing += segments.write(of: state, on: level)
      return
    }
    inFlight.removeAll { $0 <= computing }
    while inFlight.count >= slots, let first = inFlight.min(), let index = inFlight.firstIndex(of: first) {
      computing = max(computing, first)
      inFlight.remove(at: index)
    }
    computing += Int128(problem.writeCost(level: 0, state: state))
    channels[level] = max(channels[level], computing) + Int128(problem.writeCost(level: level, state: state))
    if problem.levels[0].countsBytes { computing = quiet } else { inFlight.append(channels[level]) }
  }
}
