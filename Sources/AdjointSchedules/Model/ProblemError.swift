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

/// The place of a number in a problem, described as spelled in problem files, such as `levels[1].slots`.
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
  /// The chains that share a memory.
  case members
  case member(Int, OfChain)

  /// Returns the field of one entry of a chain's list.
  func entry(_ index: Int) -> ProblemField {
    if case .chain(let field, _) = self { return .chain(field, index: index) }
    return self
  }
}

extension ProblemField: CustomStringConvertible {
  /// The field as spelled in problem files.
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
