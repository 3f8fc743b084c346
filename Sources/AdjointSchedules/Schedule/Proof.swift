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

extension Schedule {
  /// True if no valid schedule of the problem has a smaller makespan.
  public var isOptimal: Bool { if case .open = proof { false } else { true } }

  /// Why the makespan is not proven least; nil when it is.
  public var caveat: Caveat? { isOptimal ? nil : proof.caveat }

  /// A makespan that no valid schedule can beat, if the planner has one.
  public var lowerBound: DecimalCost? {
    lowerBoundUnits.map { DecimalCost($0, fractionDigits: problem.fractionDigits) }
  }

  /// ``lowerBound`` in the problem's units.
  package var lowerBoundUnits: Int? {
    if case .open(_, let lowerBound) = proof { return lowerBound }
    return makespanUnits
  }

  /// The most by which the makespan may exceed the optimum, in millionths of the bound, rounded up; nil without a bound.
  public var millionthsAbove: Int? { lowerBoundUnits.flatMap { Self.millionths(of: makespanUnits, over: $0) } }

  /// Returns the most by which a makespan may exceed the optimum, in millionths of the bound, rounded up; nil without a
  /// bound.
  static func millionths(of makespan: Int, over bound: Int) -> Int? {
    guard bound > 0, makespan >= bound else { return nil }
    return Int(clamping: (Int128(makespan - bound) * 1_000_000 + Int128(bound) - 1) / Int128(bound))
  }
}
