import AdjointSchedules
import SeededRandom

extension SeededGenerator {
  /// Returns a short chain of equal steps, and levels of which one or two are overlapped: costs and latencies zero in turn,
  /// level 0 free or not, few slots.
  mutating func overlappedChain() -> (Chain, [Level]) {
    let length = one(in: 3) ? int(0...2) : int(3...6)
    let most = one(in: 2) ? 3 : 12
    let isFirstFree = one(in: 2)
    let first = Level(
      name: "level 0", slots: one(in: 10) ? nil : int(one(in: 12) ? 0...0 : 1...4),
      writeCost: isFirstFree ? 0 : cost(3), readCost: isFirstFree ? 0 : cost(3))
    return (uniformChain(length: length, maximumCost: 4), [first] + slower(most: most, slots: 3))
  }

  /// Returns a chain that no search settles: most of some ten or hundred steps, some of up to 10^12.
  mutating func longOverlappedChain() -> (Chain, [Level]) {
    let length = one(in: 4) ? logarithmic(1_000_000_000_000) : int(7...120)
    let most = pick([5, 60, 3_000])
    let isFirstFree = !one(in: 4)
    let first = Level(
      name: "level 0", slots: one(in: 20) ? nil : int(1...12), writeCost: isFirstFree ? 0 : cost(3),
      readCost: isFirstFree ? 0 : cost(3))
    return (uniformChain(length: length, maximumCost: 4), [first] + slower(most: most, slots: 40))
  }

  /// Returns a chain of unequal steps, states in bytes or tapes, on levels of which some are overlapped.
  mutating func roomyOverlappedChain() -> (Chain, [Level]) {
    while true {
      let (chain, levels): (Chain, [Level])
      switch int(0...4) {
      case 0: (chain, levels) = (unequalChain(length: int(0...5)), platform(levels: 2, maximumSlots: 3, maximumCost: 9))
      case 1: (chain, levels) = sizedChain()
      case 2: (chain, levels) = tapedChain()
      default: (chain, levels) = roomyChain()
      }
      // Each byte is a place of its own in the checks.
      let sizes = (chain.stateSize?.stated ?? []) + (chain.tapes?.size?.stated ?? [])
      if levels.count < 2 || sizes.max() ?? 0 > 60 { continue }
      return (chain, [levels[0]] + levels.dropFirst().map { $0.with(isOverlapped: true) })
    }
  }

  /// Returns one or two levels, at least one of them overlapped, most of them unlimited.
  private mutating func slower(most: Int, slots: Int) -> [Level] {
    let count = one(in: 3) ? 2 : 1
    let blocking = count == 2 && one(in: 3) ? int(1...2) : 0
    return (1...count).map { index in
      Level(
        name: "level \(index)", slots: one(in: 3) ? int(0...slots) : nil, writeCost: cost(most), readCost: cost(most),
        isOverlapped: index != blocking)
    }
  }
}
