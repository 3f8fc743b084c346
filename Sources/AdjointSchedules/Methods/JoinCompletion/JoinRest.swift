/// What is left of a network's reversal, part by part; states and steps have their numbers along their part.
struct JoinRest {
  /// A branch that is not reversed yet.
  struct Branch {
    let index: Int
    /// The position of x_0.
    let start: Int
    let length: Int
    /// The next backward step.
    let due: Int
    /// The states stored that still serve, without the end.
    let stored: [Int]
    /// True if the end is stored.
    let hasEnd: Bool

    /// The state from which the branch runs to its end, if it has to.
    var last: Int { stored.last ?? 0 }
  }

  let junction: Junction
  let isJoined: Bool
  /// The branches that are not reversed.
  let branches: [Branch]
  /// The handle's next backward step, or nil if it is reversed.
  let handle: Int?
  /// The states stored of the handle that still serve.
  let handleStored: [Int]
  /// The slots that can be used.
  let slots: Int
  /// The states that are stored and serve no more, by position.
  let useless: [Int]
  /// How many states are stored that serve, without those of the handle if the branches are not joined.
  var useful: Int { branches.reduce(handleStored.count) { $0 + $1.stored.count + ($1.hasEnd ? 1 : 0) } }

  /// - Throws: ``PlanningError/firstStateMissing(branch:)`` if a branch cannot be reversed.
  init(_ junction: Junction, _ situation: Situation, slots: Int?) throws(PlanningError) {
    let states = junction.along(situation)
    self.junction = junction
    isJoined = junction.isJoined(in: situation)
    // The handle's last state is not useful, but may be stored.
    self.slots = min(slots ?? .max, junction.usefulSlots + 1)
    handle = states.handle
    var (rest, useless): ([Branch], [Int]) = ([], [])
    for (index, due) in states.branches.enumerated() {
      let (start, end, stored) = (junction.starts[index], junction.branches[index], states.storedOnBranches[index])
      let kept = due.map { due in stored.filter { $0 <= due } } ?? []
      let hasEnd = due != nil && stored.last == end
      useless += stored[kept.count...].filter { !hasEnd || $0 != end }.map { start + $0 }
      guard let due else { continue }
      if kept.first != 0 { throw .firstStateMissing(branch: index) }
      rest.append(Branch(index: index, start: start, length: end, due: due, stored: kept, hasEnd: hasEnd))
    }
    let kept = isJoined ? states.storedOnHandle.filter { $0 <= states.handle ?? -1 } : []
    useless += states.storedOnHandle.filter { !kept.contains($0) }.map { junction.handleStart + $0 }
    (branches, handleStored, self.useless) = (rest, kept, useless)
  }

  /// The states of the handle that are stored although the branches are to be joined again.
  var uselessOnHandle: Int {
    useless.count { $0 >= junction.handleStart && $0 <= junction.handleStart + (handle ?? -1) }
  }

  /// The slots of the ends that are in use from the join until the branches are reversed.
  var ends: Int { isJoined ? branches.count(where: \.hasEnd) : branches.count }

  /// True if a branch's end has a slot from the join until it is reversed.
  func holdsEnd(_ branch: Branch) -> Bool { !isJoined || branch.hasEnd }

  /// The forward steps that run the branches to their ends, unless they are stored.
  var stepsToJoin: Int128 {
    if isJoined { return 0 }
    return branches.reduce(0) { $0 + ($1.hasEnd ? 0 : Int128($1.length - $1.last)) }
  }

  /// The least slots that the handle needs.
  var handleNeeds: Int { handle.map { handleStored.isEmpty ? min($0, 1) : 1 } ?? 0 }

  /// The states that are needed and stored nowhere: a step runs to each.
  var missingStates: Int128 {
    // Those of a handle that is to be joined again may serve all the same.
    var missing = handle.map { Int128($0 - max(0, handleStored.count - 1) - uselessOnHandle) } ?? 0
    for branch in branches {
      missing += Int128(branch.due - (branch.stored.count - 1))
      if !isJoined && !branch.hasEnd { missing += 1 }
    }
    return missing
  }

  /// The backward steps that are left.
  var backwardSteps: Int128 { branches.reduce(handle.map { Int128($0) + 1 } ?? 0) { $0 + Int128($1.due) + 1 } }
}
