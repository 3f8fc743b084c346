import AdjointSchedules

extension Quantity: CustomStringConvertible {
  /// What a message calls it.
  public var description: String {
    switch self {
    case .makespan: return "makespan"
    case .makespanSum: return "sum of the makespans"
    case .segmentCost: return "cost of a segment"
    case .operations: return "number of operations"
    case .forwardSteps: return "number of forward steps"
    case .storedBytes: return "number of stored bytes"
    case .schedule: return "schedule"
    }
  }
}

extension WorkItem: CustomStringConvertible {
  /// What a message calls them.
  public var description: String {
    switch self {
    case .tableEntries: return "entries of the table"
    case .intervalEntries: return "entries over intervals"
    case .intervalSplits: return "splits of intervals"
    case .rowSplits: return "splits of rows"
    case .chainSplits: return "splits of the chain"
    case .shares: return "pairs of slots and shares"
    case .periods: return "periods"
    case .branchSegments: return "segments of the branches"
    case .pricedStates: return "states to price"
    case .timedOperations: return "operations or more of this period"
    }
  }
}
