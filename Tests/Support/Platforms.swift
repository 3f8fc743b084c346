package import AdjointSchedules
package import SeededRandom

/// Shorthand for levels: slots (nil: unlimited), write cost, read cost.
package func levels(_ specs: (Int?, Int, Int)...) -> [Level] {
  specs.enumerated().map {
    Level(name: "level \($0.offset)", slots: $0.element.0, writeCost: $0.element.1, readCost: $0.element.2)
  }
}

package func uniform(_ length: Int, _ levels: [Level], forward: Int = 1, backward: Int = 1) throws -> Problem {
  try Problem(
    chain: Chain(length: length, forwardCost: .uniform(forward), backwardCost: .uniform(backward)),
    levels: levels)
}

/// A problem whose steps have costs of their own.
package func unequal(_ forward: [Int], _ backward: [Int]? = nil, _ levels: [Level]) throws -> Problem {
  try Problem(
    chain: Chain(
      length: forward.count, forwardCost: .each(forward), backwardCost: backward.map(StepCost.each) ?? .uniform(1)),
    levels: levels)
}

extension SeededGenerator {
  /// Returns step costs, some of them far from the others.
  package mutating func costs(_ count: Int, upTo most: Int = 9) -> [Int] {
    (0..<count).map { _ in
      let cost = Int.random(in: 0...most, using: &self)
      return Int.random(in: 0..<5, using: &self) == 0 ? 10 * cost : cost
    }
  }

  /// Returns 1 ... `maxLevels` levels; on a hierarchical platform costs do not fall from one to the next.
  package mutating func platform(
    hierarchical: Bool, maxLevels: Int = 3, maxSlots: Int = 4, maxCost: Int = 20
  ) -> [Level] {
    var (write, read) = (0, 0)
    return (0..<Int.random(in: 1...maxLevels, using: &self)).map { index in
      if !hierarchical { (write, read) = (0, 0) }
      if index > 0 || Bool.random(using: &self) {
        write += Int.random(in: 0...maxCost, using: &self)
        read += Int.random(in: 0...maxCost, using: &self)
      }
      let slots = Int.random(in: 0...maxSlots + 1, using: &self)
      return Level(
        name: "level \(index)", slots: slots > maxSlots ? nil : slots, writeCost: write, readCost: read)
    }
  }

  /// Returns a chain of equal steps on a memory and further levels, which are overlapped, or only the first of them.
  package mutating func overlapped(
    _ lengths: ClosedRange<Int>, memory: ClosedRange<Int> = 1...6, further: ClosedRange<Int> = 1...2,
    slots: ClosedRange<Int> = 0...9, maxCost: Int = 30, forward: ClosedRange<Int> = 0...4, mayBeUnlimited: Bool = true,
    mayBlock: Bool = false
  ) throws -> Problem {
    var levels = [
      Level(
        name: "memory", slots: .random(in: memory, using: &self), writeCost: .random(in: 0...1, using: &self),
        readCost: .random(in: 0...1, using: &self))
    ]
    for index in 1...Int.random(in: further, using: &self) {
      let isUnlimited = mayBeUnlimited && Bool.random(using: &self)
      levels.append(
        Level(
          name: "\(index)", slots: isUnlimited ? nil : .random(in: slots, using: &self),
          writeCost: .random(in: 0...maxCost, using: &self), readCost: .random(in: 0...maxCost, using: &self),
          isOverlapped: index == 1 || !mayBlock || Bool.random(using: &self)))
    }
    return try Problem(
      chain: Chain(
        length: .random(in: lengths, using: &self), forwardCost: .uniform(.random(in: forward, using: &self)),
        backwardCost: .uniform(.random(in: 0...4, using: &self))),
      levels: levels)
  }
}
