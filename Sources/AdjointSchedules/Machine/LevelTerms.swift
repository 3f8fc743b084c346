/// What a level holds and costs: the few numbers that the machine asks for at every operation.
///
/// A problem and its levels are large values, and to take a number from them copies them: a quarter of the time of a replay.
struct LevelTerms {
  /// nil if unlimited, or in bytes.
  let slots: Int?
  /// The level whose bytes it uses, its own or a shared one, and how many that has; nil if it has slots.
  let room: (pool: Int, capacity: Int)?
  let isOverlapped: Bool
  /// What a state takes, and costs to write and to read; nil where states differ.
  let stateSize: Int?
  let stateWrite: Int?
  let stateRead: Int?

  init(_ problem: Problem, level index: Int) {
    let level = problem.levels[index]
    let pool = problem.pool(of: index)
    slots = level.slots
    room = problem.levels[pool].capacity.map { (pool, $0) }
    isOverlapped = level.isOverlapped
    let isCommon = problem.chain.stateSize.map { $0.common != nil } ?? true
    stateSize = isCommon ? problem.storedSize(level: index, state: 0) : nil
    stateWrite = isCommon || level.write.bandwidth == nil ? problem.writeCost(level: index, state: 0) : nil
    stateRead = isCommon || level.read.bandwidth == nil ? problem.readCost(level: index, state: 0) : nil
  }
}
