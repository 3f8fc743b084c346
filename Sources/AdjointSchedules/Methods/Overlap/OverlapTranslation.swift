/// A schedule for transfers that block, with those of overlapped levels run beside the steps.
///
/// A write to an overlapped level becomes a write to level 0, an offload and a discard; a read becomes a prefetch and a
/// read of level 0. Each prefetch is issued as early as level 0 has room for its state from then on, at most a window of
/// operations ahead, and after all earlier transfers of its level.
struct OverlapTranslation: SchedulePlan {
  /// The problem with overlapped levels.
  let problem: Problem
  /// The plan for the same levels without the mark.
  let base: any SchedulePlan

  var countsBytes: Bool { problem.countsBytes }

  func operations(length: Int) -> OperationSource {
    var translator = OverlapTranslator(problem, base.operations(length: length))
    return { batch in translator.generate(into: &batch) }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try Statistics(replaying: operations(length: length), on: problem)
  }

  /// What comes of timing the schedule.
  enum Timing: Equatable {
    case makespan(Int)
    /// Level 0 has not the room, or a total does not fit 64 bits.
    case doesNotFit
    case tooLong
  }

  /// Where the base is known to have too many operations, only these are timed, in case level 0 has not the room.
  private static let firstTimed = 1 << 16

  /// Times the schedule, if it has no more than `limit` operations.
  func timed(limit: Int) throws(PlanningError) -> Timing {
    let limit = baseExceeds(limit) ? min(limit, Self.firstTimed) : limit
    var machine = ReplayMachine(problem: problem)
    let source = operations(length: problem.chain.length)
    var batch: [Operation] = []
    var count = 0
    while true {
      batch.removeAll(keepingCapacity: true)
      source(&batch)
      if batch.isEmpty { return .makespan(machine.makespan) }
      count += batch.count
      if count > limit { return .tooLong }
      try PlanningProgress.report(.timedOperations, done: count, total: limit)
      do {
        for operation in batch { try machine.execute(operation) }
      } catch {
        return .doesNotFit
      }
    }
  }
}

extension OverlapTranslation {
  /// True if the base is known, without going through it, to have more than `limit` operations: each becomes one or more.
  private func baseExceeds(_ limit: Int) -> Bool {
    if problem.chain.length > limit { return true }
    if problem.countsBytes || problem.chain.forwardCost.common == nil || problem.chain.backwardCost.common == nil {
      return false
    }
    do throws(PlanningError) {
      return try base.statistics(length: problem.chain.length, levelCount: problem.levels.count).operations > limit
    } catch {
      return error == .overflow(quantity: .operations)
    }
  }
}

/// Translates operations one after another; the last ones are kept back, so that prefetches can be put before them.
private struct OverlapTranslator {
  private struct Entry {
    var operation: Operation
    /// What level 0 holds during the operation, in slots or bytes.
    var use: Int
    /// The state or tape that it takes to level 0 or from there.
    var item: StoredItem?
    /// The overlapped level of a transfer.
    var channel: Int?
  }

  /// The most operations that a prefetch is issued ahead.
  private static let window = 4096

  private let problem: Problem
  private let source: OperationSource
  /// The most that any step needs while it runs.
  private let forwardRoom: Int
  private let backwardRoom: Int
  private var incoming: [Operation] = []
  private var position = 0
  private var entries: [Entry] = []
  private var stored: Set<StoredItem> = []
  private var used = 0
  /// The level that holds each tape.
  private var tapes: [Int: Int] = [:]

  init(_ problem: Problem, _ source: @escaping OperationSource) {
    (self.problem, self.source) = (problem, source)
    forwardRoom = problem.chain.forwardTemporary?.given.max() ?? 0
    backwardRoom = problem.chain.backwardTemporary?.given.max() ?? 0
  }

  mutating func generate(into batch: inout [Operation]) {
    while entries.count < 2 * Self.window, let operation = next() { translate(operation) }
    let isOver = peek() == nil
    let count = isOver ? entries.count : entries.count - Self.window
    batch += entries.prefix(count).map(\.operation)
    entries.removeFirst(count)
  }

  private mutating func peek() -> Operation? {
    if position == incoming.count {
      incoming.removeAll(keepingCapacity: true)
      position = 0
      source(&incoming)
    }
    return position < incoming.count ? incoming[position] : nil
  }

  private mutating func next() -> Operation? {
    guard let operation = peek() else { return nil }
    position += 1
    return operation
  }

  private func isOverlapped(_ level: Int) -> Bool {
    problem.levels.indices.contains(level) && problem.levels[level].isOverlapped
  }

  private mutating func translate(_ operation: Operation) {
    switch operation {
    case .write(let level, let step) where isOverlapped(level): offload(step, to: level)
    case .read(let level, let step) where isOverlapped(level): fetch(step, from: level)
    case .tape(let level, let step) where isOverlapped(level):
      let tape = StoredItem(number: step, isTape: true)
      take(tape)
      append(.tape(level: 0, step: step), tape)
      append(.offloadTape(level: level, step: step), tape, channel: level)
      release(tape)
      tapes[step] = level
    case .readTape(let level, let step) where isOverlapped(level):
      let tape = StoredItem(number: step - 1, isTape: true)
      prefetch(tape, .prefetchTape(level: level, step: step - 1), channel: level)
      append(.readTape(level: 0, step: step), nil)
      append(.offloadTape(level: level, step: step - 1), tape, channel: level)
      release(tape)
    case .backward(let step):
      let tape = StoredItem(number: step, isTape: true)
      if let level = tapes.removeValue(forKey: step) {
        prefetch(tape, .prefetchTape(level: level, step: step), channel: level)
      }
      append(operation, tape, extra: backwardRoom)
      if problem.chain.tapes != nil, stored.contains(tape) { release(tape) }
    case .write(0, let step):
      take(StoredItem(number: step, isTape: false))
      append(operation, StoredItem(number: step, isTape: false))
    case .discard(0, let step):
      append(operation, StoredItem(number: step, isTape: false))
      release(StoredItem(number: step, isTape: false))
    case .tape(0, let step):
      take(StoredItem(number: step, isTape: true))
      append(operation, StoredItem(number: step, isTape: true))
    case .forward: append(operation, nil, extra: forwardRoom)
    default: append(operation, nil)
    }
  }

  private mutating func offload(_ step: Int, to level: Int) {
    let item = StoredItem(number: step, isTape: false)
    let isThere = stored.contains(item)
    if !isThere {
      take(item)
      append(.write(level: 0, step: step), item)
    }
    append(.offload(level: level, step: step), item, channel: level)
    if isThere { return }
    append(.discard(level: 0, step: step), item)
    release(item)
  }

  private mutating func fetch(_ step: Int, from level: Int) {
    let item = StoredItem(number: step, isTape: false)
    if stored.contains(item) { return append(.read(level: 0, step: step), item) }
    prefetch(item, .prefetch(level: level, step: step), channel: level)
    append(.read(level: 0, step: step), item)
    while peek() == .discard(level: level, step: step), let operation = next() { append(operation, nil) }
    if peek() == .write(level: 0, step: step) {
      position += 1
    } else {
      append(.discard(level: 0, step: step), item)
      release(item)
    }
  }

  /// Issues a prefetch as early as there is room.
  private mutating func prefetch(_ item: StoredItem, _ operation: Operation, channel: Int) {
    let size = size(of: item)
    let limit = limit
    var place = entries.count
    while place > 0 {
      let entry = entries[place - 1]
      if entry.channel == channel || entry.item == item || entry.use + size > limit { break }
      place -= 1
    }
    for index in place..<entries.count { entries[index].use += size }
    take(item)
    let before = place > 0 ? entries[place - 1].use : size
    entries.insert(Entry(operation: operation, use: max(before, size), item: item, channel: channel), at: place)
  }

  private var limit: Int {
    guard let level = problem.levels.first else { return 0 }
    if level.sharesCapacityWith != nil { return 0 }
    return level.countsBytes ? level.capacity ?? .max : level.slots ?? .max
  }

  private func size(of item: StoredItem) -> Int {
    if problem.levels.first?.countsBytes != true { return 1 }
    return item.isTape
      ? problem.storedSize(level: 0, tape: item.number) : problem.storedSize(level: 0, state: item.number)
  }

  private mutating func take(_ item: StoredItem) {
    if stored.insert(item).inserted { used += size(of: item) }
  }

  private mutating func release(_ item: StoredItem) {
    if stored.remove(item) != nil { used -= size(of: item) }
  }

  private mutating func append(_ operation: Operation, _ item: StoredItem?, channel: Int? = nil, extra: Int = 0) {
    let use = used.addingReportingOverflow(problem.levels.first?.countsBytes == true ? extra : 0)
    entries.append(
      Entry(operation: operation, use: use.overflow ? .max : use.partialValue, item: item, channel: channel))
  }
}
