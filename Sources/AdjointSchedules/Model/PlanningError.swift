/// Why a planner gives no schedule. The sentences: `PlanningError+Sentence.swift`.
public enum PlanningError: Error, Hashable, Sendable {
  /// The problem has no schedule: steps to reverse and nowhere to keep x_0.
  case noSlot(length: Int)
  /// The problem has no schedule: x_0 takes `needed` bytes, and no level holds more than `available`.
  case noRoom(needed: Int, available: Int)
  /// The problem has no schedule: a step needs `needed` bytes of the fastest level while it runs, which has `available`.
  case noRoomForStep(number: Int, isBackward: Bool, needed: Int, available: Int)
  /// The planner stores more states than the levels have slots.
  case tooFewSlots(planner: Planner, needed: Int, available: Int)
  /// The planner does not take problems of this shape.
  case unsuited(planner: Planner, Requirement)
  /// A total does not fit 64 bits (2^63 - 2 at most).
  case overflow(quantity: Quantity)
  /// The tables would need at least `bytes` of memory, more than ``PlanningMemory/limit`` says.
  case tableTooLarge(bytes: Int, limit: Int)
  /// The next table needs more memory than the machine has free.
  case notEnoughMemory(bytes: Int, available: Int)
  /// The table over all intervals of a chain whose steps differ would need `bytes` of memory, more than
  /// ``PlanningMemory/limit`` says.
  ///
  /// `fittingRows` slots in all would fit, none when it is 0, and with all slots a chain of `fittingLength` steps.
  case tooManyIntervals(bytes: Int, limit: Int, fittingRows: Int, fittingLength: Int)
  /// A table over all intervals is made of chains of at most `limit` steps.
  case tooManySteps(length: Int, limit: Int)
  /// An exact method would take too long: it looks at one such item after another.
  case tooMuchWork(what: WorkItem, count: Int, limit: Int)
  /// Beside others this plan has a part only of the work that its planner may do alone, and was ended there.
  indirect case cutShort(PlanningError)
  /// The task that was planning has been cancelled.
  case cancelled
  /// Chains that share a memory need a slot each, or one after another one slot at all.
  case tooFewSlotsToShare(needed: Int, available: Int)
  /// A memory is smaller than a state, and there is no other level.
  case tooLittleMemory(bytes: Int, stateBytes: Int)
  /// Branches that are joined need two slots each, and a handle with steps one more.
  case tooFewSlotsToJoin(needed: Int, available: Int)
  /// The level is too small for the tapes, one after another, and what every step can be reached from.
  case tooLittleForTapes(level: String, available: Int, needed: Int, inBytes: Bool)

  /// What a planner takes, where the problem is another one.
  public enum Requirement: Hashable, Sendable {
    case oneChain, branches
    case equalSteps, equalSizes
    case states, tapes
    case oneLevel, memoryAndDisk
    /// One level that holds states and tapes.
    case oneLevelOfTapes(given: Int)
    /// Equal steps, and free slots that hold a state or a tape each.
    case freeSlotsOfTapes
    case freeMemory, memorySlot
    /// At most so many steps.
    case length(limit: Int)
    /// Fewer comparisons than of so many stored states at each of so many steps.
    case comparisons(slots: Int, length: Int)
    /// At most so many slots.
    case slots(limit: Int)
  }
}

extension PlanningError {
  /// The planner whose name the sentence begins with, where it does with one.
  package var subject: Planner? {
    switch self {
    case .tooFewSlots(let planner, _, _), .unsuited(let planner, _): return planner
    case .cutShort(let error): return error.subject
    default: return nil
    }
  }

  /// True when a higher ``PlanningMemory/limit`` may help.
  package var isOfMemoryLimit: Bool {
    switch self {
    case .tableTooLarge, .tooManyIntervals: return true
    case .cutShort(let error): return error.isOfMemoryLimit
    default: return false
    }
  }

  /// True when a chain whose steps differ is too large for a table over intervals.
  var isOfIntervals: Bool {
    switch self {
    case .tooManyIntervals, .tooManySteps, .tooMuchWork: return true
    default: return false
    }
  }
}
