/// A state or a tape that takes a slot of a level.
package struct StoredItem: Hashable, Sendable {
  /// The number of the state, or of the step whose tape it is.
  package var number: Int
  package var isTape: Bool

  /// What an operation does to a slot.
  package enum Use: Sendable {
    case fills, reads, frees
  }
}

extension Problem {
  /// Returns what an operation does to the slot of which item, and the level if the operation names it; nil if it touches
  /// no slot.
  ///
  /// Backward steps free slots without naming a level: that of their tape, or, as the last of a branch, that of its end.
  @inline(__always)
  package func slotUse(
    of operation: Operation
  ) -> (use: StoredItem.Use, item: StoredItem, level: Int?)? {
    switch operation {
    case .forward, .join: return nil
    case .write(let level, let step): return (.fills, StoredItem(number: step, isTape: false), level)
    case .read(let level, let step): return (.reads, StoredItem(number: step, isTape: false), level)
    case .discard(let level, let step): return (.frees, StoredItem(number: step, isTape: false), level)
    case .tape(let level, let step): return (.fills, StoredItem(number: step, isTape: true), level)
    case .readTape(let level, let step): return (.reads, StoredItem(number: step - 1, isTape: true), level)
    case .offload(let level, let step): return (.fills, StoredItem(number: step, isTape: false), level)
    case .prefetch(_, let step): return (.fills, StoredItem(number: step, isTape: false), 0)
    case .offloadTape(let level, let step): return (.fills, StoredItem(number: step, isTape: true), level)
    case .prefetchTape(_, let step): return (.fills, StoredItem(number: step, isTape: true), 0)
    case .backward(let step):
      if chain.tapes != nil { return (.frees, StoredItem(number: step, isTape: true), nil) }
      return junction?.end(freedBy: step).map { (.frees, StoredItem(number: $0, isTape: false), nil) }
    }
  }
}

extension Operation {
  /// What a transfer beside the steps copies or moves, and from which level.
  var source: (item: StoredItem, level: Int)? {
    switch self {
    case .offload(_, let step): return (StoredItem(number: step, isTape: false), 0)
    case .prefetch(let level, let step): return (StoredItem(number: step, isTape: false), level)
    case .offloadTape(_, let step): return (StoredItem(number: step, isTape: true), 0)
    case .prefetchTape(let level, let step): return (StoredItem(number: step, isTape: true), level)
    default: return nil
    }
  }

  /// The level whose slot a moved tape leaves.
  package var levelLeft: Int? {
    switch self {
    case .offloadTape: return 0
    case .prefetchTape(let level, _): return level
    default: return nil
    }
  }
}
