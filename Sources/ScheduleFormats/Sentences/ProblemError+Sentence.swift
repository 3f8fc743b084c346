import AdjointSchedules

extension ProblemError: CustomStringConvertible {
  /// The field and what is wrong with it, on one line.
  public var description: String { "\(field) \(reason)" }
}

extension ProblemError.Reason: CustomStringConvertible {
  /// The end of a sentence, following the name of the field or option.
  public var description: String {
    switch self {
    case .outside(let range): return "must be from \(range.lowerBound) to \(range.upperBound)"
    case .outsideOrUnlimited(let range):
      return "must be from \(range.lowerBound) to \(range.upperBound), or unlimited"
    case .negative: return "must be at least 0"
    case .zero: return "must be above 0"
    case .belowOneByte: return "must be at least 1 byte"
    case .empty(let item): return "is empty; give at least one \(item.rawValue)"
    case .tooManyEntries(let count, let limit): return "has \(count) entries; at most \(limit) are planned"
    case .wrongCount(let count, let needed):
      return "has \(count) entries where the chain's length asks for \(needed)"
    case .tooManySteps(let limit): return "and the handle have more than \(limit) steps together"
    case .sizeMissing(let item, let level, let property):
      return "is missing; levels[\(level)] has a \(property.rawValue), so give the size of a \(item.rawValue)"
    case .sizeOverflow: return "makes a size that does not fit 64 bits"
    case .transferOverflow:
      return "makes a cost that does not fit 64 bits; use larger units of cost, or give the bandwidth in larger ones"
    case .costOverflow(let digits):
      return "does not fit 64 bits together with costs of \(digits) decimals; use larger units or fewer decimals"
    case .sharesWithNoOther: return "must name another level"
    case .sharesNoCapacity: return "must name a level that has a capacity of its own"
    case .sharesBesideOwn: return "does not go with slots or capacity: the level uses the other's bytes"
    case .unknownName: return "names no other level; give the name of the level whose capacity it uses"
    case .ambiguousName: return "names several levels; give levels names of their own"
    case .overlappedFastest:
      return "must not be true: overlapped transfers go between level 0 and the other levels"
    case .fastestLevelNotInBytes: return "needs levels[0], the fastest level, to have a capacity in bytes"
    case .notOneFreeMemory: return "must be one memory in slots, free to write and to read"
    case .notOneCost: return "must be one cost: the steps of a join all cost the same"
    case .nothingDue: return "is not needed: the chain has no backward step; leave the situation out"
    case .noTapes: return "does not suit the chain, whose backward steps run from states; leave it out"
    case .notEachLevel(let count, let levels):
      return "has \(count) entries, and there are \(levels) levels; give a list for each, [] for one that holds nothing"
    case .listedTwice(let number): return "lists \(number) twice; keep one"
    case .beyondSlots(let slots): return "and its tapes are more than the level's \(slots) slots; list what it holds"
    case .beyondCapacity(let capacity):
      return "and its tapes take more than the capacity of \(capacity) bytes; list what it holds"
    case .situationOfJoin:
      return "is one number, as for a chain; where branches join, give {\"branches\": [...], \"handle\": ...}"
    case .situationOfChain: return "has branches and a handle, and this is one chain; give one number"
    case .notEachBranch(let count, let branches):
      return "has \(count) branches, and \(branches) join; give an entry for each"
    case .beforeTheHandle(let last): return "must be \(last): no branch is reversed before the handle"
    }
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
    case .situation(let field, let level):
      return "situation.\(field.rawValue)" + (level.map { "[\($0)]" } ?? "")
    case .joinSituation(let field, let part):
      let memory = field == .stored ? "[0]" : ""
      switch part {
      case .branch(let index): return "situation.\(field.rawValue)\(memory).branches[\(index)]"
      case .handle: return "situation.\(field.rawValue)\(memory).handle"
      }
    case .members: return "chains"
    case .member(let index, let field): return "chains[\(index)].\(field.rawValue)"
    }
  }
}
