/// Why a schedule's makespan is not proven least. ScheduleFormats has the sentences.
public enum Caveat: Hashable, Sendable {
  /// A level on which a plan spends most although a better plan does not use it.
  public struct PointlessLevel: Hashable, Sendable {
    /// The level's index in the problem.
    public let index: Int
    /// The saving of the better plan, in hundredths of a per cent.
    public let saving: Int
  }

  /// The planner does not promise the optimum.
  case heuristic(Planner, pointless: PointlessLevel?)
  /// The planner of a chain with tapes does not promise the optimum.
  case heuristicOfTapes(Planner)
  /// The schedule runs no step more than a number of times; it is the least of those that do if `isLeast`, otherwise at most
  /// `excess` millionths above it, if that is known.
  case limitedRuns(Int, isLeast: Bool, excess: Int?)
  /// The search by prices hit its limit.
  case searchEnded
  /// The vector recurrence would need more than this many entries, or too much memory.
  case slotTable(entries: Int)
  /// The vector recurrence over intervals would need more than this many entries, or too much memory.
  case intervalTable(entries: Int)
  /// No table over all intervals was used: long ones were split at no more than `parts` places or, if nil, steps were
  /// treated as equal or states kept once and for all.
  case noIntervals(because: PlanningError, parts: Int?)
  /// Every state gets the space of the largest, because the table of the true sizes is too large.
  case roomOfLargest
  /// Slots of less than the largest state's size were planned, and states that did not fit went to another level.
  case slotsOfMean
  /// Levels that share a capacity have fixed parts of it.
  case fixedParts
  /// Every state is stored once and for all.
  case everyStateKept
  /// States are stored until they are no longer needed, with sizes rounded up if the grid is coarse.
  case persistent(levels: Int, isRounded: Bool)
  /// The table over the branches' remaining lengths is too large, so they are reversed one after another.
  case branchesInTurn
  /// No state is dropped early, no tape run over.
  case tapesStay
  /// On several levels, no state or tape has two places or is made again early.
  case placesStay
  /// Sizes are rounded up to multiples of this many bytes, the table has room for only so many slots, or long parts of the
  /// chain are split at some steps only.
  case roomRounded(units: [Int], slots: Int?, splitsLeftOut: Bool)
  /// Equal steps with tapes use one of several levels alone, or are divided into segments.
  case oneLevelOrDivided
  /// Transfers are overlapped: of the schedules that were timed it is the best. The one for transfers that block, run with
  /// overlap, is among them unless it is too long.
  case overlapped(blocking: BlockingSchedule)
  /// The rest of a reversal was planned from what is stored; each state is dropped at once or kept until it has served.
  ///
  /// Of the completions that do so it is the best if `isBest`.
  case completion(isBest: Bool)
  /// No table was made: every step is reached from the first.
  case noRoomTable
}

/// What is known of the schedule for transfers that block where transfers are overlapped.
public enum BlockingSchedule: Hashable, Sendable {
  /// It was timed with overlap.
  case timed
  /// It is too long to time.
  case tooLong
  /// It is too long to time, and takes less as it is than what was found.
  case tooLongButBetter
}
