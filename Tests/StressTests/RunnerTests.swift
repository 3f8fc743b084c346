import AdjointSchedules
import SeededRandom
import TestSupport
import Testing

@testable import adjsched_stress

/// A run says the same whatever the threads do.
@Suite(.slow) struct RunnerTests {
  private func arguments(_ cases: Int, jobs: Int) -> StressArguments {
    var arguments = StressArguments()
    (arguments.cases, arguments.jobs, arguments.seed) = (cases, jobs, 99)
    return arguments
  }

  @Test func `three threads run the cases that one does, and every check holds`() async throws {
    let (alone, failure) = await Runner(arguments(600, jobs: 1)).run()
    let (together, other) = await Runner(arguments(600, jobs: 3)).run()
    #expect(failure == nil && other == nil, "\(failure?.finding as Any)")
    #expect(alone.cases == 600 && together.cases == 600)
    #expect(alone.families == together.families && alone.comparisons == together.comparisons)
    #expect(alone.families.count == Family.allCases.count, "\(alone.families)")
    let checks =
      Check<ChainTrial>.all.map(\.name) + Check<JoinTrial>.all.map(\.name) + Check<ShareTrial>.all.map(\.name)
    for check in checks { #expect(alone.comparisons[check, default: 0] > 0, "\(check)") }
  }

  @Test func `a case is its seed`() throws {
    for number in 0..<200 {
      let seed = SeededGenerator.seed(ofCase: number, in: 3)
      #expect(try Case(seed: seed).specimen == Case(seed: seed).specimen)
    }
    // On every machine and in every version the numbers are these.
    var random = SeededGenerator(seed: 1)
    #expect([random.next(), random.next()] == [10_451_216_379_200_822_465, 13_757_245_211_066_428_519])
  }

  @Test func `the options are read, and what is none is refused`() throws {
    let read = try #require(StressArguments.parse(["--cases", "70", "--time", "2m", "--seed", "5", "--jobs", "1"]))
    #expect(read.cases == 70 && read.seconds == 120 && read.seed == 5 && read.jobs == 1)
    #expect(StressArguments.parse(["--time", "90s"])?.seconds == 90)
    for words in [["--cases"], ["--cases", "-1"], ["--cases", "x"], ["--time", "m"], ["--what", "1"]] {
      #expect(StressArguments.parse(words) == nil, "\(words)")
    }
  }
}
