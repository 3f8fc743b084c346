/// What repeats at the beginning of a segment, so that whoever looks at the whole need not go through it one by one.
enum SegmentRepetition<State: Sendable>: Sendable {
  /// Blocks one after the other, and what follows them.
  case blocks(SegmentBlocks<State>)
  /// x_i, stored at `level`, is where every backward step of the segment is run to from, with no other slot; then it is
  /// freed.
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

/// Blocks of equal length, the first state of each written at one level on the way forward.
///
/// When what follows them is reversed, each block, the last first, is read from there and reversed.
struct SegmentBlocks<State: Sendable>: Sendable {
  /// The steps of a block, at least 1.
  var steps: Int
  var level: Int
  /// How many there are, at least 1.
  var count: Int
  /// The block's own segment of length `steps` - 1, its first state stored and read.
  var left: State
  /// What follows the last block.
  var next: State
}
