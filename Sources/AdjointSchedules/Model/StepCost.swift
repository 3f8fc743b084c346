/// What the steps of a chain cost: all the same, or each its own.
///
/// Costs are integers >= 0 in the units of their ``Problem`` (10^-`fractionDigits`).
public enum StepCost: Hashable, Sendable {
  /// Every step costs the same (uf or ub in the papers).
  case uniform(Int)
  /// Step i costs the i-th entry (f_i or b_i).
  case each([Int])

  /// The cost that all steps share, or nil when they differ.
  ///
  /// A list whose entries are all equal counts as uniform: writing a uniform chain out step by step changes nothing.
  ///
  /// - Complexity: O(number of entries), since each is compared with the first.
  public var common: Int? {
    switch self {
    case .uniform(let cost): return cost
    case .each(let costs):
      guard let first = costs.first else { return 0 }
      return costs.allSatisfy { $0 == first } ? first : nil
    }
  }
}
