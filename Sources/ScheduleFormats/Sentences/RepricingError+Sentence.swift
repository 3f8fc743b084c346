import AdjointSchedules

extension RepricingError: CustomStringConvertible {
  /// What differs and the remedy, for a line about the problem.
  public var description: String {
    switch self {
    case .length(let length, let costs):
      return "chain.length is \(costs), but the schedule's chain has length \(length); give a problem of that length"
    case .tapes(let has):
      return has
        ? "the schedule's chain has tapes and this has none; give chain.adjointCost"
        : "this chain has tapes and the schedule's has none; give chain.backwardCost in place of its tapes"
    case .size(let field):
      return "\(field) differs from the schedule's; give the same sizes, or none"
    case .level(let index, let name, let count):
      return "no level has the name of the schedule's level \(index), '\(name)', and none of the \(count) without a "
        + "namesake has its number; name the levels as in the schedule, or give them in its order"
    case .join:
      return
        "the schedule and the problem are not of the same parts: branches join in only one, or have other lengths; give a problem of the same branches and handle"
    }
  }
}
