/// The fewest jobs, then the least total time, for a choice of states that are kept from job to job.
///
/// Kept states p_0 = 0 < ... < p_q are there at the beginning, or are stored when what is before the next one that is there
/// becomes due: the chain then runs forward from the last p_i that is there, storing those on the way; a job may end after
/// such a write. A job that begins with backward step d due reads the last p_i <= d, reverses x_{p_i} ... x_d, then what is
/// before p_i, and so on. It may end after any backward step: after the last one before some p_i, or within a part that is
/// too long for the rest of its time, which is then reversed from x_a on, the first x_a for which that fits. What happens
/// next depends on d alone, so these ends are compared for every d that is reached:
///
///     f(d) = min over the ends e of a job from d of (1, its time) + f(e),   f(-1) = 0
///
/// The ends after a write are compared in the same way.
///
/// - Complexity: O(jobs x log l) parts of the chain for which a reversal is planned, since a job reaches at most three ends.
struct DivisionSearch {
  /// Jobs, then time.
  struct Cost: Comparable {
    var jobs: Int
    var time: Int128

    static func < (a: Cost, b: Cost) -> Bool { (a.jobs, a.time) < (b.jobs, b.time) }
  }

  /// Where a job begins: with a state of a forward run just stored, or with a backward step due.
  enum Node: Hashable {
    case beginning
    case sweep(Int)
    case due(Int)
  }

  /// What a job does, in its order.
  enum Work {
    /// Goes on from p_i to p_k, both stored, writing each state on the way.
    case sweep(from: Int, to: Int)
    /// Reverses from p_i to x_d; from the buffer, if it is there.
    case whole(Int, due: Int, fromBuffer: Bool)
    /// Reverses x_a ... x_d, a beyond p_i.
    case part(Int, from: Int, due: Int, fromBuffer: Bool)
  }

  /// The end of a job, and how it gets there.
  struct Job {
    var works: [Work]
    var time: Int128
    var end: Node
  }

  let segments: DivisionSegments
  let places: DivisionPlaces
  /// T, for all that a job does.
  let limit: Int128
  let restart: Int128
  private let rooms: DivisionRooms
  private var known: [Node: (cost: Cost, job: Job)?] = [:]
  /// What the known jobs do, counted.
  private var works = 0

  init(_ segments: DivisionSegments, _ places: DivisionPlaces, limit: Int128, restart: Int128) {
    (self.segments, self.places, self.limit, self.restart) = (segments, places, limit, restart)
    rooms = DivisionRooms(segments, places)
  }

  private var problem: Problem { segments.problem }

  /// Returns the jobs in their order, or nil if some part of the chain fits no job.
  mutating func jobs() throws(PlanningError) -> (cost: Cost, jobs: [Job])? {
    guard let cost = try best(.beginning) else { return nil }
    var jobs: [Job] = []
    var node = Node.beginning
    while node != .due(-1), let entry = known[node], let job = entry?.job {
      jobs.append(job)
      node = job.end
    }
    return (cost, jobs)
  }

  /// Returns the job that begins somewhere in the best division from there; nil if no job is long enough.
  mutating func job(from node: Node) throws(PlanningError) -> Job? {
    if try best(node) == nil { return nil }
    return known[node]??.job
  }

  /// Forgets what it has found if that has become too much.
  mutating func forget(beyond count: Int) {
    if works > count { (known, works) = ([:], 0) }
  }

  /// Returns f of a node. The nodes that it needs come later in the chain's reversal; a stack keeps those that wait.
  private mutating func best(_ first: Node) throws(PlanningError) -> Cost? {
    var waiting = [first]
    var ends: [Node: [Job]] = [:]
    while let node = waiting.last {
      if known[node] != nil {
        waiting.removeLast()
        continue
      }
      let jobs: [Job]
      if let found = ends[node] { jobs = found } else { jobs = try self.jobs(from: node) }
      ends[node] = jobs
      let missing = jobs.map(\.end).filter { $0 != .due(-1) && known[$0] == nil }
      if !missing.isEmpty {
        waiting += missing
        continue
      }
      var best: (cost: Cost, job: Job)?
      for job in jobs {
        var cost = Cost(jobs: 1, time: job.time)
        if job.end != .due(-1) {
          guard let rest = known[job.end]?.map({ $0.cost }) else { continue }
          cost = Cost(jobs: 1 + rest.jobs, time: job.time + rest.time)
        }
        if best == nil || cost < best?.cost ?? cost { best = (cost, job) }
      }
      known[node] = .some(best)
      works += 1 + (best?.job.works.count ?? 0)
      waiting.removeLast()
    }
    return known[first]??.cost
  }
}

extension DivisionSearch {
  /// The cost of writing a kept state.
  func write(of index: Int) -> Int128 { segments.write(of: places.states[index], on: places.levels[index]) }

  /// The cost of reading a kept state.
  func read(of index: Int) -> Int128 { segments.read(of: places.states[index], on: places.levels[index]) }

  /// The cost of going on from one kept state to the next and storing it.
  func step(to index: Int) -> Int128 {
    segments.travel(places.states[index - 1], places.states[index]) + write(of: index)
  }

  /// Returns how to reverse from a kept state, or from a later one, x_start, with it in the buffer.
  func reversal(_ index: Int, from start: Int, to due: Int) throws(PlanningError) -> DivisionSegments.Reversal? {
    let (root, room) = source(index, start)
    return try segments.reversal(from: start, to: due, root: root, room: room)
  }

  /// Returns the level that holds x_start, if that is a kept state, and the room beside what is kept.
  func source(_ index: Int, _ start: Int) -> (root: Int?, room: DivisionRoom?) {
    (start == places.states[index] ? places.levels[index] : nil, rooms.room(beside: index))
  }

  /// Where a job begins if only x_0 was written before.
  var nodeAfterWriting: Node {
    places.base(of: places.states.count - 1) == 0 ? .sweep(0) : .due(segments.firstDue)
  }

  /// Returns the division with one part in every job, the forward run and the last part being one; nil if one is too long, or
  /// if transfers overlap.
  func onePartPerJob() throws(PlanningError) -> JobDivision.Baseline? {
    if problem.isOverlapped || problem.situation != nil { return nil }
    var time = write(of: 0)
    for index in places.states.indices.dropFirst() { time += step(to: index) }
    var total: Int128 = 0
    var end = segments.firstDue
    for index in places.states.indices.reversed() {
      guard let whole = try reversal(index, from: places.states[index], to: end) else { return nil }
      if end < segments.firstDue { time = restart + read(of: index) }
      time += whole.cost
      if time > limit { return nil }
      total += time
      end = places.states[index] - 1
    }
    return JobDivision.Baseline(jobs: places.states.count, time: try total.asMakespan())
  }

  /// Returns the least limit for which these places can work: in some job, each part is run through and its last backward
  /// step with it; nil if none can.
  func leastLimit() throws(PlanningError) -> Int128? {
    var least: Int128 = places.isFirstWritten ? write(of: 0) : 0
    for index in places.states.indices {
      let state = places.states[index]
      let isLast = index + 1 == places.states.count
      let end = isLast ? segments.firstDue : places.states[index + 1] - 1
      if end < state { continue }
      guard let single = try reversal(index, from: end, to: end) else { return nil }
      least = max(least, restart + read(of: index) + segments.travel(state, end) + single.cost)
      if !isLast && !places.isThere[index + 1] { least = max(least, restart + read(of: index) + step(to: index + 1)) }
    }
    return least
  }

  /// Returns the jobs that may begin somewhere: to the last end before the limit, to the last before some kept state, and to
  /// the end of a forward run.
  private func jobs(from node: Node) throws(PlanningError) -> [Job] {
    var job = Job(works: [], time: restart, end: node)
    var due: Int
    switch node {
    case .beginning:
      job.time = places.isFirstWritten ? write(of: 0) : 0
      if job.time > limit { return [] }
      due = segments.firstDue
    case .sweep(let index): due = places.top(of: index, first: segments.firstDue)
    case .due(let number): due = number
    }
    // Ends are beginnings of one list of works, which is long.
    var ends: [Stop] = []
    var runs: [Stop] = []
    var buffer: Int?
    while due >= 0 {
      let index = places.last(upTo: due)
      if due == places.top(of: index, first: segments.firstDue),
        let start = runStart(node, index, isFirst: due == self.due(of: node))
      {
        // A state stands in the buffer when it has just been written.
        let isWritten = node == .beginning && due == segments.firstDue && start == 0 && places.isFirstWritten
        guard let end = run(&job, from: start, to: index, isInBuffer: isWritten) else { break }
        buffer = end
        if end > start || isWritten { runs = [Stop(job)] }
        if end < index { break }
      }
      if job.time > limit { break }
      let state = places.states[index]
      let lead = buffer == index ? 0 : read(of: index)
      if let whole = try reversal(index, from: state, to: due), job.time + lead + whole.cost <= limit {
        job.works.append(.whole(index, due: due, fromBuffer: buffer == index))
        job.time += lead + whole.cost
        due = state - 1
        job.end = .due(due)
        ends = [Stop(job)]
        buffer = nil
        continue
      }
      if let (from, cost) = try part(index, due, job.time + lead) {
        job.works.append(.part(index, from: from, due: due, fromBuffer: buffer == index))
        job.time += lead + cost
        job.end = .due(from - 1)
        ends.append(Stop(job))
      }
      break
    }
    return (ends + runs).map { Job(works: Array(job.works[..<$0.works]), time: $0.time, end: $0.end) }
  }

  /// An end of a job: how many of its works are done by then.
  private struct Stop {
    var works: Int
    var time: Int128
    var end: Node

    init(_ job: Job) { (works, time, end) = (job.works.count, job.time, job.end) }
  }

  /// The backward step that is due where a job begins.
  private func due(of node: Node) -> Int {
    switch node {
    case .beginning: return segments.firstDue
    case .sweep(let index): return places.top(of: index, first: segments.firstDue)
    case .due(let due): return due
    }
  }

  /// Returns the kept state from which the forward run before a part goes on; nil if there is none.
  ///
  /// - Parameter isFirst: Whether the job begins with this part.
  private func runStart(_ node: Node, _ index: Int, isFirst: Bool) -> Int? {
    if isFirst, case .sweep(let start) = node { return start }
    let base = places.base(of: index)
    return base < index || (isFirst && node == .beginning && places.isFirstWritten && base == 0) ? base : nil
  }

  /// Runs forward from p_start towards p_end while the limit allows; returns the last state that was stored, now in the buffer.
  private func run(_ job: inout Job, from start: Int, to end: Int, isInBuffer: Bool) -> Int? {
    var clock = DivisionClock(segments, at: job.time)
    if !isInBuffer { clock.run(for: read(of: start)) }
    if clock.quiet > limit { return nil }
    var index = start
    while index < end {
      var next = clock
      next.run(for: segments.travel(places.states[index], places.states[index + 1]))
      next.store(places.states[index + 1], on: places.levels[index + 1])
      if next.quiet > limit { break }
      (clock, index) = (next, index + 1)
    }
    job.works.append(.sweep(from: start, to: index))
    job.time = clock.quiet
    job.end = .sweep(index)
    return index
  }

  /// Returns the first x_a for which reversing x_a ... x_due fits, and what that costs after x_{p_index} is in the buffer.
  private func part(_ index: Int, _ due: Int, _ time: Int128) throws(PlanningError) -> (from: Int, cost: Int128)? {
    let state = places.states[index]
    func cost(_ from: Int) throws(PlanningError) -> Int128? {
      try reversal(index, from: from, to: due).map { segments.travel(state, from) + $0.cost }
    }
    guard due > state, let least = try cost(due), time + least <= limit else { return nil }
    // The longer the part, the more it costs: each step more is run, and reversed, at least once.
    var (low, high, best) = (state, due, least)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if let found = try cost(middle), time + found <= limit { (high, best) = (middle, found) } else { low = middle }
    }
    return (high, best)
  }
}
