import AdjointSchedules

extension Certificate {
  /// How far the bound that it proves is from the makespan, as a sentence; nil if they are equal.
  public var note: String? {
    if isOptimal { return nil }
    let above = excess.map { "; the makespan is at most \(Caveat.decimals($0, digits: 4)) % above that" } ?? ""
    return "the certificate proves that no schedule costs less than \(lowerBound)\(above)"
  }
}
