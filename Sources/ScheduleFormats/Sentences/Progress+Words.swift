import AdjointSchedules

extension ProgressUnit: CustomStringConvertible {
  /// What the progress line says after the number.
  public var description: String {
    switch self {
    case .work(let work): return work.description
    case .tabulatedLengths: return "lengths tabulated"
    case .rowLengths(let row, let most): return "lengths of row \(row), of at most \(most)"
    case .tabulatedStates: return "states tabulated"
    case .rowStates(let row, let most): return "states of row \(row), of at most \(most)"
    case .tabulatedRows: return "rows tabulated"
    case .tabulatedSteps: return "steps of the table"
    case .branchLengths: return "remaining lengths of the branches"
    case .pricedStates: return "states priced"
    case .lossPieces: return "pairs of pieces, at most"
    case .keptStates: return "states to keep"
    case .pricedBackwardSteps: return "backward steps priced"
    case .plannedSegments: return "segments planned"
    case .replannedParts: return "parts planned anew"
    case .comparedStates: return "stored states compared"
    case .triedPartCounts: return "numbers of parts tried"
    case .simulatedPartCounts: return "numbers of parts simulated"
    case .simulatedRuns: return "runs simulated"
    case .triedMaxima: return "maxima tried"
    case .triedPeriods: return "periods, at most"
    case .timedPeriods: return "periods timed"
    case .timedPlans: return "overlapped plans timed"
    case .timedOperations: return "operations timed, at most"
    case .dividedSlots: return "slots given out"
    case .chainSlots(let chain, let count): return "slots given out, chain \(chain) of \(count)"
    case .countedSegments: return "distinct segments counted"
    case .countedBackwardSteps: return "backward steps counted"
    case .countedOperations: return "operations added up"
    case .forwardSteps: return "steps of the run forward"
    }
  }
}

extension PlanningWork: CustomStringConvertible {
  /// What is counted.
  public var description: String {
    switch self {
    case .levelTable: return "splits"
    case .slotVectorTable, .intervalLevelTable, .intervalVectorTable, .sizeTable: return "entries of a table"
    case .tapeTable: return "sums"
    case .joinTable: return "segments of the branches"
    case .periods: return "states to price"
    case .shares: return "pairs of slots and shares"
    }
  }
}
