import AdjointSchedules

extension Certificate {
  /// How far the bound that it proves is from the makespan, as a sentence; nil if they are equal.
  public var note: String? {
    if isOptimal { return nil }
    let above = excess.map { "; the makespan is at most \(Caveat.decimals($0, digits: 4)) % above that" } ?? ""
    return "the certificate proves that no schedule costs less than \(lowerBound)\(above)"
  }
}

extension Certificate.Obstacle {
  /// Why there is no certificate, and the remedy.
  var sentence: String {
    switch self {
    case .tapes: return "none describes steps that keep tapes; the lower bound of the schedule is proven without one"
    case .sizes:
      return
        "none describes states in bytes; if all have one size, leave out the sizes and give each level as many slots as states fit"
    case .overlap:
      return
        "of overlapped transfers one describes equal steps that cost something, level 0 and one overlapped level; leave out other levels, or \"overlapped\""
    case .branches:
      return "none describes branches that join in a handle; the lower bound of the schedule is proven without one"
    case .situation:
      return "none describes what is left of a reversal; the lower bound of the schedule is proven without one"
    case .values(let limit): return "it would have more than \(limit) values; with more slots it has fewer"
    }
  }
}
