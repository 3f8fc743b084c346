import AdjointSchedules

/// When operations start and end on a machine with overlapped levels, by docs/overlap.md: each slot and each byte is a
/// place of its own.
///
/// It shares nothing with ``Timeline``, which it checks. Its operations break no rule; ``RuleByRule`` sees to that.
struct PlainClock {
  /// A state or a tape on a level.
  struct Key: Hashable {
    var level: Int
    var number: Int
    var isTape = false
  }

  /// A copy: from when on it can be read, until when it is used, and the places that it takes.
  private struct Copy {
    var arrival: Int128
    var lastUse: Int128
    var slot: [Int]
    var bytes: [Int]
    var capacity: [Int]
  }

  private let problem: Problem
  private var copies: [Key: Copy] = [:]
  private var slots: [PlainPlaces]
  /// The bytes of each level by themselves, which tell its peak.
  private var bytes: [PlainPlaces]
  /// The bytes of each level that has a capacity, for all levels that share it.
  private var capacities: [PlainPlaces]
  /// When the computing side, and each channel, is done.
  private var computing: Int128 = 0
  private var channels: [Int128]
  private var busy: [Int128]
  private var computed: Int128 = 0
  /// When the last backward step ended, and what had been computed by then.
  private(set) var makespan: Int128 = 0
  private var computedByThen: Int128 = 0

  init(_ problem: Problem) {
    self.problem = problem
    slots = problem.levels.map {
      PlainPlaces(limit: $0.capacity == nil && $0.sharesCapacityWith == nil ? $0.slots : nil)
    }
    bytes = problem.levels.map { _ in PlainPlaces(limit: nil) }
    capacities = problem.levels.map { PlainPlaces(limit: $0.capacity) }
    channels = problem.levels.map { _ in 0 }
    busy = channels
  }

  /// Adds the times, and the peaks, to the counts.
  func complete(_ counts: inout Statistics) {
    counts.computeTime = Int(clamping: computedByThen)
    counts.stallTime = Int(clamping: makespan - computedByThen)
    for level in problem.levels.indices {
      if problem.levels[level].isOverlapped { counts.levels[level].busyTime = Int(clamping: busy[level]) }
      counts.levels[level].peakSlots = slots[level].used
      if counts.levels[level].peakBytes != nil { counts.levels[level].peakBytes = bytes[level].used }
    }
  }

  /// Runs steps that need `temporary` bytes of level 0 meanwhile, and may store a tape.
  mutating func forward(_ duration: Int128, temporary: Int, storing tape: Key? = nil) {
    var start = computing
    if let tape {
      let isShared = owner(tape.level) != nil && owner(tape.level) == owner(0)
      start = firstTime(for: tape, more: isShared ? temporary : 0, from: start)
    }
    start = firstTime(forTemporary: temporary, from: start)
    compute(from: start, duration)
    use(temporary, from: start)
    if let tape { put(tape, from: start, until: computing) }
  }

  mutating func backward(_ duration: Int128, temporary: Int, from tape: Key? = nil) {
    let ready = max(computing, tape.flatMap { copies[$0]?.arrival } ?? 0)
    let start = firstTime(forTemporary: temporary, from: ready)
    compute(from: start, duration)
    use(temporary, from: start)
    if let tape {
      keep(tape, until: computing)
      remove(tape)
    }
    (makespan, computedByThen) = (computing, computed)
  }

  mutating func write(_ key: Key, _ duration: Int128) {
    let start = firstTime(for: key, from: computing)
    compute(from: start, duration)
    put(key, from: start, until: computing)
  }

  mutating func read(_ key: Key, _ duration: Int128) {
    compute(from: max(computing, copies[key]?.arrival ?? 0), duration)
    keep(key, until: computing)
  }

  /// Carries a copy of an item, or the item itself, to another level.
  mutating func transfer(_ key: Key, to target: Key, channel: Int, _ duration: Int128, moves: Bool) {
    let start = firstTime(for: target, from: max(channels[channel], copies[key]?.arrival ?? 0))
    channels[channel] = start + duration
    busy[channel] += duration
    put(target, from: start, until: start + duration)
    keep(key, until: start + duration)
    if moves { remove(key) }
  }

  /// Frees the places of a copy when all that uses it has ended.
  mutating func remove(_ key: Key) {
    guard let copy = copies.removeValue(forKey: key) else { return }
    slots[key.level].free(copy.slot, from: copy.lastUse)
    bytes[key.level].free(copy.bytes, from: copy.lastUse)
    if let owner = owner(key.level) { capacities[owner].free(copy.capacity, from: copy.lastUse) }
  }

  private mutating func compute(from start: Int128, _ duration: Int128) {
    computing = start + duration
    computed += duration
  }

  private mutating func keep(_ key: Key, until end: Int128) {
    guard let copy = copies[key] else { return }
    copies[key]?.lastUse = max(copy.lastUse, end)
  }

  private mutating func put(_ key: Key, from start: Int128, until arrival: Int128) {
    let size = size(of: key)
    copies[key] = Copy(
      arrival: arrival, lastUse: arrival, slot: slots[key.level].take(1, at: start),
      bytes: bytes[key.level].take(size, at: start),
      capacity: owner(key.level).map { capacities[$0].take(size, at: start) } ?? [])
  }

  private mutating func use(_ temporary: Int, from start: Int128) {
    let places = bytes[0].take(temporary, at: start)
    bytes[0].free(places, from: computing)
    guard let owner = owner(0) else { return }
    let shared = capacities[owner].take(temporary, at: start)
    capacities[owner].free(shared, from: computing)
  }

  private func firstTime(for key: Key, more: Int = 0, from start: Int128) -> Int128 {
    let start = slots[key.level].firstTime(for: 1, from: start)
    return owner(key.level).map { capacities[$0].firstTime(for: size(of: key) + more, from: start) } ?? start
  }

  private func firstTime(forTemporary count: Int, from start: Int128) -> Int128 {
    guard count > 0, let owner = owner(0) else { return start }
    return capacities[owner].firstTime(for: count, from: start)
  }

  /// The level whose bytes a level uses, or nil if it has slots.
  private func owner(_ level: Int) -> Int? {
    let owner = problem.levels[level].sharesCapacityWith ?? level
    return problem.levels[owner].capacity == nil ? nil : owner
  }

  private func size(of key: Key) -> Int {
    let size = key.isTape ? problem.chain.tapes?.size?[key.number] : problem.chain.stateSize?[key.number]
    return Int(clamping: problem.plainBytes(size ?? 0, on: key.level))
  }
}
