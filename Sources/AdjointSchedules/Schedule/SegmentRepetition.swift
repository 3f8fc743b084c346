/// A repetition at the start of a segment, known as a whole without visiting it step by step.
enum SegmentRepetition<State: Sendable>: Sendable {
  /// Consecutive blocks, and what follows them.
  case blocks(SegmentBlocks<State>)
  /// Every backward step of the segment reruns from x_i, stored on `level`, with no other slot; then x_i is freed.
  case runs(level: Int)

  /// Returns the same with its states wrapped and its levels replaced.
  func map<Other: Sendable>(
    level other: (Int) -> Int = { $0 }, _ transform: (State) -> Other
  ) -> SegmentRepetition<Other> {
    switch self {
    case .runs(let level): return .runs(level: other(level))
    case .blocks(let blocks):
      return .blocks(
        SegmentBlocks(
          steps: blocks.steps, level: other(blocks.level), count: blocks.count, left: transform(blocks.left),
          next: transform(blocks.next)))
    }
  }
}

/// Blocks of equal length; the first state of each is written to one level in the forward pass.
///
/// After everything behind them is reversed, each block, last first, is read from there and reversed.
struct SegmentBlocks<State: Sendable>: Sendable {
  /// The steps of a block, at least 1.
  var steps: Int
  var level: Int
  /// The number of blocks, at least 1.
  var count: Int
  /// The block's own segment of length `steps` - 1, its first state stored and read.
  var left: State
  /// What follows the last block.
  var next: State
}
