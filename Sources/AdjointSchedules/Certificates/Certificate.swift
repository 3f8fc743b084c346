/// What proves a lower bound on the makespans of a problem to a program that shares nothing with this one.
///
/// It has the numbers that such a program needs, and nothing else: values that *dominate* the recurrence of the optimum. Its
/// meaning, its format and the proof that domination implies the bound are in docs/certificates.md.
///
///     let problem = try Problem(chain: Chain(length: 9), levels: [Level(name: "memory", slots: 3)])
///     let certificate = try Planner.revolve.schedule(for: problem).certificate()
///     print(certificate.lowerBound, certificate.isOptimal)  // 25 true
public struct Certificate: Sendable {
  /// The problem whose makespans are bounded.
  public let problem: Problem
  /// The makespan of the schedule that it was asked for.
  public var makespan: DecimalCost { DecimalCost(makespanUnits, fractionDigits: problem.fractionDigits) }
  /// The makespan that no valid schedule can beat, by the certificate.
  public var lowerBound: DecimalCost { DecimalCost(lowerBoundUnits, fractionDigits: problem.fractionDigits) }
  /// True if it proves that the schedule is optimal.
  public var isOptimal: Bool { makespanUnits == lowerBoundUnits }
  /// What the bound may be short of the makespan, in millionths of the bound, rounded up; nil if the bound is 0.
  public var excess: Int? { Schedule.millionths(of: makespanUnits, over: lowerBoundUnits) }

  package let makespanUnits: Int
  package let lowerBoundUnits: Int
  package let proof: Proof

  /// The kinds of proofs.
  package enum Proof: Sendable {
    /// Every step runs, and every backward step after the first needs a read.
    case count
    /// A price for each backward step, on levels with equal steps.
    case prices(PriceProof)
    /// Layers of equal steps, a price each, for steps that differ.
    case layers(LayerProof)
    /// Shares of the time for transfers, and a price: level 0 and one overlapped level.
    case overlap(OverlapProof)
    /// A share of the time for arriving states, and a price: level 0 and one overlapped level.
    case overlapSlots(OverlapSlotProof)
    /// A price for each backward step from a tape: equal steps on one level.
    case tapes(TapeProof)
    /// A value for every state of the machine.
    case potential(PotentialProof)
  }
}
