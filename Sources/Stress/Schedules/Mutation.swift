import AdjointSchedules
import SeededRandom

/// One change to one place of a schedule.
enum Mutation: String, CaseIterable, Sendable {
  case delete
  case duplicate
  case swapNeighbours = "swap neighbours"
  case swapAny = "swap any two"
  case alterNumber = "alter a number"
  case alterLevel = "alter a level"
  case alterKind = "alter the kind"
  case cut = "cut off the end"

  /// Returns the operations after a change at a random place.
  func applied(to operations: [Operation], on problem: Problem, using random: inout SeededGenerator) -> [Operation] {
    var result = operations
    if operations.isEmpty { return result }
    let index = random.int(0...operations.count - 1)
    switch self {
    case .delete: result.remove(at: index)
    case .duplicate: result.insert(operations[index], at: index)
    case .swapNeighbours: result.swapAt(index, min(index + 1, operations.count - 1))
    case .swapAny: result.swapAt(index, random.int(0...operations.count - 1))
    case .alterNumber:
      let change = random.pick([-1, 1, -1, 1, -2, 2, problem.chain.length, -problem.chain.length])
      result[index] = operations[index].shifted(by: change, isFirst: Bool.random(using: &random))
    case .alterLevel: result[index] = operations[index].moved(to: random.int(-1...problem.levels.count))
    case .alterKind: result[index] = operations[index].asAnother(using: &random)
    case .cut: result.removeSubrange(index...)
    }
    return result
  }
}

extension Operation {
  /// The operation's level, if any.
  var level: Int? {
    switch self {
    case .forward, .backward, .join: return nil
    case .write(let level, _), .read(let level, _), .discard(let level, _), .tape(let level, _),
      .readTape(let level, _), .offload(let level, _), .prefetch(let level, _), .offloadTape(let level, _),
      .prefetchTape(let level, _):
      return level
    }
  }

  /// The state or step, or the first of a run.
  var step: Int {
    switch self {
    case .forward(let from, _): return from
    case .backward(let step), .write(_, let step), .read(_, let step), .discard(_, let step), .tape(_, let step),
      .readTape(_, let step), .offload(_, let step), .prefetch(_, let step), .offloadTape(_, let step),
      .prefetchTape(_, let step):
      return step
    case .join: return 0
    }
  }

  fileprivate func shifted(by change: Int, isFirst: Bool) -> Operation {
    switch self {
    case .forward(let from, let to):
      return isFirst ? .forward(from: from + change, to: to) : .forward(from: from, to: to + change)
    case .backward(let step): return .backward(step: step + change)
    case .write(let level, let step): return .write(level: level, step: step + change)
    case .read(let level, let step): return .read(level: level, step: step + change)
    case .discard(let level, let step): return .discard(level: level, step: step + change)
    case .tape(let level, let step): return .tape(level: level, step: step + change)
    case .readTape(let level, let step): return .readTape(level: level, step: step + change)
    case .offload(let level, let step): return .offload(level: level, step: step + change)
    case .prefetch(let level, let step): return .prefetch(level: level, step: step + change)
    case .offloadTape(let level, let step): return .offloadTape(level: level, step: step + change)
    case .prefetchTape(let level, let step): return .prefetchTape(level: level, step: step + change)
    case .join: return self
    }
  }

  fileprivate func moved(to level: Int) -> Operation {
    switch self {
    case .forward, .backward, .join: return self
    case .write(_, let step): return .write(level: level, step: step)
    case .read(_, let step): return .read(level: level, step: step)
    case .discard(_, let step): return .discard(level: level, step: step)
    case .tape(_, let step): return .tape(level: level, step: step)
    case .readTape(_, let step): return .readTape(level: level, step: step)
    case .offload(_, let step): return .offload(level: level, step: step)
    case .prefetch(_, let step): return .prefetch(level: level, step: step)
    case .offloadTape(_, let step): return .offloadTape(level: level, step: step)
    case .prefetchTape(_, let step): return .prefetchTape(level: level, step: step)
    }
  }

  fileprivate func asAnother(using random: inout SeededGenerator) -> Operation {
    let (level, step) = (level ?? 0, step)
    switch random.int(0...10) {
    case 0: return .forward(from: step, to: step + 1)
    case 1: return .backward(step: step)
    case 2: return .write(level: level, step: step)
    case 3: return .read(level: level, step: step)
    case 4: return .discard(level: level, step: step)
    case 5: return .tape(level: level, step: step)
    case 6: return .offload(level: level, step: step)
    case 7: return .prefetch(level: level, step: step)
    case 8: return .offloadTape(level: level, step: step)
    case 9: return .prefetchTape(level: level, step: step)
    default: return .readTape(level: level, step: step)
    }
  }
}
