/// The rules of a network beyond those of a chain.
extension ReplayMachine {
  /// Joins the branches, whose ends are stored.
  mutating func join() throws(Rule) {
    if branches.isEmpty { throw .noJunction }
    if isJoined { throw .joinedTwice }
    for (index, branch) in branches.enumerated() where !levels.contains(where: { $0.states.contains(branch.end) }) {
      throw .endMissing(branch: index)
    }
    isJoined = true
    for index in branches.indices { branches[index].runs.settle(branches[index].end) }
    buffer = first
  }

  /// Runs a backward step that is not the next one of the chain or handle: a branch's, or an invalid one.
  mutating func backwardOnBranch(_ step: Int) throws(Rule) {
    guard let index = branch(of: step) else {
      throw .order(part(of: step), due: due < first ? nil : due - first)
    }
    if due >= first { throw .handleFirst(due: due - first) }
    let branch = branches[index]
    guard step == branch.due, !branch.isReversed else {
      throw .order(.branch(index), due: branch.isReversed ? nil : branch.due - branch.start)
    }
    try needBuffer(step)
    try pay(problem.chain.backwardCost[step])
    buffer = nil
    counts.backwardSteps += 1
    branches[index].runs.settle(step)
    branches[index].due -= 1
    if step > branch.start { return }
    for level in levels.indices { _ = levels[level].states.remove(branch.end) }
  }

  /// True if the state in the buffer is needed, and stored nowhere.
  var holdsNeededState: Bool {
    guard let buffer else { return false }
    if branches.isEmpty { return buffer <= due }
    if levels[0].states.contains(buffer) { return false }
    guard let index = branch(of: buffer) else { return buffer <= due }
    return !isJoined || buffer <= branches[index].due
  }

  /// Counts a run of a branch, whose last step serves the join.
  mutating func countRun(onBranchFrom start: Int, to end: Int) {
    guard let index = branch(of: start) else { return }
    branches[index].runs.run(from: start, to: end, due: isJoined ? branches[index].due : branches[index].end)
  }

  /// Checks that a slot does not hold an adjoint.
  func checkAdjoint(_ step: Int) throws(Rule) {
    guard isJoined, let index = branch(of: step), step == branches[index].end, !branches[index].isReversed
    else { return }
    throw .endStays(branch: index)
  }

  /// Checks that the slot of a branch's state may be freed.
  func checkDiscard(onBranch step: Int) throws(Rule) {
    try checkAdjoint(step)
    guard let index = branch(of: step), step == branches[index].start, !branches[index].isReversed else { return }
    throw .firstStateStays(branch: index)
  }

  /// Returns whether a run stays on the branch where it begins.
  func isOnOneBranch(_ start: Int, _ end: Int) -> Bool {
    guard let index = branch(of: start) else { return false }
    return end <= branches[index].end
  }

  /// The rule broken by a run from `start` that ends on another part.
  func forwardRange(_ start: Int) -> Rule {
    guard let junction = problem.junction else { return .forwardRange(length: length) }
    let part = junction.part(of: start)
    return .forwardRange(part, length: junction.length(of: part) ?? length)
  }

  /// The rule broken by a number that is not a position.
  var stateRange: Rule {
    guard let junction = problem.junction else { return .stateRange(length: length) }
    return .stateRange(.handle, length: junction.handle)
  }

  private func part(of step: Int) -> Part? { problem.junction?.part(of: step) }

  private func branch(of step: Int) -> Int? { branches.firstIndex { $0.start <= step && step <= $0.end } }
}

/// The progress of one branch, whose states are numbered by position.
///
/// It counts the runs of its own steps: branches are reversed in any order, and each settles its steps from the last.
struct BranchProgress {
  let start: Int
  /// The position of the branch's end, which needs no backward step: its adjoint comes from the handle.
  let end: Int
  /// The next backward step, or `start` - 1 after the last.
  var due: Int
  var runs = StepRuns()

  var isReversed: Bool { due < start }

  /// The branches of a network at the beginning.
  static func all(_ junction: Junction) -> [BranchProgress] {
    junction.branches.indices.map { index in
      let end = junction.end(ofBranch: index)
      return BranchProgress(start: junction.starts[index], end: end, due: end - 1)
    }
  }
}
