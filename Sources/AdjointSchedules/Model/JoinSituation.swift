/// Where the reversal of a network stands between two operations: what is due on each part, and what is stored.
///
/// States and steps have their numbers along their part. The buffer is empty. The branches are joined if x_0 of the handle
/// is stored or the handle is reversed; otherwise the join, which costs nothing, is still to come, even if some of the
/// handle is reversed. The driver must have saved an adjoint for each part that is begun: that of the handle's next state,
/// or, once the handle is reversed, those of the branches.
///
///     let rest = try Problem(
///       branches: [3, 2], handle: 1, slots: 5,
///       situation: JoinSituation(
///         branches: [1, 1], handle: nil, storedOnBranches: [[0, 1, 3], [0, 2]], storedOnHandle: []))
///     print(try Planner.join.schedule(for: rest).makespan)  // 5
public struct JoinSituation: Hashable, Sendable {
  /// The next backward step of each branch, or nil for a branch that is reversed.
  public let branches: [Int?]
  /// The next backward step of the handle, or nil if it is reversed.
  public let handle: Int?
  /// The states of each branch that the memory holds, in increasing order; the last one is the branch's end.
  public let storedOnBranches: [[Int]]
  /// The states of the handle that the memory holds, in increasing order.
  public let storedOnHandle: [Int]

  /// Creates a situation; ``Problem`` checks its numbers.
  ///
  /// - Complexity: O(n log n) for n states, which are sorted.
  public init(branches: [Int?], handle: Int?, storedOnBranches: [[Int]], storedOnHandle: [Int]) {
    self.branches = branches
    self.handle = handle
    self.storedOnBranches = storedOnBranches.map { $0.sorted() }
    self.storedOnHandle = storedOnHandle.sorted()
  }
}

extension Problem {
  /// The situation in which the reversal of a network begins; nil for the beginning, and for chains.
  ///
  /// - Complexity: O(branches + states stored).
  public var joinSituation: JoinSituation? {
    guard let junction, let situation else { return nil }
    return junction.along(situation)
  }
}

extension Junction {
  /// Returns a situation with the numbers along the parts.
  package func along(_ situation: Situation) -> JoinSituation {
    var stored = [[Int]](repeating: [], count: branches.count + 1)
    for position in situation.stored.joined() {
      let place = place(of: position)
      if case .branch(let branch)? = place.part {
        stored[branch].append(place.step)
      } else {
        stored[branches.count].append(place.step)
      }
    }
    return JoinSituation(
      branches: branches.indices.map {
        situation.branches[$0] < starts[$0] ? nil : situation.branches[$0] - starts[$0]
      },
      handle: situation.due < handleStart ? nil : situation.due - handleStart,
      storedOnBranches: Array(stored.dropLast()), storedOnHandle: stored[branches.count])
  }

  /// Returns a situation with positions in place of the numbers along the parts.
  ///
  /// - Throws: ``ProblemError`` naming the field that is out of range.
  func numbered(_ situation: JoinSituation) throws(ProblemError) -> Situation {
    for (field, count) in [
      (ProblemField.OfSituation.due, situation.branches.count), (.stored, situation.storedOnBranches.count),
    ] where count != branches.count {
      throw ProblemError(field: .situation(field), reason: .notEachBranch(count, branches: branches.count))
    }
    var dues: [Int] = []
    for (index, due) in situation.branches.enumerated() {
      if let due, !(0..<branches[index]).contains(due) {
        throw ProblemError(field: .joinSituation(.due, .branch(index)), reason: .outside(0...(branches[index] - 1)))
      }
      if situation.handle != nil, due != branches[index] - 1 {
        throw ProblemError(
          field: .joinSituation(.due, .branch(index)), reason: .beforeTheHandle(last: branches[index] - 1))
      }
      dues.append(starts[index] + (due ?? -1))
    }
    if let due = situation.handle, !(0...handle).contains(due) {
      throw ProblemError(field: .joinSituation(.due, .handle), reason: .outside(0...handle))
    }
    if situation.handle == nil && situation.branches.allSatisfy({ $0 == nil }) {
      throw ProblemError(field: .situation(.due), reason: .nothingDue)
    }
    var stored: [Int] = []
    for (index, part) in parts.enumerated() {
      let states = index < branches.count ? situation.storedOnBranches[index] : situation.storedOnHandle
      let last = length(of: part) ?? 0
      if states.contains(where: { !(0...last).contains($0) }) {
        throw ProblemError(field: .joinSituation(.stored, part), reason: .outside(0...last))
      }
      if let (state, _) = zip(states, states.dropFirst()).first(where: { $0 == $1 }) {
        throw ProblemError(field: .joinSituation(.stored, part), reason: .listedTwice(state))
      }
      stored += states.map { starts[index] + $0 }
    }
    return Situation(due: handleStart + (situation.handle ?? -1), stored: [stored], branches: dues)
  }

  /// True if the branches are joined in a situation, so that their ends stay until they are reversed.
  func isJoined(in situation: Situation) -> Bool {
    situation.due < handleStart || situation.stored.contains { $0.contains(handleStart) }
  }
}
