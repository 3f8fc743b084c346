/// Why a schedule's makespan is not proven least. What is said of it: `Caveat+Sentence.swift`.
public enum Caveat: Hashable, Sendable {
  /// A level on which a plan spends most although a better plan does without it.
  public struct PointlessLevel: Hashable, Sendable {
    public let index: Int
    /// How much less the better plan costs, in hundredths of a per cent.
    public let saving: Int
  }

  /// The planner does not promise the optimum.
  case heuristic(Planner, pointless: PointlessLevel?)
  /// The search by prices was ended at its limit.
  case searchEnded
  /// The vector recurrence would take more than so many entries, or too much memory.
  case slotTable(entries: Int)
  /// The vector recurrence over intervals would take more than so many entries, or too much memory.
  case intervalTable(entries: Int)
  /// No table over intervals was made.
  case noIntervals(because: PlanningError)
  /// Every state is given the room of the largest: the table of the true sizes is too large.
  case roomOfLargest
  /// Every state is kept once and for all.
  case everyStateKept
  /// States are stored until they are not needed any more, their sizes rounded up where the grid is coarse.
  case persistent(levels: Int, isRounded: Bool)
  /// The table over all remaining lengths of the branches is too large: they are reversed one after another.
  case branchesInTurn
  /// No state is dropped early, no tape run over.
  case tapesStay
  /// Sizes are rounded up to multiples of so many bytes.
  case tapesRounded(unit: Int)
  /// The table has room for so many slots only.
  case tapesInFewerSlots(Int)
}
