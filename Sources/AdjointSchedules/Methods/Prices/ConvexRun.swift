/// A convex stretch of a loss function: consecutive pieces with non-decreasing slopes.
///
/// The minimum convolution of two convex functions is convex, and its increments are those of both in ascending order.
/// So chains of a and b pieces are summed in O(a + b), where individual pieces would take a x b.
struct ConvexRun {
  /// A number of steps that change the loss by the same amount.
  struct Increment {
    var count: Int
    var slope: Int
  }

  var start: Int
  var loss: Int
  var leastLoss: Int
  var first: Int
  var last: Int
  /// The stretch of the increments that belongs to the chain.
  var increments: Range<Int>
}

/// The convex chains of a loss function.
struct LossChains {
  private(set) var chains: [ConvexRun] = []
  private(set) var increments: [ConvexRun.Increment] = []

  /// - Complexity: O(pieces), since each is visited once.
  init(_ function: LossFunction) {
    let pieces = function.pieces
    for index in pieces.indices {
      let piece = pieces[index]
      if index > 0, let jump = continuation(of: pieces[index - 1], by: piece) {
        append(1, jump)
      } else {
        chains.append(
          ConvexRun(
            start: piece.start, loss: piece.loss, leastLoss: piece.loss, first: piece.first, last: piece.last,
            increments: increments.count..<increments.count))
      }
      if piece.width > 0 { append(piece.width, piece.slope) }
      chains[chains.count - 1].leastLoss = min(chains[chains.count - 1].leastLoss, piece.leastLoss)
    }
  }

  private mutating func append(_ count: Int, _ slope: Int) {
    let last = chains.count - 1
    if !chains[last].increments.isEmpty, increments[increments.count - 1].slope == slope {
      increments[increments.count - 1].count += count
    } else {
      increments.append(ConvexRun.Increment(count: count, slope: slope))
      chains[last].increments = chains[last].increments.lowerBound..<increments.count
    }
  }

  /// Returns the increment from the end of `piece` to the start of `next`, if it continues the last chain.
  private func continuation(of piece: LossPiece, by next: LossPiece) -> Int? {
    guard piece.end + 1 == next.start, piece.first == next.first, piece.last == next.last else { return nil }
    let jump = next.loss - piece.loss(at: piece.end)
    if !chains[chains.count - 1].increments.isEmpty, increments[increments.count - 1].slope > jump { return nil }
    if next.width > 0 && next.slope < jump { return nil }
    return jump
  }
}
