/// Where the states of a plan for slots are, on levels in bytes.
struct SpilledStates {
  /// What becomes of a planned operation.
  enum Placed {
    /// It runs at the place of its state.
    case operation(Operation)
    /// It is not needed: the state is there, or stays for another planned item.
    case nothing
    /// No level has room.
    case nowhere
  }

  private struct Item: Hashable {
    var level: Int
    var state: Int
  }

  private let problem: Problem
  /// The bytes, or slots, that are free in each level's pool.
  private var free: [Int]
  /// The level of each planned item.
  private var places: [Item: Int] = [:]
  /// How many planned items a stored state stands for.
  private var uses: [Item: Int] = [:]

  init(_ problem: Problem) {
    self.problem = problem
    free = problem.levels.map { $0.capacity ?? $0.slots ?? .max }
    let chain = problem.chain
    let reserved = ((chain.forwardTemporary?.given ?? []) + (chain.backwardTemporary?.given ?? [])).max() ?? 0
    if reserved > 0 { free[problem.pool(of: 0)] -= reserved }
  }

  /// Returns a planned operation at the place where its state is.
  mutating func place(_ operation: Operation) -> Placed {
    switch operation {
    case .write(let level, let state):
      let item = Item(level: level, state: state)
      guard let place = self.place(for: item) else { return .nowhere }
      places[item] = place
      let stored = Item(level: place, state: state)
      uses[stored, default: 0] += 1
      if uses[stored] != 1 { return .nothing }
      free[problem.pool(of: place)] -= room(state, place)
      return .operation(.write(level: place, step: state))
    case .read(let level, let state):
      guard let place = places[Item(level: level, state: state)] else { return .nowhere }
      return .operation(.read(level: place, step: state))
    case .discard(let level, let state):
      guard let place = places.removeValue(forKey: Item(level: level, state: state)) else { return .nowhere }
      let stored = Item(level: place, state: state)
      if let count = uses[stored], count > 1 {
        uses[stored] = count - 1
        return .nothing
      }
      uses[stored] = nil
      free[problem.pool(of: place)] += room(state, place)
      return .operation(.discard(level: place, step: state))
    default: return .operation(operation)
    }
  }

  /// Returns the level of a state: the planned one, or else the cheapest with room.
  private func place(for item: Item) -> Int? {
    if fits(item.state, item.level) { return item.level }
    return problem.levels.indices.filter { $0 != item.level && fits(item.state, $0) }.min {
      access(item.state, $0) < access(item.state, $1)
    }
  }

  private func access(_ state: Int, _ level: Int) -> Int128 {
    Int128(problem.writeCost(level: level, state: state)) + Int128(problem.readCost(level: level, state: state))
  }

  private func fits(_ state: Int, _ level: Int) -> Bool {
    uses[Item(level: level, state: state)] != nil || room(state, level) <= free[problem.pool(of: level)]
  }

  private func room(_ state: Int, _ level: Int) -> Int {
    if problem.levels[problem.pool(of: level)].capacity != nil { return problem.storedSize(level: level, state: state) }
    return problem.levels[level].slots == nil ? 0 : 1
  }
}
