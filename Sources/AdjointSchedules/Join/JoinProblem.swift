/// Several branches that feed one handle, in one memory that is free to write and to read.
///
/// Branch b is a chain of l_b >= 1 steps from its own input x^b_0; the branches' ends are joined to the first state of
/// the handle, a chain of h steps and h + 1 backward steps (h = 0: only the turn). The handle's reversal gives every
/// branch the adjoint of its end, and branch b has the backward steps l_b - 1 ... 0. All steps cost the same.
public struct JoinProblem: Hashable, Sendable {
  /// The most branches: the planner's work grows with the product of their lengths, so more are never planned.
  public static let maximumBranches = 30

  /// The length of each branch, l_b, in 1 ... 10^18.
  public let branches: [Int]
  /// The length of the handle, h, in 0 ... 10^18.
  public let handle: Int
  /// uf, in the problem's units.
  public let forwardCost: Int
  /// ub, in the problem's units.
  public let backwardCost: Int
  /// The memory's name for people.
  public let memory: String
  /// The number of slots, or nil when there is one for every state.
  public let slots: Int?
  /// The digits after the point of one unit of cost, in 0 ... 9.
  public let fractionDigits: Int

  /// Creates a problem after checking every number in it.
  ///
  /// - Throws: ``ProblemError`` naming the field, as the problem file spells it, that is out of range.
  public init(
    branches: [Int], handle: Int, forwardCost: Int = 1, backwardCost: Int = 1, memory: String = "memory", slots: Int?,
    fractionDigits: Int = 0
  ) throws(ProblemError) {
    guard (0...DecimalCost.maximumFractionDigits).contains(fractionDigits) else {
      throw ProblemError(field: "fractionDigits", reason: "must be from 0 to 9")
    }
    if branches.isEmpty { throw ProblemError(field: "join.branches", reason: "is empty; give at least one branch") }
    if branches.count > Self.maximumBranches {
      throw ProblemError(
        field: "join.branches", reason: "has \(branches.count) entries; at most \(Self.maximumBranches) are planned")
    }
    for (index, length) in branches.enumerated() where !(1...Chain.maximumLength).contains(length) {
      throw ProblemError(
        field: "join.branches[\(index)].length", reason: "must be from 1 to \(Chain.maximumLength)")
    }
    guard (0...Chain.maximumLength).contains(handle) else {
      throw ProblemError(field: "join.handle.length", reason: "must be from 0 to \(Chain.maximumLength)")
    }
    if forwardCost < 0 { throw ProblemError(field: "join.forwardCost", reason: "must be at least 0") }
    if backwardCost < 0 { throw ProblemError(field: "join.backwardCost", reason: "must be at least 0") }
    if let slots, !(0...Level.maximumSlots).contains(slots) {
      throw ProblemError(field: "levels[0].slots", reason: "must be from 0 to \(Level.maximumSlots), or unlimited")
    }
    self.branches = branches
    self.handle = handle
    self.forwardCost = forwardCost
    self.backwardCost = backwardCost
    self.memory = memory
    self.slots = slots
    self.fractionDigits = fractionDigits
  }

  /// The slots without which there is no schedule: each branch's first state and end, and the handle's first state
  /// when the handle has steps.
  var neededSlots: Int { 2 * branches.count + min(handle, 1) }

  /// The number of backward steps of all branches and the handle; 31 lengths of up to 10^18 need more than 64 bits.
  var backwardSteps: Int128 { branches.reduce(Int128(handle) + 1) { $0 + Int128($1) } }

  /// The slots that a schedule can make use of: every state but the handle's last.
  var usefulSlots: Int128 { backwardSteps - 1 + Int128(branches.count) }
}
