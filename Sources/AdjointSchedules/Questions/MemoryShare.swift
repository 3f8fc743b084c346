/// A division of a shared memory's slots among chains, with the resulting costs.
///
///     let chains = [120, 40].map { ShareProblem.Member(length: $0) }
///     let share = try MemoryShare.plan(ShareProblem(chains: chains, slots: 12, processors: .each))
///     print(share.parts.map(\.slots))  // the division of the twelve
///
/// The makespan of a chain decreases with its slots, but not convexly, so giving each slot to the chain that gains most
/// is not optimal. `SlotDivision` considers every division.
public struct MemoryShare: Hashable, Sendable {
  /// The share of one chain.
  public struct Part: Hashable, Sendable {
    /// Its slots, never more than it can use.
    public let slots: Int
    /// Its least makespan with them, in the problem's units.
    public let makespan: Int
  }

  /// The chains and the memory.
  public let problem: ShareProblem
  /// One entry per chain, in the problem's order.
  public let parts: [Part]
  /// The sum of the makespans, in the problem's units: the finishing time on one processor.
  public let sum: Int
  /// The largest makespan, in the problem's units: the finishing time on one processor each.
  public let maximum: Int
  /// A lower bound on the objective, in the problem's units; equal to the objective if that is proven least.
  public let lowerBound: Int

  /// The objective of the division.
  public var objective: Int { problem.processors == .each && problem.objective == .maximum ? maximum : sum }

  /// True if the division is proven optimal.
  public var isOptimal: Bool { objective == lowerBound }

  /// Returns the best division of the slots or, if there are too many for a table, the best found, with a bound. The
  /// least maximum is always found; its sum then need not be the least for that maximum.
  ///
  /// - Throws: ``PlanningError`` if there are fewer slots than chains that need one, or if a makespan or their sum does
  ///   not fit 64 bits.
  /// - Complexity: On one processor, O(k) closed forms for k chains of any length. On one each, O(k m^2) time and O(k
  ///   m) memory for m slots: for each chain, each number of slots assigned so far and each share of the chain;
  ///   beyond 2^33 of these, O(k log^2 l) closed forms.
  public static func plan(
    _ problem: ShareProblem, observer: PlanningObserver? = nil
  ) throws(PlanningError) -> MemoryShare {
    let needed = problem.chains.reduce(0) { $0 + $1.neededSlots }
    switch problem.processors {
    case .one:
      if let slots = problem.slots, slots == 0, needed > 0 {
        throw .tooFewSlotsToShare(needed: 1, available: slots)
      }
      return try MemoryShare(
        problem, slots: problem.chains.map { min($0.usefulSlots, problem.slots ?? .max) }, lowerBound: nil)
    case .each:
      if let slots = problem.slots, slots < needed {
        throw .tooFewSlotsToShare(needed: needed, available: slots)
      }
      let (shares, lowerBound) = try PlanningProgress.observed(by: observer) { () throws(PlanningError) in
        try SlotDivision.best(of: problem)
      }
      return try MemoryShare(problem, slots: shares, lowerBound: lowerBound)
    }
  }

  private init(_ problem: ShareProblem, slots: [Int], lowerBound: Int?) throws(PlanningError) {
    self.problem = problem
    var parts: [Part] = []
    var sum = 0
    for (chain, slots) in zip(problem.chains, slots) {
      let makespan = try chain.makespan(slots: slots)
      let (total, overflow) = sum.addingReportingOverflow(makespan)
      if overflow { throw .overflow(quantity: .makespanSum) }
      sum = total
      parts.append(Part(slots: slots, makespan: makespan))
    }
    self.parts = parts
    self.sum = sum
    maximum = parts.map(\.makespan).max() ?? 0
    let isMaximum = problem.processors == .each && problem.objective == .maximum
    self.lowerBound = lowerBound ?? (isMaximum ? maximum : sum)
  }
}

extension ShareProblem.Member {
  /// Returns the least makespan with `slots` slots, by Revolve's closed form.
  ///
  /// - Precondition: `slots` >= ``neededSlots``.
  func makespan(slots: Int) throws(PlanningError) -> Int {
    try BinomialPlan.makespan(length: length, slots: slots, forwardCost: forwardCost, backwardCost: backwardCost)
  }
}
