/// When the operations of a schedule start and end on a machine with overlapped levels.
///
/// Steps, and the writes and reads of other levels, run one after another on the *computing side*. Each overlapped level
/// has a *channel*, which carries one transfer between it and level 0 at a time, in the order in which they are issued. An
/// operation starts as soon as its side or channel is done with what was issued to it before, its state has arrived, and
/// it has room. A discard takes no time: its slot is free once what was issued before and uses it has ended.
///
/// What an operation waits for was issued before it, so a schedule that breaks no rule with transfers done at once never
/// waits forever.
///
/// - Complexity: O(1) expected per operation where rooms are; memory in the number of states stored at the same time.
struct Timeline {
  /// A state or tape on a level, with its bytes there.
  struct Item {
    var item: StoredItem
    var level: Int
    var bytes: Int
  }

  /// From when on a copy can be read, and until when what was issued uses it.
  private struct Copy {
    var arrival: Int
    var lastUse: Int

    mutating func use(until end: Int) { lastUse = max(lastUse, end) }
  }

  /// The room of one level.
  private struct Rooms {
    var slots: TimedRoom
    /// The bytes in use, without a limit.
    var bytes = TimedRoom(limit: nil)
    /// The level's capacity, for all levels that share it.
    var capacity: TimedRoom
    /// The level whose capacity is used; nil where slots are counted.
    var pool: Int?
  }

  /// The start and the end of the last operation that was issued; of a discard, the time when its slot is free.
  private(set) var last = (start: 0, end: 0)
  /// When the computing side, and each level's channel, is done with all that was issued.
  private var computingEnd = 0
  private var channelEnds: [Int]
  private var busyTimes: [Int?]
  private var computeTime = 0
  /// The time computed, and the end, of the last backward step and what came before it.
  private var completed = (computing: 0, end: 0)
  private var copies: [[StoredItem: Copy]]
  /// What is given up, and until when what was issued uses it: some of it beyond the end of the computing side.
  private var leaving: [(item: StoredItem, level: Int, until: Int)] = []
  private var rooms: [Rooms]

  init(_ problem: Problem) {
    if !problem.isOverlapped {
      (channelEnds, busyTimes, copies, rooms) = ([], [], [], [])
      return
    }
    channelEnds = Array(repeating: 0, count: problem.levels.count)
    busyTimes = problem.levels.map { $0.isOverlapped ? 0 : nil }
    copies = Array(repeating: [:], count: problem.levels.count)
    rooms = problem.levels.indices.map { level in
      Rooms(
        slots: TimedRoom(limit: problem.levels[level].countsBytes ? nil : problem.levels[level].slots),
        capacity: TimedRoom(limit: problem.levels[level].capacity),
        pool: problem.levels[level].countsBytes ? problem.pool(of: level) : nil)
    }
  }

  /// Adds the times, and the peaks of the timeline, to the counts.
  func complete(_ statistics: inout Statistics) {
    statistics.computeTime = completed.computing
    statistics.stallTime = completed.end - completed.computing
    for level in rooms.indices {
      statistics.levels[level].busyTime = busyTimes[level]
      statistics.levels[level].peakSlots = rooms[level].slots.peak
      if statistics.levels[level].peakBytes != nil { statistics.levels[level].peakBytes = rooms[level].bytes.peak }
    }
  }

  /// When the computing side is done with all that was issued, and how long it has worked by then.
  var computing: (end: Int, time: Int) { (computingEnd, computeTime) }

  /// What each level holds when the computing side is done with all that was issued: neither what is still on its way there,
  /// nor without what a transfer under way still uses.
  ///
  /// - Complexity: O(items stored).
  var held: [[StoredItem]] {
    copies.indices.map { level in
      var items = Set(copies[level].filter { $0.value.arrival <= computingEnd }.keys)
      for entry in leaving where entry.level == level && entry.until > computingEnd { items.insert(entry.item) }
      return Array(items)
    }
  }

  /// Places an item that is stored when time begins, for which there is room.
  mutating func begin(with item: Item) {
    copies[item.level][item.item] = Copy(arrival: 0, lastUse: 0)
    // Neither total can overflow: the problem has checked that what is stored fits.
    try? take(item)
  }

  /// Runs forward steps, which need `temporary` bytes of level 0 meanwhile, and may store a tape.
  mutating func run(for duration: Int, temporary: Int, storing tape: Item? = nil) throws(Rule) {
    var start = computingEnd
    if let tape {
      let shared = tape.level == 0 || rooms[tape.level].pool == rooms[0].pool ? temporary : 0
      start = firstTime(for: tape, and: shared, from: start)
    }
    start = firstTime(for: temporary, from: start)
    try compute(from: start, for: duration)
    try use(temporary)
    guard let tape else { return }
    try take(tape)
    copies[tape.level][tape.item] = Copy(arrival: last.end, lastUse: last.end)
  }

  /// Runs a backward step, from a tape or from the state in the buffer; returns when it ends.
  mutating func backward(for duration: Int, temporary: Int, from tape: Item? = nil) throws(Rule) -> Int {
    let arrival = tape.flatMap { copies[$0.level][$0.item]?.arrival } ?? 0
    try compute(from: firstTime(for: temporary, from: max(computingEnd, arrival)), for: duration)
    try use(temporary)
    if let tape {
      copies[tape.level][tape.item]?.use(until: last.end)
      remove(tape)
    }
    completed = (computeTime, last.end)
    return last.end
  }

  mutating func write(_ item: Item, for duration: Int) throws(Rule) {
    try compute(from: firstTime(for: item, from: computingEnd), for: duration)
    try take(item)
    copies[item.level][item.item] = Copy(arrival: last.end, lastUse: last.end)
  }

  mutating func read(_ item: Item, for duration: Int) throws(Rule) {
    let arrival = copies[item.level][item.item]?.arrival ?? 0
    try compute(from: max(computingEnd, arrival), for: duration)
    copies[item.level][item.item]?.use(until: last.end)
  }

  /// Copies an item from its level to another over the channel of one of them, or moves it.
  mutating func transfer(
    _ item: Item, to target: Item, channel: Int, for duration: Int, moves: Bool
  ) throws(Rule) {
    let arrival = copies[item.level][item.item]?.arrival ?? 0
    let start = firstTime(for: target, from: max(channelEnds[channel], arrival))
    let (end, overflow) = start.addingReportingOverflow(duration)
    let (busy, overflowsBusy) = (busyTimes[channel] ?? 0).addingReportingOverflow(duration)
    if overflow || overflowsBusy { throw .overflow(quantity: .makespan) }
    last = (start, end)
    channelEnds[channel] = end
    busyTimes[channel] = busy
    try take(target)
    copies[target.level][target.item] = Copy(arrival: end, lastUse: end)
    copies[item.level][item.item]?.use(until: end)
    if moves { remove(item) }
  }

  mutating func discard(_ item: Item) {
    let end = copies[item.level][item.item]?.lastUse ?? 0
    last = (end, end)
    remove(item)
  }

  /// Frees the room of an item once all that uses it has ended.
  private mutating func remove(_ item: Item) {
    guard let copy = copies[item.level].removeValue(forKey: item.item) else { return }
    if copy.lastUse > computingEnd {
      leaving.removeAll { $0.until <= computingEnd }
      leaving.append((item.item, item.level, copy.lastUse))
    }
    rooms[item.level].slots.free(1, at: copy.lastUse)
    freeBytes(item.bytes, at: item.level, from: copy.lastUse)
  }

  /// Takes the computing side from `start` on.
  private mutating func compute(from start: Int, for duration: Int) throws(Rule) {
    let (end, overflow) = start.addingReportingOverflow(duration)
    if overflow { throw .overflow(quantity: .makespan) }
    last = (start, end)
    computingEnd = end
    computeTime += duration
  }

  /// Returns the first time when an item has its slot or its bytes, and `more` bytes are free there too.
  private func firstTime(for item: Item, and more: Int = 0, from start: Int) -> Int {
    let start = rooms[item.level].slots.firstTime(for: 1, from: start)
    guard let pool = rooms[item.level].pool else { return start }
    return rooms[pool].capacity.firstTime(for: item.bytes + more, from: start)
  }

  /// Returns the first time when `temporary` bytes are free on level 0.
  private func firstTime(for temporary: Int, from start: Int) -> Int {
    guard temporary > 0, let pool = rooms[0].pool else { return start }
    return rooms[pool].capacity.firstTime(for: temporary, from: start)
  }

  /// Takes the room of an item when the last operation starts.
  private mutating func take(_ item: Item) throws(Rule) {
    try takeBytes(item.bytes, at: item.level)
    try rooms[item.level].slots.take(1, at: last.start)
  }

  /// Takes bytes of level 0 while the last operation runs.
  private mutating func use(_ temporary: Int) throws(Rule) {
    if temporary == 0 { return }
    try takeBytes(temporary, at: 0)
    freeBytes(temporary, at: 0, from: last.end)
  }

  private mutating func takeBytes(_ bytes: Int, at level: Int) throws(Rule) {
    try rooms[level].bytes.take(bytes, at: last.start)
    if let pool = rooms[level].pool { try rooms[pool].capacity.take(bytes, at: last.start) }
  }

  private mutating func freeBytes(_ bytes: Int, at level: Int, from time: Int) {
    rooms[level].bytes.free(bytes, at: time)
    if let pool = rooms[level].pool { rooms[pool].capacity.free(bytes, at: time) }
  }
}
