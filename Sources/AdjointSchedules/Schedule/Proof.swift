/// What is known of how far a schedule is from the optimum.
public enum Proof: Hashable, Sendable {
  /// The planner's method finds a least makespan.
  case method
  /// The method alone promises nothing, because of the caveat, but a lower bound equals the makespan.
  case bound(Caveat)
  /// The makespan may not be least, because of the caveat. No valid schedule costs less than `lowerBound`, in the
  /// problem's units of 10^-``Problem/fractionDigits``; nil if there is no bound.
  case open(Caveat, lowerBound: Int?)

  /// Why the method does not promise a least makespan; nil if it does.
  public var caveat: Caveat? {
    switch self {
    case .method: return nil
    case .bound(let caveat), .open(let caveat, _): return caveat
    }
  }
}
