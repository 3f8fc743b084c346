extension LossFunction {
  /// Returns this function's part if `steps` are divided between it and `other` at a total loss of `loss`.
  ///
  /// Pieces with small losses come first, and this function's part is as long as its piece allows.
  ///
  /// - Complexity: O(pairs of pieces) at worst; usually the first few pairs are enough.
  func split(with other: LossFunction, steps: Int, loss: Int, period: Int) -> Int? {
    if loss < 0 { return nil }
    let ordered = pieces.sorted { ($0.leastLoss, $1.start) < ($1.leastLoss, $0.start) }
    for p in ordered where p.leastLoss <= loss {
      for q in other.pieces where p.leastLoss + q.leastLoss <= loss {
        if let part = Self.split(p, q, steps: steps, loss: loss, period: period) { return part }
      }
    }
    return nil
  }

  private static func split(_ p: LossPiece, _ q: LossPiece, steps: Int, loss: Int, period: Int) -> Int? {
    // steps = p.start + q.start + j + i x period, where j and i are sums over both pieces.
    let rest = steps - p.start - q.start
    if rest < 0 { return nil }
    for i in [rest / period, rest / period - 1] {
      let j = rest - i * period
      guard i >= p.first + q.first, i <= p.last + q.last, j <= p.width + q.width else { continue }
      // The flatter run goes first; between equals, this one.
      let pj = p.slope <= q.slope ? min(j, p.width) : j - min(j, q.width)
      if p.loss + p.slope * pj + q.loss + q.slope * (j - pj) == loss {
        let pi = min(p.last, i - q.first)
        return p.start + pj + pi * period
      }
    }
    return nil
  }
}
