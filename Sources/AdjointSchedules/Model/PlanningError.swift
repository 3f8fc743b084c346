/// Why a planner gives no schedule.
public enum PlanningError: Error, Hashable, Sendable {
  /// The problem has no schedule: steps to reverse and nowhere to keep x_0.
  case noSlot(length: Int)
  /// The problem has no schedule: x_0 takes `needed` bytes, and no level holds more than `available`.
  case noRoom(needed: Int, available: Int)
  /// The planner stores more states than the levels have slots.
  case tooFewSlots(planner: Planner, needed: Int, available: Int)
  /// The planner does not take problems of this shape.
  case unsuited(planner: Planner, reason: String, remedy: String)
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
}

extension PlanningError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSlot(let length):
      return
        "no schedule exists: no level has a slot for x_0, and a chain of length \(length) needs it stored; give some level at least 1 slot"
    case .noRoom(let needed, let available):
      return
        "no schedule exists: x_0 takes \(needed) bytes, and no level holds more than \(available); give some level a capacity of at least \(needed) bytes"
    case .tooFewSlots(let planner, let needed, let available):
      return
        "\(planner.rawValue) stores \(needed) states at once, and the levels have \(available) slots; give them more slots, or use hrevolve"
    case .unsuited(let planner, let reason, let remedy):
      return "\(planner.rawValue) \(reason); \(remedy)"
    case .overflow(.storedBytes):
      return "the \(Quantity.storedBytes) does not fit 64 bits; use smaller sizes, or a level with a capacity"
    case .overflow(let quantity):
      return
        "the \(quantity) does not fit 64 bits; use larger units of cost, fewer decimals, a shorter chain or more slots"
    case .tableTooLarge(let bytes, let limit):
      return
        "the tables need at least \(ByteText.needed(bytes)), more than the limit of \(ByteText.allowed(limit)); use a shorter chain, fewer slots or a smaller capacity, or raise the limit of memory"
    case .notEnoughMemory(let bytes, let available):
      return
        "the tables need \(ByteText.needed(bytes)), and \(ByteText.allowed(available)) of memory are free; use a machine with more, a shorter chain or fewer slots, or lower the limit of memory, so that another method stands in where there is one"
    case .tooManyIntervals(let bytes, let limit, let rows, let length):
      let slots = rows > 0 ? "at most \(rows) slots in all, or " : ""
      return
        "steps that differ need a table over all intervals of the chain: \(ByteText.needed(bytes)), more than the limit of \(ByteText.allowed(limit)); use \(slots)a chain of at most \(length) steps, or raise the limit of memory"
    case .tooManySteps(let length, let limit):
      return
        "steps that differ need a table over all intervals of the chain, which is made for at most \(limit) steps, and there are \(length); use a shorter chain"
    case .tooMuchWork(let what, let count, let limit):
      return
        "there are \(count) \(what) to look at, more than the limit of \(limit); use shorter chains, fewer slots or a smaller capacity"
    case .cutShort(let error):
      return "\(error); that is its part of the work beside others, and alone it may do more"
    case .cancelled:
      return "planning was cancelled"
    case .tooFewSlotsToShare(let needed, let available):
      return
        "no schedule exists: the chains need \(needed) slots between them and the memory has \(available); give it more slots, or run the chains one after another"
    case .tooLittleMemory(let bytes, let stateBytes):
      return
        "no schedule exists: a memory of \(bytes) bytes holds no state of \(stateBytes) bytes; give it at least that, or add a disk"
    case .tooLittleForTapes(let level, _, .max, _):
      return
        "no schedule exists: a tape beside what its step is reached from takes more than \(level), or any level, can have; use smaller sizes"
    case .tooLittleForTapes(let level, let available, let needed, let inBytes):
      let (unit, field) = inBytes ? ("bytes", "a capacity of") : (available == 1 ? "slot" : "slots", "slots:")
      return
        "no schedule exists: \(level) has \(available) \(unit), and a tape beside what its step is reached from takes \(needed); give it \(field) at least \(needed)"
    case .tooFewSlotsToJoin(let needed, let available):
      return
        "no schedule exists: each branch needs a slot for its first state and one for its end, and a handle with steps one more, \(needed) in all, and the memory has \(available); give it more slots"
    }
  }
}

extension PlanningError {
  /// The planner whose name the sentence begins with, where it does with one.
  package var subject: Planner? {
    switch self {
    case .tooFewSlots(let planner, _, _), .unsuited(let planner, _, _): return planner
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
