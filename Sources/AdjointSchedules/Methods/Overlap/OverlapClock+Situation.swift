/// What repeats: equal actions in equal situations take equal times, and lead to equal situations.
extension OverlapClock {
  /// What the times of all further operations depend on, relative to the computing side's time and a state of the chain.
  struct Situation: Hashable {
    var channels: [Int128]
    var unused: Int
    var freed: [Int128]
    var copies: [Copy]
  }

  /// What actions did: how long they took, and the situation that they led to.
  struct Passage {
    var duration: Int128
    /// Relative to the state at which the actions began.
    var end: Situation
    /// The copy of a state that has no fixed distance from there.
    var fetched: Int?
  }

  /// Repetitions of actions, each of which begins at a state `distance` from the one before.
  struct Repetition {
    let count: Int
    let start: Int
    let distance: Int
    fileprivate var index = 0
    fileprivate var seen: [Situation: (index: Int, time: Int128)] = [:]
    /// The times in ``seen``.
    fileprivate var held = 0

    init(count: Int, start: Int, distance: Int) { (self.count, self.start, self.distance) = (count, start, distance) }
  }

  /// The times in all situations to remember, and how many of them take as long as an operation.
  private static var mostHeld: Int { 1 << 20 }
  private static var timesOfAnOperation: Int { 32 }

  /// Returns where the next repetition begins that has to be run; those known to be alike are passed. Nil after the last.
  mutating func next(of repetition: inout Repetition) -> Int? {
    while repetition.index < repetition.count && !isStopped {
      let place = repetition.start + repetition.index * repetition.distance
      let situation = situation(at: place)
      // Where a queue of offloads grows, so do the situations, and none comes again until it is as long as it gets.
      let size = freed.count + copies.count
      operations += size / Self.timesOfAnOperation
      repetition.held += size
      if repetition.held > Self.mostHeld {
        repetition.seen.removeAll()
        repetition.held = size
      }
      if let (before, then) = repetition.seen[situation] {
        let cycle = repetition.index - before
        let cycles = (repetition.count - repetition.index) / cycle
        repetition.seen.removeAll()
        if cycles > 0 {
          pass(Int128(cycles) * (time - then), steps: cycles * cycle * repetition.distance)
          repetition.index += cycles * cycle
          continue
        }
      } else {
        repetition.seen[situation] = (repetition.index, time)
      }
      repetition.index += 1
      return place
    }
    return nil
  }

  func situation(at place: Int) -> Situation {
    let before = longAgo
    let channels = used.map { max(self.channels[$0], before) }
    // What has been free for long is free.
    let past = max(before, min(time, channels.min() ?? time)) - time
    return Situation(
      channels: channels.map { $0 - time }, unused: unused, freed: freed.map { max(past, $0 - time) },
      copies: copies.map {
        Copy(step: $0.step - place, arrival: max(past, $0.arrival - time), lastUse: max(past, $0.lastUse - time))
      })
  }

  /// A time so long before all later ones that all times before it are alike.
  ///
  /// Transfers that are issued from now on may start then, if their channel is idle and a slot is free since then. Each slot
  /// takes one state, which is read from now on, and each copy is offloaded once to each level. So if nothing
  /// happens for as long as all these take, they have ended when something does, whatever their order.
  private var longAgo: Int128 {
    // A slot never used is taken in place of one that becomes free later.
    if unused > 0 { return 0 }
    let transfers = machine.slower.reduce(Int128(0)) { $0 + Int128($1.writeCost) + Int128($1.readCost) }
    let all = 4 * Int128(machine.slots) * transfers
    var times = freed + copies.map(\.arrival) + copies.map(\.lastUse) + used.map { channels[$0] }
    times.sort(by: >)
    var last = time
    for time in times {
      if time < last - all { return last - all }
      last = min(last, time)
    }
    return 0
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

  /// Returns what was done since `start`, when the actions began at x_place; x_fetched may be anywhere.
  func passage(since start: Int128, at place: Int, fetched: Int?) -> Passage {
    Passage(
      duration: time - start, end: situation(at: place),
      fetched: fetched.flatMap { step in copies.firstIndex { $0.step == step } })
  }

  /// Does the same from x_place on.
  mutating func pass(_ passage: Passage, at place: Int, fetched: Int?) {
    operations += 1
    if operations > limit { isStopped = true }
    time += passage.duration
    for (index, channel) in zip(used, passage.end.channels) { channels[index] = time + channel }
    unused = passage.end.unused
    freed = passage.end.freed.map { $0 + time }
    copies = passage.end.copies.map {
      Copy(step: $0.step + place, arrival: $0.arrival + time, lastUse: $0.lastUse + time)
    }
    if let index = passage.fetched, let fetched { copies[index].step = fetched }
  }
}
