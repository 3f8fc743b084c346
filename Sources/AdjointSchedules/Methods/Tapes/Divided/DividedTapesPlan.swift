/// Stores the first state of each segment but the last. Then, from the last segment to the first, runs its steps with
/// their tapes from that state, and reverses them.
///
/// - Complexity: O(levels) per operation; statistics in closed form if the places are runs.
struct DividedTapesPlan: SchedulePlan {
  let problem: Problem
  let division: TapeDivision
  let places: TapePlaces
  /// The sizes, if the statistics need no replay.
  let rooms: EqualTapeRooms?

  var countsBytes: Bool { rooms != nil }

  func operations(length: Int) -> OperationSource {
    var generator = Generator(division: division, places: places)
    return { batch in generator.generate(into: &batch) }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    guard let rooms, case .runs(let states) = places.states, case .runs(let tapes) = places.tapes,
      case .runs(let last) = places.lastTapes
    else { return try Statistics(replaying: operations(length: length), on: problem) }
    let operations = 2 * Int128(length) + 4 * Int128(division.stored)
    guard let count = Int(exactly: operations) else { throw .overflow(quantity: .operations) }
    var statistics = Statistics(
      operations: count, forwardSteps: length + division.lastStart, backwardSteps: length,
      maxStepRuns: length == 0 ? 0 : division.stored > 0 ? 2 : 1,
      levels: Array(repeating: Statistics.LevelUse(tapes: 0, peakBytes: rooms.hasSizes ? 0 : nil), count: levelCount))
    for tier in rooms.tiers {
      func sum(_ runs: [(level: Int, slots: Int)]) -> Int {
        runs.reduce(0) { $0 + ($1.level == tier.level ? $1.slots : 0) }
      }
      let (stored, ordinary, end) = (sum(states), sum(tapes), sum(last))
      // The states still stored while the last segment but one is reversed.
      let isLastHere = division.stored > 0 && places.states.level(of: division.stored - 1) == tier.level
      let earlier = stored - (isLastHere ? 1 : 0)
      var use = Statistics.LevelUse(
        writes: stored, reads: stored, tapes: ordinary * division.stored + end,
        peakSlots: max(stored + end, earlier + ordinary))
      if rooms.hasSizes {
        let (state, tape) = (
          problem.storedSize(level: tier.level, state: 0), problem.storedSize(level: tier.level, tape: 0)
        )
        let temporary = tier.level == 0 ? max(rooms.temporaries.forward, rooms.temporaries.backward) : 0
        let bytes =
          max(
            Int128(stored) * Int128(state) + Int128(end) * Int128(tape),
            Int128(earlier) * Int128(state) + Int128(ordinary) * Int128(tape)) + Int128(temporary)
        guard let peak = Int(exactly: bytes) else { throw .overflow(quantity: .storedBytes) }
        use.peakBytes = peak
      }
      statistics.levels[tier.level] = use
    }
    return statistics
  }

  private struct Generator {
    let division: TapeDivision
    let places: TapePlaces
    /// The next segment that the first run passes over.
    var passed = 0
    /// The segment to reverse.
    var segment: Int
    /// Its next step with a tape; nil before the first.
    var next: Int?
    /// The next backward step, once the tapes are made.
    var due = 0

    init(division: TapeDivision, places: TapePlaces) {
      (self.division, self.places) = (division, places)
      segment = division.stored
    }

    mutating func generate(into batch: inout [Operation]) {
      while batch.count < SegmentGenerator<BinomialPlan>.batchSize && segment >= 0 {
        let steps = division.steps(of: segment)
        if passed < division.stored {
          let first = passed * division.period
          batch.append(.write(level: places.states.level(of: passed), step: first))
          batch.append(.forward(from: first, to: first + division.period))
          passed += 1
        } else if let step = next, step < steps.upperBound {
          batch.append(.tape(level: places.level(ofTape: step, in: division), step: step))
          next = step + 1
          due = step
        } else if next == nil {
          next = steps.lowerBound
          due = steps.lowerBound - 1
          if segment < division.stored {
            let level = places.states.level(of: segment)
            batch.append(.read(level: level, step: steps.lowerBound))
            batch.append(.discard(level: level, step: steps.lowerBound))
          }
        } else if due >= steps.lowerBound {
          batch.append(.backward(step: due))
          due -= 1
        } else {
          segment -= 1
          next = nil
        }
      }
    }
  }
}
