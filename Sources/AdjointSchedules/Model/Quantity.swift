/// A total that may not fit 64 bits.
public enum Quantity: String, Hashable, Sendable, CustomStringConvertible {
  case makespan
  case makespanSum = "sum of the makespans"
  case segmentCost = "cost of a segment"
  case operations = "number of operations"
  case forwardSteps = "number of forward steps"
  case storedBytes = "number of stored bytes"
  /// The counts of the schedule as a whole.
  case schedule

  /// What a message calls it.
  public var description: String { rawValue }
}

/// The items that an exact method examines one by one, the measure of its work.
public enum WorkItem: String, Hashable, Sendable, CustomStringConvertible {
  case tableEntries = "entries of the table"
  case intervalEntries = "entries over intervals"
  case intervalSplits = "splits of intervals"
  case rowSplits = "splits of rows"
  case chainSplits = "splits of the chain"
  case shares = "pairs of slots and shares"
  case periods
  case branchSegments = "segments of the branches"
  case pricedStates = "states to price"

  /// What a message calls them.
  public var description: String { rawValue }
}
