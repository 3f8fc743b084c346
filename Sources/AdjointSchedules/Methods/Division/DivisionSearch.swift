/// The fewest jobs, then the least total time, for a choice of states that are kept from job to job.
///
/// The first jobs run forward and store the kept states p_0 = 0 < ... < p_q; a job may end after such a write. From then on
/// a job that begins with backward step d due reads the last p_i <= d, reverses x_{p_i} ... x_d, then what is before p_i,
/// and so on. It may end after any backward step: after the last one before some p_i, or within a part that is too long for
/// the rest of its time, which is then reversed from x_a on, the first x_a for which that fits. What happens next depends on
/// d alone, so both are compared for every d that is reached:
///
///     f(d) = min over the ends e of a job from d of (1, its time) + f(e),   f(-1) = 0
///
/// The first jobs are compared in the same way.
///
/// - Complexity: O(jobs x log l) parts of the chain for which a reversal is planned, since a job reaches at most two ends.
struct DivisionSearch {
  /// Jobs, then time.
  struct Cost: Comparable {
    var jobs: Int
    var time: Int128

    static func < (a: Cost, b: Cost) -> Bool { (a.jobs, a.time) < (b.jobs, b.time) }
  }

  /// Where a job begins: with a state of the forward run just stored, or with a backward step due.
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
  private let limit: Int128
  private let restart: Int128
  private let length: Int
  private var known: [Node: (cost: Cost, job: Job)?] = [:]
  /// What the known jobs do, counted.
  private var works = 0

  init(_ segments: DivisionSegments, _ places: DivisionPlaces, limit: Int128, restart: Int128) {
    (self.segments, self.places, self.limit, self.restart) = (segments, places, limit, restart)
    length = segments.problem.chain.length
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

  /// Returns the division with one part in every job, the forward run and the last part being one; nil if one is too long.
  func onePartPerJob() throws(PlanningError) -> JobDivision.Baseline? {
    var time = write(of: 0)
    for index in places.states.indices.dropFirst() { time += step(to: index) }
    var total: Int128 = 0
    var end = length
    for index in places.states.indices.reversed() {
      let (state, level) = (places.states[index], places.levels[index])
      guard let whole = try segments.reversal(from: state, to: end, root: level) else { return nil }
      if end < length { time = restart + Int128(problem.readCost(level: level, state: state)) }
      time += whole.cost
      if time > limit { return nil }
      total += time
      end = state - 1
    }
    return JobDivision.Baseline(jobs: places.states.count, time: try total.asMakespan())
  }

  /// Returns the least limit for which these places can work: in some job, each part is run through and its last backward
  /// step with it.
  func leastLimit() -> Int128 {
    var least: Int128 = 0
    for index in places.states.indices {
      let (state, level) = (places.states[index], places.levels[index])
      let isLast = index + 1 == places.states.count
      let end = isLast ? length : places.states[index + 1] - 1
      let read = Int128(problem.readCost(level: level, state: state))
      least = max(least, restart + read + segments.travel(state, end) + Int128(problem.chain.backwardCost[end]))
      if index == 0 { least = max(least, Int128(problem.writeCost(level: level, state: 0))) }
      if !isLast { least = max(least, restart + read + step(to: index + 1)) }
    }
    return least
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

  /// The cost of writing a kept state.
  func write(of index: Int) -> Int128 {
    Int128(problem.writeCost(level: places.levels[index], state: places.states[index]))
  }

  /// The cost of reading a kept state.
  func read(of index: Int) -> Int128 {
    Int128(problem.readCost(level: places.levels[index], state: places.states[index]))
  }

  /// The cost of going on from one kept state to the next and storing it.
  func step(to index: Int) -> Int128 {
    segments.travel(places.states[index - 1], places.states[index])
      + write(of: index)
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

  /// Returns the jobs that may begin somewhere: to the last end before the limit, and to the last before some kept state.
  private func jobs(from node: Node) throws(PlanningError) -> [Job] {
    var works: [Work] = []
    var time: Int128
    switch node {
    case .due(let due): return try backward(works, restart, due, buffer: nil)
    case .beginning: time = write(of: 0)
    case .sweep(let index):
      time = restart + read(of: index)
    }
    var index = if case .sweep(let index) = node { index } else { 0 }
    let start = index
    if time > limit { return [] }
    while index + 1 < places.states.count, case let next = time + step(to: index + 1), next <= limit {
      (index, time) = (index + 1, next)
    }
    works.append(.sweep(from: start, to: index))
    var jobs: [Job] = []
    if index > start || node == .beginning { jobs.append(Job(works: works, time: time, end: .sweep(index))) }
    if index + 1 == places.states.count { jobs = try backward(works, time, length, buffer: index) + jobs }
    return jobs
  }

  /// Returns the ends of a job that goes on with backward step `due`.
  ///
  /// - Parameter buffer: The kept state in the buffer, if any.
  private func backward(
    _ works: [Work], _ time: Int128, _ due: Int, buffer: Int?
  ) throws(PlanningError) -> [Job] {
    var (works, time, due, buffer) = (works, time, due, buffer)
    var jobs: [Job] = []
    var index = places.last(upTo: due)
    while due >= 0 {
      while places.states[index] > due { index -= 1 }
      let (state, level) = (places.states[index], places.levels[index])
      let lead = buffer == index ? 0 : Int128(problem.readCost(level: level, state: state))
      if let whole = try segments.reversal(from: state, to: due, root: level), time + lead + whole.cost <= limit {
        works.append(.whole(index, due: due, fromBuffer: buffer == index))
        time += lead + whole.cost
        due = state - 1
        jobs = [Job(works: works, time: time, end: .due(due))]
        buffer = nil
        continue
      }
      if let (from, cost) = try part(index, due, time + lead) {
        works.append(.part(index, from: from, due: due, fromBuffer: buffer == index))
        jobs.append(Job(works: works, time: time + lead + cost, end: .due(from - 1)))
      }
      break
    }
    return jobs
  }

  /// Returns the first x_a for which reversing x_a ... x_due fits, and what that costs after x_{p_index} is in the buffer.
  private func part(_ index: Int, _ due: Int, _ time: Int128) throws(PlanningError) -> (from: Int, cost: Int128)? {
    let state = places.states[index]
    func cost(_ from: Int) throws(PlanningError) -> Int128? {
      try segments.reversal(from: from, to: due, root: nil).map { segments.travel(state, from) + $0.cost }
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
