/// How far a planner has come, for whoever waits.
public struct PlanningProgress: Hashable, Sendable {
  /// What is counted, such as `lengths of row 3 of 10`.
  public internal(set) var what: String
  public let done: Int
  /// How much there is at most, nil where that is not known.
  public let total: Int?
  /// What is about to begin, with about `total` of what it counts; nil of every other report.
  ///
  /// A planner says so before whatever it knows the size of, however short; who waits decides what is long.
  public private(set) var beginning: PlanningWork?

  init(what: String, done: Int, total: Int?) {
    (self.what, self.done, self.total) = (what, done, total)
  }

  /// Says that work is about to begin.
  ///
  /// - Parameter count: About how much at most, by the case's own count.
  init(beginning work: PlanningWork, count: Int128) {
    self.init(what: work.what, done: 0, total: Int(clamping: count))
    beginning = work
  }
}

/// The work of planners whose size is known before it begins.
public enum PlanningWork: CaseIterable, Hashable, Sendable {
  /// `LevelTable`: splits, a hundred or so of them for each length and row.
  case levelTable
  /// `SlotVectorTable`: entries.
  case slotVectorTable
  /// `IntervalLevelTable`: entries, an interval and a row each.
  case intervalLevelTable
  /// `IntervalVectorTable`: entries.
  case intervalVectorTable
  /// `SizeTable`: entries, an interval and a row each.
  case sizeTable
  /// `TapeTable`, all that one plan may need: sums.
  case tapeTable
  /// `JoinTable`: last segments.
  case joinTable
  /// `DiskPeriod`: states priced, over all periods that may be looked at.
  case periods
  /// `SlotDivision`: pairs of slots and shares.
  case shares

  /// What is counted.
  public var what: String {
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

/// Is told how far a planner has come, many times a second while it works.
///
/// It is called on the thread that plans, between two steps of the planner's loops: it should return at once.
public typealias PlanningObserver = @Sendable (PlanningProgress) -> Void
