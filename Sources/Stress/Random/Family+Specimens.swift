import AdjointSchedules
import SeededRandom

extension Family {
  /// Returns a random problem of the family.
  ///
  /// - Throws: An error if the generator made an invalid problem, which is a bug in this program.
  func specimen(using random: inout SeededGenerator) throws(ProblemError) -> Specimen {
    switch self {
    case .join: return .join(try join(using: &random))
    case .share: return .share(try sharing(using: &random))
    default:
      let digits = random.one(in: 4) ? random.int(1...9) : 0
      let (chain, levels) = chainAndLevels(using: &random)
      return .chain(try Problem(chain: chain, levels: levels, fractionDigits: digits))
    }
  }

  private func chainAndLevels(using random: inout SeededGenerator) -> (Chain, [Level]) {
    switch self {
    case .tiny:
      return (
        random.uniformChain(length: random.int(0...5), maximumCost: 6),
        random.platform(levels: random.int(1...2), maximumSlots: 3, maximumCost: 8)
      )
    case .unequal:
      let count = random.int(1...3)
      let chain = random.unequalChain(length: random.int(0...(count == 1 ? 12 : 7)))
      return (chain, random.platform(levels: count, maximumSlots: count == 1 ? 5 : 2, maximumCost: 12))
    case .longUnequal:
      let count = random.int(1...2)
      let chain = random.unequalChain(length: random.int(20...(count == 1 ? 150 : 60)))
      return (chain, random.platform(levels: count, maximumSlots: count == 1 ? 8 : 3, maximumCost: 30))
    case .medium:
      return (
        random.uniformChain(length: random.int(25...160), maximumCost: 5),
        random.platform(levels: random.int(1...3), maximumSlots: 6, maximumCost: 60, unlimited: 8)
      )
    case .huge:
      let length = 1_000_000_000 + random.logarithmic(Chain.maximumLength - 1_000_000_000)
      return (
        random.uniformChain(length: length, maximumCost: 3),
        random.platform(levels: random.int(1...2), maximumSlots: 20, maximumCost: 40, unlimited: 8)
      )
    case .extreme:
      return (
        random.uniformChain(length: random.int(0...12), maximumCost: .max),
        random.platform(levels: random.int(1...3), maximumSlots: 3, maximumCost: .max)
      )
    case .degenerate:
      return (
        random.uniformChain(length: random.pick([0, 0, 1, 1, 2, 3]), maximumCost: random.pick([0, 0, 1])),
        random.platform(
          levels: random.int(0...3), maximumSlots: random.pick([0, 1, 1, 2]), maximumCost: random.pick([0, 0, 1]))
      )
    case .manyLevels:
      return (
        random.uniformChain(length: random.int(1...14), maximumCost: 6),
        random.platform(levels: random.int(4...12), maximumSlots: 1, maximumCost: 20)
      )
    case .sizes: return random.sizedChain()
    case .tapes: return random.tapedChain()
    case .equalTapes: return random.equallyTapedChain()
    case .rooms: return random.roomyChain()
    case .byByte: return random.roomyChain(asks: [.byByte])
    case .temporaries: return random.roomyChain(asks: [.temporaries])
    case .compressed: return random.roomyChain(asks: [.compressed])
    case .overlap: return random.overlappedChain()
    case .longOverlap: return random.longOverlappedChain()
    case .roomyOverlap: return random.roomyOverlappedChain()
    default:
      return (
        random.uniformChain(length: random.int(0...24), maximumCost: 6),
        random.platform(levels: random.int(1...3), maximumSlots: 5, maximumCost: 20)
      )
    }
  }

  private func join(using random: inout SeededGenerator) throws(ProblemError) -> Problem {
    let branches = (0..<random.int(1...3)).map { _ in random.int(1...(random.one(in: 5) ? 12 : 4)) }
    let handle = random.int(0...(random.one(in: 5) ? 30 : 3))
    let most = branches.reduce(handle, +) + branches.count + 1
    return try Problem(
      branches: branches, handle: handle, forwardCost: random.cost(6), backwardCost: random.cost(6),
      slots: random.one(in: 12) ? nil : random.int(0...most), fractionDigits: random.one(in: 4) ? 2 : 0)
  }

  private func sharing(using random: inout SeededGenerator) throws(ProblemError) -> ShareProblem {
    let most = random.one(in: 10) ? Int.max : 9
    let chains = (0..<random.int(1...4)).map { _ in
      ShareProblem.Member(
        length: random.int(0...20), forwardCost: random.cost(most), backwardCost: random.cost(most))
    }
    return try ShareProblem(
      chains: chains, slots: random.one(in: 15) ? nil : random.int(0...12),
      processors: random.pick(ShareProblem.Processors.allCases),
      objective: random.pick(ShareProblem.Objective.allCases), fractionDigits: random.one(in: 4) ? 3 : 0)
  }
}
