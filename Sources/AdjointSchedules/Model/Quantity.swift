/// A total that may not fit 64 bits.
public enum Quantity: Hashable, Sendable {
  case makespan
  /// The sum of the makespans of chains that share a memory.
  case makespanSum
  /// The cost of a segment.
  case segmentCost
  case operations
  case forwardSteps
  case storedBytes
  /// The counts of the schedule as a whole.
  case schedule
}

/// The items that an exact method examines one by one, the measure of its work.
public enum WorkItem: Hashable, Sendable {
  case tableEntries, intervalEntries
  case intervalSplits, rowSplits, chainSplits
  /// Pairs of slots and shares.
  case shares
  case periods
  /// Segments of the branches that join.
  case branchSegments
  case pricedStates
  /// Operations beside transfers, counted up to the limit.
  case timedOperations
}
