/// A number in a problem that is out of range.
public struct ProblemError: Error, Hashable, Sendable {
  /// Where it is.
  public let field: ProblemField
  /// What is wrong with it.
  public let reason: Reason

  package init(field: ProblemField, reason: Reason) {
    self.field = field
    self.reason = reason
  }
}

/// The place of a number in a problem, such as `levels[1].slots` in a problem file.
public enum ProblemField: Hashable, Sendable {
  /// The properties of a chain's steps or states.
  public enum OfChain: String, Hashable, Sendable {
    case length, forwardCost, backwardCost, adjointCost, stateSize, tapeSize, forwardTemporary, backwardTemporary
  }

  /// The properties of a level.
  public enum OfLevel: String, Hashable, Sendable {
    case slots, capacity, writeCost, readCost, writeBandwidth, readBandwidth, sizeFactor, sharesCapacityWith
    case overlapped
  }

  /// The properties of a situation.
  public enum OfSituation: String, Hashable, Sendable {
    case due, stored, tapes, buffer
  }

  case fractionDigits
  /// A field of the chain; with an index if steps or states differ.
  case chain(OfChain, index: Int? = nil)
  /// The cost of all steps of a network.
  case join(OfChain)
  case branches
  case branchLength(Int)
  case handleLength
  case levels
  case level(Int, OfLevel)
  /// A field of the situation; with a level for what that holds.
  case situation(OfSituation, level: Int? = nil)
  /// What the situation of a network says of one part.
  case joinSituation(OfSituation, Part)
  /// The chains that share a memory.
  case members
  case member(Int, OfChain)

  /// Returns the field of one entry of a chain's list.
  func entry(_ index: Int) -> ProblemField {
    if case .chain(let field, _) = self { return .chain(field, index: index) }
    return self
  }
}
