/// A kind of random problem: the numbers of levels and slots, and the range of costs.
///
/// Write and read costs increase from level to level by random amounts; the first level is free or starts with one.
import SeededRandom

struct RandomFamily {
  var levels: ClosedRange<Int>
  var slots: ClosedRange<Int>
  /// The largest increase of a cost from one level to the next.
  var rise: Int
  /// The number of problems in ten whose memory is not free.
  var paidMemory: Int
  /// The number of levels in ten that are unlimited.
  var unlimited: Int
  var forwardCosts: ClosedRange<Int>
  var backwardCosts: ClosedRange<Int>

  /// Realistic platforms.
  static let usual = RandomFamily(
    levels: 2...3, slots: 2...12, rise: 100, paidMemory: 4, unlimited: 0, forwardCosts: 1...5, backwardCosts: 1...5)
  /// Difficult platforms: many slots, costs up to a hundred thousand times those of others.
  static let hard = RandomFamily(
    levels: 1...4, slots: 1...60, rise: 100_000, paidMemory: 5, unlimited: 1, forwardCosts: 1...1000,
    backwardCosts: 0...1000)
  /// Varied platforms on which even short chains have many decisions.
  static let small = RandomFamily(
    levels: 1...3, slots: 1...6, rise: 40, paidMemory: 5, unlimited: 2, forwardCosts: 1...9, backwardCosts: 0...5)

  func platform(using generator: inout SeededGenerator) -> Platform {
    var (write, read) = (0, 0)
    let isPaid = Int.random(in: 0..<10, using: &generator) < paidMemory
    var platform = Platform(
      .hrevolve, "", forwardCost: Int.random(in: forwardCosts, using: &generator),
      backwardCost: Int.random(in: backwardCosts, using: &generator))
    for index in 0..<Int.random(in: levels, using: &generator) {
      if index > 0 || isPaid {
        write += Int.random(in: 0...rise, using: &generator)
        read += Int.random(in: 0...rise, using: &generator)
      }
      let slots = Int.random(in: slots, using: &generator)
      let isUnlimited = Int.random(in: 0..<10, using: &generator) < unlimited
      platform.levels.append(Platform.Place(slots: isUnlimited ? nil : slots, write: write, read: read))
    }
    return platform
  }
}

/// The lengths of the chains in a line of random problems.
enum RandomLength {
  /// From the number to twice it.
  case about(Int)
  /// From 1 to the number, with all orders of magnitude equally likely.
  case upTo(Int)

  var text: String {
    switch self {
    case .about(let length): return Text.count(length)
    case .upTo(let longest): return "1 to \(Text.count(longest))"
    }
  }

  func length(using generator: inout SeededGenerator) -> Int {
    switch self {
    case .about(let length): return Int.random(in: length...2 * length, using: &generator)
    case .upTo(let longest):
      return max(1, min(longest, power(Double(longest), Double.random(in: 0...1, using: &generator))))
    }
  }
}
