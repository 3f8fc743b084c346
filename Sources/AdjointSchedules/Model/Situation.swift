/// Where the reversal of a chain stands between two operations: what is due, and what is stored. ``JoinSituation`` is that of
/// a network.
///
/// A problem with a situation asks for the rest of a reversal that was cut. The adjoint of x_{due+1} is not part of it:
/// the driver must have saved that, too.
///
///     let rest = try Problem(
///       chain: Chain(length: 9),
///       levels: [Level(name: "memory", slots: 2), Level(name: "disk", slots: nil, writeCost: 3)],
///       situation: Situation(due: 6, stored: [[], [0, 4]]))
///     print(try Planner.hrevolve.schedule(for: rest).makespan)  // 12
public struct Situation: Hashable, Sendable {
  /// The next backward step, in 0 ... l, or 0 ... l - 1 with tapes.
  public let due: Int
  /// The states that each level holds, by level, in increasing order.
  public let stored: [[Int]]
  /// The tapes that each level holds, by level, in increasing order; empty if there are none.
  public let tapes: [[Int]]
  /// The state in the buffer, or nil if it is empty, as it is after a run was cut.
  ///
  /// A program that can make x_0 again from its input begins with 0 here if x_0 is stored nowhere.
  public let buffer: Int?
  /// In a network, whose states are numbered by position, the next backward step of each branch, or one less than its first
  /// position; `due` is the handle's. Empty on a chain.
  package let branches: [Int]

  /// Creates a situation; ``Problem`` checks its numbers.
  ///
  /// - Parameters:
  ///   - due: The next backward step.
  ///   - stored: The states on each level, in any order.
  ///   - tapes: The tapes on each level, in any order; may be left out if there are none.
  ///   - buffer: The state in the buffer, if any.
  /// - Complexity: O(n log n) for n states and tapes, which are sorted.
  public init(due: Int, stored: [[Int]], tapes: [[Int]] = [], buffer: Int? = nil) {
    self.init(due: due, stored: stored, tapes: tapes, buffer: buffer, branches: [])
  }

  init(due: Int, stored: [[Int]], tapes: [[Int]] = [], buffer: Int? = nil, branches: [Int]) {
    self.due = due
    self.branches = branches
    self.stored = stored.map { $0.sorted() }
    self.tapes = tapes.allSatisfy(\.isEmpty) ? [] : tapes.map { $0.sorted() }
    self.buffer = buffer
  }

  /// The tapes on a level.
  package func tapes(on level: Int) -> [Int] { tapes.isEmpty ? [] : tapes[level] }

  /// Returns the same situation after some levels have lost all they held, and the buffer its state.
  ///
  /// - Parameter levels: The indices of the lost levels.
  public func losing(_ levels: Set<Int>) -> Situation {
    func kept(_ items: [[Int]]) -> [[Int]] { items.enumerated().map { levels.contains($0.offset) ? [] : $0.element } }
    return Situation(due: due, stored: kept(stored), tapes: kept(tapes), branches: branches)
  }

  /// The same situation without the states and tapes that serve no more: those past the next backward step.
  package var pruned: Situation {
    Situation(
      due: due, stored: stored.map { $0.filter { $0 <= due } }, tapes: tapes.map { $0.filter { $0 <= due } },
      buffer: buffer.flatMap { $0 <= due ? $0 : nil })
  }

  /// The same situation of a network with x_0 of every branch to be reversed stored, for programs that can make them again,
  /// and with the adjoints of their ends, which the driver has saved, where the handle is reversed.
  package func restarting(on junction: Junction) -> Situation {
    var memory = Set(stored[0])
    for branch in junction.branches.indices where branches[branch] >= junction.starts[branch] {
      memory.insert(junction.starts[branch])
      if due < junction.handleStart { memory.insert(junction.end(ofBranch: branch)) }
    }
    return Situation(due: due, stored: [Array(memory)], branches: branches)
  }

  /// The same situation with x_0 in the buffer if it is stored nowhere, for programs that can make it again.
  package var restartingFromInput: Situation {
    if buffer != nil || stored.contains(where: { $0.first == 0 }) { return self }
    return Situation(due: due, stored: stored, tapes: tapes, buffer: 0)
  }
}

extension Situation {
  /// Checks the numbers, and that what is stored fits the levels.
  ///
  /// - Throws: ``ProblemError`` naming the field that is out of range.
  func check(_ chain: Chain, _ levels: [Level]) throws(ProblemError) {
    guard chain.backwardSteps > 0 else { throw ProblemError(field: .situation(.due), reason: .nothingDue) }
    guard (0..<chain.backwardSteps).contains(due) else {
      throw ProblemError(field: .situation(.due), reason: .outside(0...(chain.backwardSteps - 1)))
    }
    if let buffer, !(0...chain.length).contains(buffer) {
      throw ProblemError(field: .situation(.buffer), reason: .outside(0...chain.length))
    }
    if !tapes.isEmpty && chain.tapes == nil { throw ProblemError(field: .situation(.tapes), reason: .noTapes) }
    try Self.check(stored, .stored, levels, last: chain.length)
    // Only its backward step frees a tape.
    if !tapes.isEmpty { try Self.check(tapes, .tapes, levels, last: due) }
    // A tape has one place.
    var others: Set<Int> = []
    for (level, tapes) in tapes.enumerated() {
      for tape in tapes where !others.insert(tape).inserted {
        throw ProblemError(field: .situation(.tapes, level: level), reason: .listedTwice(tape))
      }
    }
  }

  private static func check(
    _ items: [[Int]], _ field: ProblemField.OfSituation, _ levels: [Level], last: Int
  ) throws(ProblemError) {
    guard items.count == levels.count else {
      throw ProblemError(field: .situation(field), reason: .notEachLevel(items.count, levels: levels.count))
    }
    for (level, items) in items.enumerated() {
      if let item = items.first(where: { !(0...last).contains($0) }), item < 0 || item > last {
        throw ProblemError(field: .situation(field, level: level), reason: .outside(0...max(0, last)))
      }
      if let (item, _) = zip(items, items.dropFirst()).first(where: { $0 == $1 }) {
        throw ProblemError(field: .situation(field, level: level), reason: .listedTwice(item))
      }
    }
  }
}

extension Problem {
  /// Checks that the levels have room for what a situation stores.
  func checkRoom(of situation: Situation) throws(ProblemError) {
    var bytes = [Int128](repeating: 0, count: levels.count)
    for level in levels.indices {
      let tapes = situation.tapes(on: level)
      if let slots = levels[level].slots, !levels[level].countsBytes,
        situation.stored[level].count + tapes.count > slots
      {
        throw ProblemError(field: .situation(.stored, level: level), reason: .beyondSlots(slots))
      }
      for state in situation.stored[level] { bytes[pool(of: level)] += Int128(storedSize(level: level, state: state)) }
      for tape in tapes { bytes[pool(of: level)] += Int128(storedSize(level: level, tape: tape)) }
      if bytes[pool(of: level)] > Int128(levels[pool(of: level)].capacity ?? .max) {
        throw ProblemError(
          field: .situation(.stored, level: level), reason: .beyondCapacity(levels[pool(of: level)].capacity ?? .max))
      }
    }
  }

  /// What each level holds before the first operation, in the order in which slots are numbered: by level, states before
  /// tapes, each in increasing order; in a network, the first states of the branches.
  package var initialItems: [(level: Int, item: StoredItem)] {
    if let junction, situation == nil {
      return junction.branches.indices.compactMap { junction.start(of: .branch($0)) }
        .map { (0, StoredItem(number: $0, isTape: false)) }
    }
    guard let situation else { return [] }
    return levels.indices.flatMap { level in
      situation.stored[level].map { (level, StoredItem(number: $0, isTape: false)) }
        + situation.tapes(on: level).map { (level, StoredItem(number: $0, isTape: true)) }
    }
  }
}
