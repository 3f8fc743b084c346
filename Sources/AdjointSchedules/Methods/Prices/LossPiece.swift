/// Numbers of backward steps and their loss relative to the best: a repeated run.
///
/// For 0 <= j <= `width` and `first` <= i <= `last`, N = `start` + j + i x period loses `loss` + j x `slope`. The
/// period is a property of the calculation: the number of steps by which a swap of sub-schedules that is free at the
/// price lengthens a chain, or a number so large that i is always 0.
struct LossPiece: Hashable, Sendable {
  var start: Int
  var width: Int
  var first: Int
  var last: Int
  var loss: Int
  var slope: Int

  var end: Int { start + width }
  var leastLoss: Int { slope < 0 ? loss + slope * width : loss }

  func loss(at position: Int) -> Int { loss + slope * (position - start) }

  /// Returns the part from `from` to `to`, both inside the run.
  func cut(from: Int, to: Int) -> LossPiece {
    LossPiece(
      start: from, width: to - from, first: first, last: last, loss: loss(at: from), slope: to > from ? slope : 0)
  }
}

extension PriceHull {
  /// Returns the period of loss functions on the edge: a multiple of the free swaps' lengths that most runs of the window
  /// fit in. Where nothing repeats, or runs are long, it is more than any chain's steps.
  func period(window: Int, forward: Int128, isFlat: Bool) -> Int {
    if step == 0 || isFlat || (most - least) / step < 16 { return PriceBound.count * 2 }
    // Slopes are of the order of a forward step's cost.
    let width = max(1, min(Int(clamping: 4 * Int128(window) / forward), 1 << 20))
    return step * ((width + step - 1) / step)
  }
}

/// The loss of every number of backward steps within the window, as pieces by ascending start.
///
/// Pieces with equal starts have equal widths and differ in their repetitions; otherwise runs are disjoint.
struct LossFunction: Hashable, Sendable {
  var pieces: [LossPiece] = []

  var isEmpty: Bool { pieces.isEmpty }

  /// The bytes of the pieces and their array.
  var bytes: Int { isEmpty ? 0 : 48 + pieces.count * MemoryLayout<LossPiece>.stride }

  /// Returns the loss of `steps`, or nil if it exceeds the window.
  func loss(of steps: Int, period: Int) -> Int? {
    let (repetition, position) = steps.quotientAndRemainder(dividingBy: period)
    var best: Int?
    for piece in pieces where piece.start <= position && position <= piece.end {
      if piece.first <= repetition && repetition <= piece.last {
        best = min(best ?? Int.max, piece.loss(at: position))
      }
    }
    return best
  }

  /// Returns the smallest number of steps >= `steps` without loss.
  func nextFree(_ steps: Int, period: Int) -> Int? {
    var best: Int?
    for piece in pieces where piece.leastLoss == 0 {
      // The positions without loss are a flat run or one end of a run.
      let (from, to) =
        piece.slope == 0
        ? (piece.start, piece.end) : piece.slope > 0 ? (piece.start, piece.start) : (piece.end, piece.end)
      let repetition = max(piece.first, (max(steps - to, 0) + period - 1) / period)
      if repetition <= piece.last {
        best = min(best ?? Int.max, max(steps, from + repetition * period))
      }
    }
    return best
  }
}
