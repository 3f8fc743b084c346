/// The places of a segment's first state in an ``IntervalVectorTable``: a level that holds it, and a vector of free
/// slots in which that level has one in use. Places are numbered, with lookup tables for the innermost loops.
struct IntervalPlaces: Sendable {
  /// The vector with every slot free.
  let full: Int
  let vectorCount: Int
  let levelCount: Int
  /// The vector and the level of each place.
  let vectors: [Int]
  let levels: [Int]
  /// By place, then by level t: the place after a move to t, or -1 if there is no slot or no move.
  let moves: [Int]
  /// By vector, then by level: the place after a write, or -1 if there is no slot.
  let writes: [Int]

  var count: Int { vectors.count }

  init(_ space: SlotVectorSpace, _ platform: [Level]) {
    var vectors: [Int] = []
    var levels: [Int] = []
    var numbers = [Int](repeating: -1, count: space.count * platform.count)
    for vector in 0..<space.count {
      for level in platform.indices
      where platform[level].slots != 0 && space.freeing(level, in: vector) != nil {
        numbers[vector * platform.count + level] = vectors.count
        vectors.append(vector)
        levels.append(level)
      }
    }
    var writes = [Int](repeating: -1, count: numbers.count)
    for vector in 0..<space.count {
      for level in platform.indices where space.free(level, in: vector) > 0 {
        writes[vector * platform.count + level] =
          numbers[space.taking(level, in: vector) * platform.count + level]
      }
    }
    var moves = [Int](repeating: -1, count: vectors.count * platform.count)
    for (place, (vector, level)) in zip(vectors, levels).enumerated() {
      guard let freed = space.freeing(level, in: vector) else { continue }
      for target in platform.indices where target != level && space.free(target, in: vector) > 0 {
        moves[place * platform.count + target] = writes[freed * platform.count + target]
      }
    }
    full = space.full
    vectorCount = space.count
    levelCount = platform.count
    (self.vectors, self.levels, self.moves, self.writes) = (vectors, levels, moves, writes)
  }
}
