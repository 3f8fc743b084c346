/// What a planner counts while it reports progress.
public enum ProgressUnit: Hashable, Sendable {
  /// The units of work that is about to start.
  case work(PlanningWork)

  // Tables.

  case tabulatedLengths
  /// Lengths in one row of at most `most`; rows count from 1.
  case rowLengths(row: Int, most: Int)
  case tabulatedStates
  /// First states of the intervals in one row of at most `most`; rows count from 1.
  case rowStates(row: Int, most: Int)
  case tabulatedRows
  case tabulatedSteps
  /// Steps of the branches that are still to be reversed.
  case branchLengths

  // Prices.

  case pricedStates
  /// Pairs of pieces of two loss functions, at most.
  case lossPieces

  // Searches and choices.

  case keptStates
  case pricedBackwardSteps
  case plannedSegments
  case replannedParts
  case comparedStates
  case triedPartCounts
  case simulatedPartCounts, simulatedRuns
  case triedMaxima
  /// Periods to try, at most.
  case triedPeriods
  case timedPeriods
  case timedPlans
  /// Operations of a timeline, at most.
  case timedOperations
  case dividedSlots
  /// Slots given to one of several chains; chains count from 1.
  case chainSlots(chain: Int, count: Int)

  // Schedules.

  case countedSegments
  case countedBackwardSteps
  case countedOperations
  /// Steps of a run forward whose length is not known.
  case forwardSteps
}
