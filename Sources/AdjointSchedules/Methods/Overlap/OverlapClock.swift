/// The times of a plan's operations on a machine with overlapped levels, for plans that read what they prefetch in the
/// order of their prefetches, and write to a full level only after what a transfer before frees there.
///
/// The same times as ``Timeline``, but segments of Revolve are timed as a whole, and repetitions only until the machine is
/// in the same situation again.
struct OverlapClock {
  /// A state on level 0: when it can be read, and until when it is used.
  struct Copy: Hashable {
    var step: Int
    var arrival: Int128
    var lastUse: Int128
  }

  /// When the computing side is done with what was issued.
  var time: Int128 = 0
  /// When each slower level's channel is.
  var channels: [Int128]
  /// The channels that any operation uses; a channel that stays idle would make every situation a new one.
  let used: [Int]
  /// The slots of level 0 never used.
  var unused: Int
  /// When the others become, or became, free, ascending.
  var freed: [Int128] = []
  var copies: [Copy] = []
  let machine: OverlapMachine
  var pieces: RevolvePieces
  /// The operations timed one by one, and their limit, after which the clock has stopped.
  var operations = 0
  var isStopped = false
  let limit: Int

  init(_ machine: OverlapMachine, pieces: RevolvePieces, limit: Int, channels used: Set<Int>) {
    self.machine = machine
    self.used = used.sorted()
    self.pieces = pieces
    self.limit = limit
    channels = machine.slower.map { _ in 0 }
    unused = machine.slots
  }

  mutating func run(_ actions: [OverlapAction]) {
    for action in actions where !isStopped {
      operations += 1
      if operations > limit { isStopped = true }
      switch action {
      case .forward(let from, let to): time += Int128(to - from) * Int128(machine.forwardCost)
      case .backward: time += Int128(machine.backwardCost)
      case .write(let step): write(step)
      case .read(let step): read(step)
      case .discard(let step): free(copies.remove(at: index(of: step)).lastUse)
      case .offload(let channel, let step):
        let end =
          max(channels[channel], copies[index(of: step)].arrival) + Int128(machine.slower[channel].writeCost)
        channels[channel] = end
        copies[index(of: step)].lastUse = max(end, copies[index(of: step)].lastUse)
      case .prefetch(let channel, let step):
        let end = take(from: channels[channel]) + Int128(machine.slower[channel].readCost)
        channels[channel] = end
        copies.append(Copy(step: step, arrival: end, lastUse: end))
      case .forget: break
      case .segment(let start, let length, let state): segment(start, length, state)
      }
    }
  }

  /// Runs `count` repetitions of actions, each of which begins at a state `distance` from the one before.
  mutating func run(_ count: Int, from start: Int, distance: Int, _ actions: (_ start: Int) -> [OverlapAction]) {
    var repetition = Repetition(count: count, start: start, distance: distance)
    while let place = next(of: &repetition) { run(actions(place)) }
  }

  /// Stops the clock.
  mutating func stop() { isStopped = true }

  private func index(of step: Int) -> Int {
    guard let index = copies.lastIndex(where: { $0.step == step }) else {
      preconditionFailure("a plan uses what is on level 0")
    }
    return index
  }

  private mutating func write(_ step: Int) {
    time = take(from: time) + Int128(machine.writeCost)
    copies.append(Copy(step: step, arrival: time, lastUse: time))
  }

  private mutating func read(_ step: Int) {
    let index = index(of: step)
    time = max(time, copies[index].arrival) + Int128(machine.readCost)
    copies[index].lastUse = max(copies[index].lastUse, time)
  }

  /// Takes a slot of level 0 at or after `start`; returns when.
  private mutating func take(from start: Int128) -> Int128 {
    var time = start
    if unused == 0 {
      guard let first = freed.first else { preconditionFailure("a plan fits level 0") }
      time = max(start, first)
    }
    if let index = freed.lastIndex(where: { $0 <= time }) { freed.remove(at: index) } else { unused -= 1 }
    return time
  }

  private mutating func free(_ time: Int128) {
    let index = (freed.lastIndex { $0 <= time } ?? -1) + 1
    freed.insert(time, at: index)
  }

  /// Runs a segment of Revolve whose first state has just been read or written.
  private mutating func segment(_ start: Int, _ length: Int, _ state: BinomialPlan.State) {
    if !RevolvePieces.canTime(state, length: length) {
      isStopped = true
      return
    }
    let own = index(of: start)
    if let last = freed.last, last > time {
      return oneByOne(start, length, state)
    }
    // A transfer may still need the first state.
    if copies[own].lastUse > time { return oneByOne(start, length, state) }
    let piece = pieces.piece(state, length: length)
    let needed = piece.freed.count - 1
    if freed.count + unused < needed { preconditionFailure("a plan fits level 0") }
    let reused = min(needed, freed.count)
    freed.removeLast(reused)
    unused -= needed - reused
    copies.remove(at: own)
    freed += piece.freed.map { $0 + time }
    time += piece.duration
  }

  private mutating func oneByOne(_ start: Int, _ length: Int, _ state: BinomialPlan.State) {
    var generator = SegmentGenerator(plan: pieces.plan, start: start, length: length, state: state)
    while !generator.isFinished && !isStopped {
      var batch: [Operation] = []
      generator.generate(into: &batch)
      run(batch.map(OverlapAction.init(onLevel0:)))
    }
  }
}
