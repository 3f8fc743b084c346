/// A level with its index in ``Problem/levels``, which identifies it in operations whatever order a planner uses.
typealias IndexedLevel = (index: Int, level: Level)

extension Problem {
  /// The levels that have a slot.
  var usableLevels: [IndexedLevel] {
    levels.enumerated().map { (index: $0.offset, level: $0.element) }.usable
  }
}

extension [IndexedLevel] {
  /// The levels that have a slot.
  var usable: [IndexedLevel] { filter { $0.level.slots != 0 } }

  /// By write cost, then by read cost; levels with equal costs keep their order.
  var byWriteCost: [IndexedLevel] {
    sorted { ($0.level.writeCost, $0.level.readCost, $0.index) < ($1.level.writeCost, $1.level.readCost, $1.index) }
  }

  /// By read cost, then by write cost; levels with equal costs keep their order.
  var byReadCost: [IndexedLevel] {
    sorted { ($0.level.readCost, $0.level.writeCost, $0.index) < ($1.level.readCost, $1.level.writeCost, $1.index) }
  }

  /// By the sum of both costs; levels with equal sums keep their order.
  var byTraffic: [IndexedLevel] {
    sorted {
      (UInt($0.level.writeCost) + UInt($0.level.readCost), $0.index)
        < (UInt($1.level.writeCost) + UInt($1.level.readCost), $1.index)
    }
  }

  /// The distinct orders by cost, to try if none is known to be the best.
  var ordersByCost: [[IndexedLevel]] {
    var distinct: [[IndexedLevel]] = []
    for order in [byWriteCost, byReadCost, byTraffic]
    where !distinct.contains(where: { $0.map(\.index) == order.map(\.index) }) {
      distinct.append(order)
    }
    return distinct
  }
}
