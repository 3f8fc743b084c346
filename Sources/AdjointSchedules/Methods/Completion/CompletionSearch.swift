/// A good choice of the stored states to keep, where there is no table of all segments: dropping one after another is
/// tried while it helps.
///
/// A segment is planned like a chain of its own, in the room that is left beside what stays stored, its first state's room
/// included. If that plan begins by writing its first state where it is stored already, the state just stays there.
///
/// - Complexity: that of planning O(q) segments for q stored states, each distinct one once; then as many as the limit
///   allows.
struct CompletionSearch {
  /// How a segment is reversed.
  private struct Segment {
    /// With its lead and its backward steps.
    var cost: Int128
    var lead: [Operation]
    var body: SegmentBody?
  }

  private struct Key: Hashable {
    var start: Int
    var end: Int
    var place: CompletionItem.Place
    var room: [Level]
  }

  private let problem: Problem
  private let planner: Planner
  private let due: Int
  private let items: [CompletionItem]
  /// The tapes, which stay until their backward steps, by number.
  private let tapes: [Int: Int]
  /// True if segments of the same length are alike.
  private let isUniform: Bool
  private var known: [Key: Segment?] = [:]

  /// The most segments to plan beyond one choice of states.
  static let maximumTrials = 400
  /// The most pairs of kept states to look at.
  static let maximumWork = 20_000_000

  init(_ problem: Problem, due: Int, planner: Planner) {
    self.problem = problem
    self.planner = planner
    self.due = due
    items = problem.completionItems
    var tapes: [Int: Int] = [:]
    for level in problem.levels.indices {
      for tape in problem.situation?.tapes(on: level) ?? [] where tape <= due { tapes[tape] = level }
    }
    self.tapes = tapes
    let chain = problem.chain
    isUniform =
      chain.forwardCost.common != nil && chain.adjointCost.common != nil
      && (chain.stateSize == nil || chain.stateSize?.common != nil)
      && chain.tapes == nil && chain.forwardTemporary == nil && chain.backwardTemporary == nil
  }

  /// Returns the best completion found, with its cost; nil if none was.
  mutating func run() throws(PlanningError) -> (plan: CompletionPlan, cost: Int128)? {
    var kept = items
    // A state in the buffer is written to one level at most.
    if let first = items.first(where: \.isInBuffer) { kept.removeAll { $0.isInBuffer && $0 != first } }
    kept = used(kept)
    var best = try total(kept)
    let limit = known.count + PlanningEffort.share(of: Self.maximumTrials)
    // Each choice lists, for each of its segments, what is stored meanwhile.
    var work = PlanningEffort.share(of: Self.maximumWork)
    var isImproving = true
    while isImproving {
      isImproving = false
      for item in kept.reversed() where known.count < limit && work > 0 || best == nil {
        work -= kept.count * kept.count
        var fewer = kept
        fewer.removeAll { $0 == item }
        guard let cost = try total(fewer), best == nil || cost < best ?? 0 else { continue }
        (kept, best, isImproving) = (fewer, cost, true)
      }
      if best == nil && !kept.isEmpty {
        // Nothing fits beside all that is stored, so the last goes.
        kept.removeLast()
        best = try total(kept)
        isImproving = true
      }
    }
    guard let best, let plan = try plan(kept) else { return nil }
    return (plan, best)
  }

  /// Returns a completion that keeps no state but x_0; nil if there is none.
  mutating func fromFirst() throws(PlanningError) -> CompletionPlan? {
    for item in items where item.position == 0 {
      if try total([item]) != nil, let plan = try plan([item]) { return plan }
    }
    return nil
  }

  /// Returns the cost of a choice of states, or nil if it has no schedule.
  private mutating func total(_ kept: [CompletionItem]) throws(PlanningError) -> Int128? {
    var sum: Int128 = 0
    let segments = segments(kept)
    if !holds(kept, first: segments.first?.item) { return nil }
    for (item, end, below) in segments {
      guard let segment = try segment(item, end, below) else { return nil }
      sum += segment.cost
    }
    return isComplete(kept) ? sum : nil
  }

  /// Returns whether a state in the buffer, unless the first segment begins there, can be written beside all that is kept.
  private func holds(_ kept: [CompletionItem], first: CompletionItem?) -> Bool {
    guard kept.contains(where: { $0.isInBuffer && $0 != first }) else { return true }
    let states = kept.filter { $0 != first || !$0.isInBuffer }
      .map { (level: $0.level, item: StoredItem(number: $0.position, isTape: false)) }
    let tapes = tapes.map { (level: $0.value, item: StoredItem(number: $0.key, isTape: true)) }
    return problem.levels(beside: states + tapes) != nil
  }

  private mutating func plan(_ kept: [CompletionItem]) throws(PlanningError) -> CompletionPlan? {
    var parts: [CompletionPlan.Part] = []
    for (item, end, below) in segments(kept) {
      guard let segment = try segment(item, end, below) else { return nil }
      var stored = [Int](repeating: 0, count: problem.levels.count)
      for (level, _) in below { stored[level] += 1 }
      parts.append(.init(lead: segment.lead, body: segment.body, stored: stored))
    }
    // The first segment starts from the buffer itself.
    let written = kept.first { $0.isInBuffer && $0 != segments(kept).first?.item }
    return CompletionPlan(problem: problem, kept: Set(kept), written: written, parts: parts)
  }

  /// Returns the states from which a segment begins; others never serve.
  private func used(_ kept: [CompletionItem]) -> [CompletionItem] {
    let used = Set(segments(kept).compactMap(\.item))
    return kept.filter(used.contains)
  }

  /// Returns whether what is kept reaches every backward step.
  private func isComplete(_ kept: [CompletionItem]) -> Bool {
    segments(kept).reduce(due) { min($0, ($1.item?.position ?? $1.end) - 1) } < 0
  }

  /// Returns the segments from the last: where each begins, nil for the backward step of a tape that is stored; its last
  /// backward step; and what else is stored meanwhile.
  private func segments(
    _ kept: [CompletionItem]
  ) -> [(item: CompletionItem?, end: Int, below: [(level: Int, item: StoredItem)])] {
    var result: [(item: CompletionItem?, end: Int, below: [(level: Int, item: StoredItem)])] = []
    var states = kept
    var tapes = tapes
    var end = due
    func below(_ own: CompletionItem?) -> [(level: Int, item: StoredItem)] {
      states.filter { $0 != own }.map { ($0.level, StoredItem(number: $0.position, isTape: false)) }
        + tapes.map { ($0.value, StoredItem(number: $0.key, isTape: true)) }
    }
    while end >= 0 {
      if tapes[end] != nil {
        states.removeAll { $0.position > end }
        result.append((nil, end, below(nil)))
        tapes[end] = nil
        end -= 1
        continue
      }
      var source = states.last { $0.position <= end }
      let last = tapes.filter { $0.key < end && !problem.levels[$0.value].isOverlapped }.keys.max()
      if let last, let level = tapes[last], last + 1 > source?.position ?? -1 {
        source = CompletionItem(position: last + 1, place: .tape(level: level))
      }
      guard let source else { return result }
      states.removeAll { $0.position > end }
      result.append((source, end, below(source)))
      states.removeAll { $0.position >= source.position }
      end = source.position - 1
    }
    return result
  }

  private mutating func segment(
    _ item: CompletionItem?, _ end: Int, _ below: [(level: Int, item: StoredItem)]
  ) throws(PlanningError) -> Segment? {
    guard let room = problem.levels(beside: below) else { return nil }
    guard hasStaging(item, end, below) else { return nil }
    guard let item else { return taped(end, room) }
    // In a chain of equal steps only the length counts; the lead has the numbers.
    let isFirst = item.isInBuffer && end == due
    let key = Key(
      start: isUniform && !isFirst ? 0 : item.position, end: isUniform && !isFirst ? end - item.position : end,
      place: item.place, room: room)
    if let known = known[key] { return known.map { moved($0, item, key) } }
    let segment = try reversal(item, end, room, isFirst: isFirst)
    known[key] = segment
    try PlanningProgress.report(.plannedSegments, done: known.count, total: nil)
    return segment
  }

  /// Returns whether level 0 has room for what a segment begins with, if that comes there from an overlapped level.
  private func hasStaging(
    _ item: CompletionItem?, _ end: Int, _ below: [(level: Int, item: StoredItem)]
  ) -> Bool {
    if let item {
      guard case .state(let level) = item.place, problem.levels[level].isOverlapped else { return true }
      // It stays on its own level until it has arrived, and has only one place on level 0.
      let state = StoredItem(number: item.position, isTape: false)
      if below.contains(where: { $0.level == 0 && $0.item == state }) { return false }
      return problem.levels(beside: below + [(level, state), (0, state)]) != nil
    }
    guard let level = tapes[end], problem.levels[level].isOverlapped else { return true }
    // The tape itself is among what is stored.
    return problem.levels(beside: below + [(0, StoredItem(number: end, isTape: true))]) != nil
  }

  /// Returns a known segment at another place of the chain.
  private func moved(_ segment: Segment, _ item: CompletionItem, _ key: Key) -> Segment {
    var segment = segment
    let distance = item.position - (segment.lead.first.flatMap(Self.state) ?? item.position)
    if distance == 0 { return segment }
    segment.lead = segment.lead.map { $0.moved(by: distance) }
    segment.body = segment.body?.moved(by: distance)
    return segment
  }

  private static func state(_ operation: Operation) -> Int? {
    switch operation {
    case .read(_, let step), .prefetch(_, let step), .readTape(_, let step): return step
    default: return nil
    }
  }

  /// The backward step of a stored tape.
  private func taped(_ step: Int, _ room: [Level]) -> Segment? {
    guard let level = tapes[step] else { return nil }
    var lead: [Operation] = []
    var cost = Int128(problem.chain.adjointCost[step])
    if problem.levels[level].isOverlapped {
      lead.append(.prefetchTape(level: level, step: step))
      cost += Int128(problem.readCost(level: level, tape: step)) + Int128(problem.readCost(level: 0, tape: step))
    } else {
      cost += Int128(problem.readCost(level: level, tape: step))
    }
    lead.append(.backward(step: step))
    return Segment(cost: cost, lead: lead, body: nil)
  }

  /// Plans a segment.
  private func reversal(
    _ item: CompletionItem, _ end: Int, _ room: [Level], isFirst: Bool
  ) throws(PlanningError) -> Segment? {
    guard let part = problem.part(from: item.position, to: end, levels: room) else { return nil }
    let fresh: Schedule
    do throws(PlanningError) {
      fresh = try planner.schedule(for: part)
    } catch {
      // With less stored there may be a schedule.
      if error == .cancelled || error == .timeOver { throw error }
      return nil
    }
    var (lead, cost, home) = lead(to: item, isFirst: isFirst)
    cost += Int128(fresh.makespanUnits)
    var first: [Operation] = []
    fresh.plan.operations(length: part.chain.length)(&first)
    let stays = home.map { first.first == .write(level: $0, step: 0) } ?? false
    if stays, let home {
      cost -= Int128(problem.writeCost(level: home, state: item.position))
    } else if let home {
      lead.append(.discard(level: home, step: item.position))
    }
    let body = SegmentBody(fresh, from: item.position, home: stays ? home : nil)
    let stored = Segment(cost: cost, lead: lead, body: body)
    guard !isFirst, let kept = fromHome(item, end, room), kept.cost < stored.cost else { return stored }
    return kept
  }

  /// Returns what brings a state into the buffer, what that costs, and the level that then holds it.
  private func lead(to item: CompletionItem, isFirst: Bool) -> (lead: [Operation], cost: Int128, home: Int?) {
    let state = item.position
    switch item.place {
    case .tape(let level):
      return ([.readTape(level: level, step: state)], Int128(problem.readCost(level: level, tape: state - 1)), nil)
    case .buffer(let level):
      let write = Int128(problem.writeCost(level: level, state: state))
      if isFirst { return ([], 0, nil) }
      return ([.read(level: level, step: state)], write + Int128(problem.readCost(level: level, state: state)), level)
    case .state(let level):
      let read = Int128(problem.readCost(level: level, state: state))
      if !problem.levels[level].isOverlapped { return ([.read(level: level, step: state)], read, level) }
      return (
        [.prefetch(level: level, step: state), .discard(level: level, step: state), .read(level: 0, step: state)],
        read + Int128(problem.readCost(level: 0, state: state)), 0
      )
    }
  }

  /// Plans a segment of equal steps whose first state stays on its level and is read as often as it pays off, with free
  /// memory for the others; nil where that is not the case.
  private func fromHome(_ item: CompletionItem, _ end: Int, _ room: [Level]) -> Segment? {
    guard isUniform, case .state(let level) = item.place, !problem.isOverlapped, end > item.position,
      let forward = problem.chain.forwardCost.common,
      // Its levels count slots, also where the room is a number of bytes.
      let part = problem.part(from: item.position, to: end, levels: room),
      let memory = part.usableLevels.first(where: { $0.level.isFree && $0.index != level }),
      let chain = try? UniformChain(part, planner: planner)
    else { return nil }
    let platform = DiskPlatform(chain, memory: memory, disk: (level, problem.levels[level]))
    guard forward > 0, let plan = ReadSegmentPlan(platform, length: chain.length),
      let makespan = try? ReadSegmentPlan.makespan(platform, length: chain.length)
    else { return nil }
    return Segment(
      cost: Int128(makespan) + Int128(problem.readCost(level: level, state: item.position)),
      lead: [.read(level: level, step: item.position)],
      body: SegmentBody(plan, from: item.position, length: chain.length, state: plan.root))
  }
}
