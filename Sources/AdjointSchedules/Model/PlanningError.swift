/// Why a planner gives no schedule.
public enum PlanningError: Error, Hashable, Sendable {
  /// The problem has no schedule: steps to reverse and nowhere to keep x_0.
  case noSlot(length: Int)
  /// The planner stores more states than the levels have slots.
  case tooFewSlots(planner: Planner, needed: Int, available: Int)
  /// The planner does not take problems of this shape.
  case unsuited(planner: Planner, reason: String, remedy: String)
  /// A total does not fit 64 bits (2^63 - 2 at most); `quantity` says which, such as `makespan`.
  case overflow(quantity: String)
  /// The table would take longer than the planner allows itself.
  case workTooLarge(candidates: Int)
  /// The tables would need more memory than the planner allows itself.
  case tableTooLarge(bytes: Int, limit: Int)
}

extension PlanningError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .noSlot(let length):
      return
        "no schedule exists: no level has a slot for x_0, and a chain of length \(length) needs it stored; give some level at least 1 slot"
    case .tooFewSlots(let planner, let needed, let available):
      return
        "\(planner.rawValue) stores \(needed) states at once, and the levels have \(available) slots; give them more slots, or use hrevolve"
    case .unsuited(let planner, let reason, let remedy):
      return "\(planner.rawValue) \(reason); \(remedy)"
    case .overflow(let quantity):
      return
        "the \(quantity) does not fit 64 bits; use larger units of cost, fewer decimals, a shorter chain or more slots"
    case .workTooLarge(let candidates):
      return "the table would compare more than \(candidates) splits; use a shorter chain or fewer slots"
    case .tableTooLarge(let bytes, let limit):
      return
        "the tables would need \(bytes >> 20) MiB, more than the limit of \(limit >> 20) MiB; use a shorter chain or fewer slots"
    }
  }
}
