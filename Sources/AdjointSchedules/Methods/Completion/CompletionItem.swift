/// A state from which a segment of a completion can begin.
struct CompletionItem: Hashable, Sendable {
  enum Place: Hashable, Sendable {
    /// Stored on this level.
    case state(level: Int)
    /// The output of the previous step's tape, on this level.
    case tape(level: Int)
    /// In the buffer, and to be written to this level.
    case buffer(level: Int)

    /// The level that holds it, or will.
    var level: Int {
      switch self {
      case .state(let level), .tape(let level), .buffer(let level): return level
      }
    }
  }

  /// The number of the state.
  var position: Int
  var place: Place

  var level: Int { place.level }

  var isInBuffer: Bool {
    if case .buffer = place { return true }
    return false
  }
}

extension Problem {
  /// The states of the situation that may serve, in the order of the chain: one in the buffer once for each level that it
  /// could be written to.
  var completionItems: [CompletionItem] {
    guard let situation = situation?.pruned else { return [] }
    var items: [CompletionItem] = []
    for level in levels.indices {
      items += situation.stored[level].map { CompletionItem(position: $0, place: .state(level: level)) }
      // What an overlapped level gets comes from level 0.
      if levels[level].isOverlapped { continue }
      if let buffer = situation.buffer, levels[level].slots != 0, !situation.stored[level].contains(buffer) {
        items.append(CompletionItem(position: buffer, place: .buffer(level: level)))
      }
    }
    return items.sorted {
      ($0.position, $0.isInBuffer ? 1 : 0, $0.level) < ($1.position, $1.isInBuffer ? 1 : 0, $1.level)
    }
  }
}
