import AdjointSchedules
import SeededRandom

extension SeededGenerator {
  /// Returns a cost of 0 ... `most`: zero, one and the largest more often than the others.
  mutating func cost(_ most: Int) -> Int {
    switch int(0...9) {
    case 0: return 0
    case 1: return min(1, most)
    case 2 where most > 1_000_000: return most - logarithmic(1 << 20)
    default: return most > 1_000_000 ? logarithmic(most) : int(0...most)
    }
  }

  mutating func uniformChain(length: Int, maximumCost: Int) -> Chain {
    Chain(length: length, forwardCost: .uniform(cost(maximumCost)), backwardCost: .uniform(cost(maximumCost)))
  }

  /// Returns a chain whose forward or backward steps, or both, are given one by one.
  mutating func unequalChain(length: Int) -> Chain {
    let forward: StepCost = one(in: 5) ? .uniform(cost(9)) : .each(numbers(length))
    let backward: StepCost = one(in: 2) ? .uniform(cost(9)) : .each(numbers(length + 1))
    return Chain(length: length, forwardCost: forward, backwardCost: backward)
  }

  /// Returns numbers some of which are far from the others, or all equal.
  mutating func numbers(_ count: Int, upTo most: Int = 9, least: Int = 0) -> [Int] {
    if one(in: 8) { return Array(repeating: int(least...most), count: count) }
    return (0..<count).map { _ in
      let number = int(least...most)
      return one(in: 5) ? 10 * number : number
    }
  }

  /// Returns levels whose costs increase in half of the cases; one in `unlimited` is unlimited.
  mutating func platform(levels count: Int, maximumSlots: Int, maximumCost: Int, unlimited: Int = 6) -> [Level] {
    let isHierarchical = Bool.random(using: &self)
    let isFirstFree = Bool.random(using: &self)
    var (write, read) = (0, 0)
    return (0..<count).map { index in
      if index > 0 || !isFirstFree {
        let (w, r) = (cost(maximumCost), cost(maximumCost))
        if isHierarchical {
          write = write.addingReportingOverflow(w).overflow ? .max : write + w
          read = read.addingReportingOverflow(r).overflow ? .max : read + r
        } else {
          (write, read) = (w, r)
        }
      }
      return Level(
        name: "level \(index)", slots: one(in: unlimited) ? nil : int(0...maximumSlots), writeCost: write,
        readCost: read)
    }
  }
}
