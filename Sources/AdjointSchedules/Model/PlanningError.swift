/// Why a planner gives no schedule. ScheduleFormats has the sentences.
public enum PlanningError: Error, Hashable, Sendable {
  /// No schedule exists: there are steps to reverse but nowhere to store x_0.
  case noSlot(length: Int)
  /// No schedule exists: x_0 takes `needed` bytes, and no level holds more than `available`.
  case noRoom(needed: Int, available: Int)
  /// The problem has no schedule: a step needs `needed` bytes of the fastest level while it runs, which has `available`.
  case noRoomForStep(number: Int, isBackward: Bool, needed: Int, available: Int)
  /// The problem has no schedule: x_0 and what steps need while they run do not fit the fastest level, nor any other.
  case noRoomForSteps(level: String, available: Int, needed: Int)
  /// The planner stores more states than the levels have slots.
  case tooFewSlots(planner: Planner, needed: Int, available: Int)
  /// The planner does not accept problems of this kind.
  case unsuited(planner: Planner, Requirement)
  /// A total does not fit 64 bits (2^63 - 2 at most).
  case overflow(quantity: Quantity)
  /// The tables would need at least `bytes` of memory, more than ``PlanningMemory/limit``.
  case tableTooLarge(bytes: Int, limit: Int)
  /// The next table needs more memory than the machine has free.
  case notEnoughMemory(bytes: Int, available: Int)
  /// The table over all intervals of a chain with different steps would need `bytes` of memory, more than
  /// ``PlanningMemory/limit``.
  ///
  /// The table would fit with `fittingRows` slots (none if 0), or with all slots for a chain of `fittingLength` steps.
  case tooManyIntervals(bytes: Int, limit: Int, fittingRows: Int, fittingLength: Int)
  /// Tables over all intervals are limited to chains of `limit` steps.
  case tooManySteps(length: Int, limit: Int)
  /// An exact method would take too long: it has too many items to examine.
  case tooMuchWork(what: WorkItem, count: Int, limit: Int)
  /// With other plans, this one gets only part of its planner's work limit, and it hit that part.
  indirect case cutShort(PlanningError)
  /// No schedule exists: nothing that is stored, or in the buffer, leads to a state that is needed.
  case nothingToStartFrom(due: Int)
  /// No schedule exists: a branch is not reversed, and its x_0, which every other state comes from, is not stored.
  case firstStateMissing(branch: Int)
  /// No division exists, or none was found: jobs of `limit` are too short, and `least` would do, both in the problem's units.
  case jobTooShort(limit: Int, least: Int)
  /// No division exists: no level that lasts has room for x_0.
  case nothingLasts
  /// No division was found: beside the states that are kept, some step has too little room.
  case noRoomBesideKept
  /// Under kills `meanTime` apart, in the problem's units, hardly any run of a division ends.
  case killsTooFrequent(meanTime: Int)
  /// The planning task has been cancelled.
  case cancelled
  /// The time for planning is over; planners have a schedule by then, and this is never their answer.
  case timeOver
  /// Chains that share a memory need one slot each or, one after another, one slot.
  case tooFewSlotsToShare(needed: Int, available: Int)
  /// The memory is smaller than a state, and there is no other level.
  case tooLittleMemory(bytes: Int, stateBytes: Int)
  /// Joined branches need two slots each, and a handle with steps one more.
  case tooFewSlotsToJoin(needed: Int, available: Int)
  /// The level is too small for some tape plus the checkpoint from which its step restarts.
  case tooLittleForTapes(level: String, available: Int, needed: Int, inBytes: Bool)

  /// The planner found no schedule in which level 0 has room for what travels to and from the overlapped levels.
  case noRoomForTransfers(planner: Planner)

  /// The planner divides a chain with tapes into segments, and the levels hold none of its divisions.
  case tooLittleToDivide(planner: Planner, level: String, available: Int, needed: Int, inBytes: Bool)

  /// Some step runs `needed` times, more than the limit: in every schedule if `isLeast`, otherwise in those that were found.
  case tooFewRuns(planner: Planner, limit: Int, needed: Int, isLeast: Bool)

  /// What a planner takes, where the problem is another one.
  public enum Requirement: Hashable, Sendable {
    case oneChain, branches
    case equalSteps, equalSizes
    case states, tapes
    case oneLevel, memoryAndDisk
    /// Transfers that block: no overlapped level.
    case blockingTransfers
    /// The whole reversal, not what is left of one.
    case wholeReversals
    /// One chain, for division over jobs.
    case dividedChains
    /// States and transfers that block, for what is left of a schedule that ends before its chain does.
    case partialRests
    /// Transfers that block, for the simulation of kills.
    case killsWithoutOverlap
    /// No limit of runs, for what is left of a reversal.
    case unlimitedRuns
    /// A level or more that hold states and tapes.
    case levelsOfTapes
    /// Equal steps, and free slots that hold a state or a tape each.
    case freeSlotsOfTapes
    case freeMemory, memorySlot
    /// At most this many steps.
    case length(limit: Int)
    /// Fewer comparisons than this many stored states at each of this many steps.
    case comparisons(slots: Int, length: Int)
    /// At most this many slots.
    case slots(limit: Int)
  }
}

extension PlanningError {
  /// True if a higher ``PlanningMemory/limit`` may help.
  package var isOfMemoryLimit: Bool {
    switch self {
    case .tableTooLarge, .tooManyIntervals: return true
    case .cutShort(let error): return error.isOfMemoryLimit
    default: return false
    }
  }

  /// True if a method with more work, or another, may not fail.
  var isOfWork: Bool {
    switch self {
    case .tooManyIntervals, .tooManySteps, .tooMuchWork, .tableTooLarge: return true
    default: return false
    }
  }

  /// True if a chain with different steps is too large for a table over intervals.
  var isOfIntervals: Bool {
    switch self {
    case .tooManyIntervals, .tooManySteps, .tooMuchWork: return true
    default: return false
    }
  }
}
