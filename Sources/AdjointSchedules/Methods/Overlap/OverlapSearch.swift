/// Looks for the best ``OverlapShape``: every choice is timed exactly.
///
/// The number of stretches and the length of the tail are compared on a grid, with several numbers of blocks a stretch and
/// depths of the prefetches, then changed step by step while that helps.
///
/// - Complexity: some thousand shapes, each timed in the number of its distinct stretches, independent of the length.
struct OverlapSearch {
  /// What determines a shape.
  private struct Choice: Hashable {
    /// The places in ``OverlapMachine/slower`` of the stretches in the chain's order, and how many there are of each.
    var channels: [Int]
    var counts: [Int]
    var tail: Int
    var blocks: Int
    var depth: Int
  }

  private let machine: OverlapMachine
  /// The steps plus one.
  private let steps: Int
  private var pieces: RevolvePieces
  private var blocks: [[Int]: OverlapBlocks] = [:]
  private var known: [Choice: Int128] = [:]
  private(set) var best: OverlapPlan?
  private var bestChoice: Choice?
  /// The shapes timed: the machine-independent work.
  private(set) var timed = 0
  /// The operations that may still be timed.
  private var operationsLeft: Int

  /// Blocks of a stretch, and depths of the prefetches.
  private static let kinds = [(1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (4, 1), (6, 1), (9, 1)]
  /// The most slots that a block uses; more gain nothing unless a block has more steps.
  private static let mostSlots = 512
  /// The most operations to time of one shape.
  private static let mostOperations = 1 << 16
  /// The most operations to time of all shapes: a few seconds of work.
  private static let mostOperationsInAll = 1 << 24
  /// The most shapes to time in one go uphill.
  private static let mostChanges = 400

  /// The most times that any step may run forward; nil for no limit.
  private let maxRuns: Int?

  init(_ machine: OverlapMachine, maxRuns: Int? = nil) {
    self.machine = machine
    self.maxRuns = maxRuns
    steps = machine.length + 1
    operationsLeft = PlanningEffort.share(of: Self.mostOperationsInAll)
    pieces = RevolvePieces(
      machine, plan: BinomialPlan(level: 0, slots: min(machine.slots, Self.mostSlots), length: machine.length))
  }

  /// Finds the best shape; nil if there is none.
  mutating func run() throws(PlanningError) {
    if machine.slots == 0 || machine.length == 0 { return }
    for channel in machine.slower.indices where machine.slower[channel].isOverlapped {
      var starts: [(choice: Choice, makespan: Int128)] = []
      for (blocks, depth) in Self.kinds where depth < machine.slots || depth == 1 {
        var start: (choice: Choice, makespan: Int128)?
        for length in lengths(channel) {
          try PlanningProgress.report(.timedPlans, done: timed, total: nil)
          for tail in tails() where tail < steps {
            let count = max(1, (steps - tail) / length)
            let choice = Choice(channels: [channel], counts: [count], tail: tail, blocks: blocks, depth: depth)
            if let makespan = time(choice), makespan < start?.makespan ?? PriceBound.value {
              start = (choice, makespan)
            }
          }
        }
        if let start { starts.append(start) }
      }
      starts.sort { $0.makespan < $1.makespan }
      for start in starts.prefix(3) { try improve(start.choice) }
    }
    try useFasterLevels()
  }

  /// Moves stretches near the end to other levels while that helps.
  private mutating func useFasterLevels() throws(PlanningError) {
    guard let choice = bestChoice, let channel = choice.channels.first else { return }
    for other in machine.slower.indices where other != channel && machine.slower[other].isOverlapped {
      for part in 1...4 {
        var next = choice
        let count = min(machine.slower[other].slots, max(1, choice.counts[0] * part / 5))
        if count >= choice.counts[0] { continue }
        next.channels.append(other)
        next.counts = [choice.counts[0] - count, count]
        if time(next) != nil { try improve(next) }
      }
    }
  }

  private mutating func improve(_ choice: Choice) throws(PlanningError) {
    guard var least = time(choice) else { return }
    var (current, changes, isBetter) = (choice, 0, true)
    while isBetter && changes < Self.mostChanges {
      isBetter = false
      try PlanningProgress.report(.timedPlans, done: timed, total: nil)
      for next in neighbours(current) {
        changes += 1
        if let makespan = time(next), makespan < least {
          (current, least, isBetter) = (next, makespan, true)
        }
      }
    }
  }

  private func neighbours(_ choice: Choice) -> [Choice] {
    var result: [Choice] = []
    for index in choice.counts.indices {
      let count = choice.counts[index]
      for change in Set([1, 2, 3, count / 32, count / 8]).sorted() where change > 0 {
        for sign in [-1, 1] {
          var next = choice
          next.counts[index] += sign * change
          result.append(next)
        }
      }
    }
    let stretch = max(1, (steps - choice.tail) / max(1, choice.counts.reduce(0, +)))
    for change in Set([1, 2, 3, choice.tail / 8, choice.tail / 3, stretch, 4]).sorted() where change > 0 {
      for sign in [-1, 1] {
        var next = choice
        next.tail += sign * change
        result.append(next)
      }
    }
    return result
  }

  /// Returns the lengths of stretches to try: around what the channel carries, and what the slots reverse without waste.
  private func lengths(_ channel: Int) -> [Int] {
    let slots = min(machine.slots, Self.mostSlots)
    let pace = Int128(machine.slower[channel].writeCost) / Int128(machine.forwardCost)
    var result: [Int128] = [16, 20, 25, 30, 32, 36, 40, 48, 64, 80, 120].map { pace * $0 / 32 } + [pace + 1]
    result += [pace / 8, pace / 4]
    for repetitions in 1...4 {
      for few in [slots - 1, slots] where few > 0 { result.append(Binomial.beta(few, repetitions)) }
    }
    result += [Int128(slots)]
    return Set(result.map { Int(max(1, min($0, Int128(steps)))) }).sorted()
  }

  /// Returns the lengths of tails to try: what some slots reverse without waste.
  private func tails() -> [Int] {
    let slots = min(machine.slots, Self.mostSlots)
    var result: Set<Int> = [1]
    for repetitions in 1...4 {
      for few in [0, slots / 3, slots / 2, slots * 3 / 4] {
        result.insert(Int(clamping: Binomial.beta(slots, repetitions) - Binomial.beta(few, repetitions)))
      }
      result.insert(Int(clamping: Binomial.beta(slots / 2, repetitions)))
    }
    return result.filter { $0 > 0 && $0 < steps }.sorted()
  }

  /// Returns the makespan of a choice, nil if it is none.
  private mutating func time(_ choice: Choice) -> Int128? {
    if let makespan = known[choice] { return makespan < PriceBound.value ? makespan : nil }
    if operationsLeft <= 0 {
      PlanningEffort.meet()
      return nil
    }
    var makespan = PriceBound.value
    if let shape = shape(choice) {
      timed += 1
      let clock = shape.timed(machine, pieces: &pieces, limit: Self.mostOperations)
      operationsLeft -= clock.operations
      if !clock.isStopped {
        makespan = clock.time
        let plan = OverlapPlan(machine, shape, makespan: makespan, unused: clock.unused)
        if let maxRuns, plan.maxStepRuns > maxRuns {
          makespan = PriceBound.value
        } else if makespan < best?.makespan ?? PriceBound.value {
          (best, bestChoice) = (plan, choice)
        }
      }
    }
    known[choice] = makespan
    return makespan < PriceBound.value ? makespan : nil
  }

  private mutating func shape(_ choice: Choice) -> OverlapShape? {
    let count = choice.counts.reduce(0, +)
    let slots = min(machine.slots, Self.mostSlots) - choice.depth + 1
    guard choice.tail >= 1, choice.counts.allSatisfy({ $0 >= 1 }), steps - choice.tail >= count, slots >= 1 else {
      return nil
    }
    for (channel, count) in zip(choice.channels, choice.counts) where count > machine.slower[channel].slots {
      return nil
    }
    let (length, longer) = (steps - choice.tail).quotientAndRemainder(dividingBy: count)
    var groups: [OverlapShape.Group] = []
    var placed = 0
    for (channel, count) in zip(choice.channels, choice.counts) {
      let long = max(0, min(count, longer - placed))
      for (number, steps) in [(long, length + 1), (count - long, length)] where number > 0 {
        groups.append(
          OverlapShape.Group(
            channel: channel, count: number, steps: steps,
            blocks: stretch(steps, choice.blocks, slots, machine.slower[channel].readCost)))
      }
      placed += count
    }
    let transfer = machine.slower[choice.channels[choice.channels.count - 1]].readCost
    return OverlapShape(
      groups: groups, tail: tail(choice.tail, slots, transfer), depth: choice.depth, slots: slots)
  }

  private mutating func stretch(_ steps: Int, _ count: Int, _ slots: Int, _ transfer: Int) -> [OverlapShape.Block] {
    blocks[[slots, transfer], default: OverlapBlocks(machine, slots: slots, transfer: transfer)]
      .stretch(steps, blocks: count)
  }

  private mutating func tail(_ steps: Int, _ slots: Int, _ transfer: Int) -> OverlapShape.Block {
    blocks[[slots, transfer], default: OverlapBlocks(machine, slots: slots, transfer: transfer)]
      .block(offset: 0, steps: steps).block
  }
}
