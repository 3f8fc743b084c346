import AdjointSchedules
import ScheduleFormats
import SeededRandom
import TestSupport
import Testing

@testable import adjsched_stress

/// A failure is made small, and the small one still fails.
@Suite struct ShrinkerTests {
  @Test func `the smallest chain is found for faults of which it is known`() throws {
    let large = try Problem(
      chain: Chain(length: 97, forwardCost: .uniform(5_000), backwardCost: .each(Array(1...98))),
      levels: [
        Level(name: "a", slots: 70, writeCost: 12, readCost: 9), Level(name: "b", slots: nil, writeCost: 900),
        Level(name: "c", slots: 4, readCost: 30),
      ], fractionDigits: 3)
    let faults: [(String, (Problem) -> Bool, (Problem) -> Bool)] = [
      ("anything", { _ in true }, { $0.chain.length == 0 && $0.levels.isEmpty && $0.chain.forwardCost == .uniform(0) }),
      ("length", { $0.chain.length >= 13 }, { $0.chain.length == 13 && $0.levels.isEmpty }),
      (
        "slots", { $0.levels.contains { $0.slots ?? 0 >= 5 && $0.writeCost >= 3 } },
        { $0.levels.count == 1 && $0.levels[0].slots == 5 && $0.levels[0].writeCost == 3 && $0.levels[0].readCost == 0 }
      ),
    ]
    for (name, fails, isSmallest) in faults {
      let smallest = Shrinker.smallest(.chain(large)) { specimen in
        guard case .chain(let problem) = specimen else { return false }
        return fails(problem)
      }
      guard case .chain(let problem) = smallest else { return }
      #expect(fails(problem) && isSmallest(problem), "\(name): \(problem)")
    }
  }

  @Test func `joins and shares become smaller too`() throws {
    let join = try Problem(branches: [9, 4, 7], handle: 20, forwardCost: 3, backwardCost: 8, slots: 22)
    guard case .join(let joined) = Shrinker.smallest(.join(join), fails: { _ in true }) else { return }
    #expect(joined.junction?.branches == [1] && joined.junction?.handle == 0)
    #expect(joined.levels[0].slots == 0 && joined.chain.forwardCost == .uniform(0))
    let share = try ShareProblem(
      chains: [.init(length: 5), .init(length: 9, forwardCost: 4)], slots: 7, processors: .each)
    guard case .share(let shared) = Shrinker.smallest(.share(share), fails: { _ in true }) else { return }
    #expect(shared.chains.count == 1 && shared.chains[0].length == 0 && shared.slots == 0)
  }

  @Test func `the file of every random problem is read back`() throws {
    for number in 0..<2_000 {
      let item = try Case(seed: SeededGenerator.seed(ofCase: number, in: 5))
      let bytes = Array(item.specimen.file.utf8)
      switch item.specimen {
      case .chain: #expect(throws: Never.self, "\(item.seed)") { try ProblemReader.read(bytes) }
      case .join: #expect(throws: Never.self, "\(item.seed)") { try ProblemReader.read(bytes) }
      case .share: #expect(throws: Never.self, "\(item.seed)") { try ProblemReader.readShare(bytes) }
      }
    }
  }
}
