/// The times of a plan's operations on a machine with overlapped levels, for plans that read what they prefetch in the
/// order of their prefetches, and fill no level.
///
/// The same times as ``Timeline``, but segments of Revolve are timed as a whole, and repetitions only until the machine is
/// in the same situation again.
struct OverlapClock {
  /// A state on level 0: when it can be read, and until when it is used.
  private struct Copy: Hashable {
    var step: Int
    var arrival: Int128
    var lastUse: Int128
  }

  /// What the times of all further operations depend on, relative to the computing side's time and a state of the chain.
  private struct Situation: Hashable {
    var channels: [Int128]
    var unused: Int
    var freed: [Int128]
    var copies: [Copy]
  }

  /// When the computing side is done with what was issued.
  private(set) var time: Int128 = 0
  /// When each slower level's channel is.
  private var channels: [Int128]
  /// The channels that any operation uses; a channel that stays idle would make every situation a new one.
  private let used: [Int]
  /// The slots of level 0 never used.
  private(set) var unused: Int
  /// When the others become, or became, free, ascending.
  private var freed: [Int128] = []
  private var copies: [Copy] = []
  private let machine: OverlapMachine
  var pieces: RevolvePieces
  /// The operations timed one by one, and their limit, after which the clock has stopped.
  private(set) var operations = 0
  private(set) var isStopped = false
  private let limit: Int
  /// The times in all situations to remember, and how many of them take as long as an operation.
  private static let mostHeld = 1 << 20
  private static let timesOfAnOperation = 32

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
        copies[index(of: step)].lastUse = end
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
    var seen: [Situation: (index: Int, time: Int128)] = [:]
    var held = 0
    var index = 0
    while index < count && !isStopped {
      let place = start + index * distance
      let situation = situation(at: place)
      // Where a queue of offloads grows, so do the situations, and none comes again until it is as long as it gets.
      let size = freed.count + copies.count
      operations += size / Self.timesOfAnOperation
      held += size
      if held > Self.mostHeld {
        seen.removeAll()
        held = size
      }
      if let (before, then) = seen[situation] {
        let cycle = index - before
        let cycles = (count - index) / cycle
        if cycles > 0 {
          pass(Int128(cycles) * (time - then), steps: cycles * cycle * distance)
          index += cycles * cycle
          seen.removeAll()
          continue
        }
      } else {
        seen[situation] = (index, time)
      }
      run(actions(place))
      index += 1
    }
  }

  private func index(of step: Int) -> Int {
    guard let index = copies.lastIndex(where: { $0.step == step }) else {
      preconditionFailure("a plan uses what is on level 0")
    }
    return index
  }

  private func situation(at place: Int) -> Situation {
    // What has been free for long is free.
    let past = min(time, used.map { channels[$0] }.min() ?? time) - time
    return Situation(
      channels: used.map { channels[$0] - time }, unused: unused, freed: freed.map { max(past, $0 - time) },
      copies: copies.map {
        Copy(step: $0.step - place, arrival: max(past, $0.arrival - time), lastUse: max(past, $0.lastUse - time))
      })
  }

  private mutating func pass(_ duration: Int128, steps: Int) {
    time += duration
    for index in used { channels[index] += duration }
    for index in freed.indices { freed[index] += duration }
    for index in copies.indices {
      copies[index].step += steps
      copies[index].arrival += duration
      copies[index].lastUse += duration
    }
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
