/// A lower bound on the forward steps of every schedule of a join, computed without a table.
///
/// Of q segments, counted in the order opposite to that in which they are reversed, the j-th has m - p - (j - 1) slots when
/// it belongs to the p-th branch that ends so, or to one before it. The last k - 1 segments can at most be the first of a
/// branch each, so p >= max(1, k - q + j). With the most slots that this leaves, and with all steps shared out among all
/// segments as if they were one branch, the reversal costs no more than it truly does: that is `SlotRun`'s closed form. It
/// falls with q, and what the handle costs rises.
struct JoinBound {
  /// The most halvings for a few branches, each of which takes a closed form a branch.
  private static let halvings = 4096
  private var halvings: Int { min(Self.halvings, max(64, 32 * Self.halvings / branches)) }

  let branches: Int
  /// The steps of all branches.
  let steps: Int128
  let handle: Int
  let slots: Int

  init(_ junction: Junction, slots: Int) {
    branches = junction.branches.count
    steps = junction.branches.reduce(0) { $0 + Int128($1) }
    handle = junction.handle
    self.slots = slots
  }

  /// The most segments of a plan.
  var mostSegments: Int { Int(min(Int128(slots - branches - min(handle, 1)), steps)) }

  /// Returns the bound, and the number of segments at which it is reached, if found.
  func least() -> MonotoneSum.Least {
    var least = MonotoneSum.least(
      in: branches...mostSegments, limit: halvings, falling: { rerunSteps(segments: $0) },
      rising: { handleSteps(segments: $0) })
    least.bound += steps
    return least
  }

  /// Returns the forward steps of the handle with the slots left by a number of segments.
  func handleSteps(segments: Int) -> Int128 {
    BinomialPlan.forwardSteps(length: handle, slots: slots - branches - segments)
  }

  private func rerunSteps(segments: Int) -> Int128 {
    var runs = [SlotRun(most: slots - 1, count: segments - branches + 1)]
    // A segment that starts another branch has two slots fewer than the previous one.
    for opened in 1..<max(branches, 1) {
      runs.append(SlotRun(most: slots - segments + branches - 1 - 2 * opened, count: 1))
    }
    return runs.rerunSteps(steps: steps)
  }
}
