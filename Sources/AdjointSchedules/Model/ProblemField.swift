/// Where in a problem a number stands; described as the problem file spells it, such as `levels[1].slots`.
public enum ProblemField: Hashable, Sendable {
  /// What the steps or the states of a chain have.
  public enum OfChain: String, Hashable, Sendable {
    case length, forwardCost, backwardCost, adjointCost, stateSize, tapeSize, forwardTemporary, backwardTemporary
  }

  public enum OfLevel: String, Hashable, Sendable {
    case slots, capacity, writeCost, readCost, writeBandwidth, readBandwidth, sizeFactor, sharesCapacityWith
  }

  case fractionDigits
  /// A field of the chain; where steps or states differ, the number of one of them.
  case chain(OfChain, index: Int? = nil)
  /// A cost of all steps of a network.
  case join(OfChain)
  case branches
  case branchLength(Int)
  case handleLength
  case levels
  case level(Int, OfLevel)
  /// The chains that share a memory.
  case members
  case member(Int, OfChain)

  /// Returns the field of one entry, where this is a list of a chain's.
  func entry(_ index: Int) -> ProblemField {
    if case .chain(let field, _) = self { return .chain(field, index: index) }
    return self
  }
}

extension ProblemField: CustomStringConvertible {
  public var description: String {
    switch self {
    case .fractionDigits: return "fractionDigits"
    case .chain(let field, let index): return "chain.\(field.rawValue)" + (index.map { "[\($0)]" } ?? "")
    case .join(let field): return "join.\(field.rawValue)"
    case .branches: return "join.branches"
    case .branchLength(let index): return "join.branches[\(index)].length"
    case .handleLength: return "join.handle.length"
    case .levels: return "levels"
    case .level(let index, let field): return "levels[\(index)].\(field.rawValue)"
    case .members: return "chains"
    case .member(let index, let field): return "chains[\(index)].\(field.rawValue)"
    }
  }
}
