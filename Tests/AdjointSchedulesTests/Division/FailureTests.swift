import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Divided runs under random kills.
@Suite struct FailureTests {
  @Test func `kills come at exponentially distributed times, the same on every machine`() {
    var random = SeededGenerator(seed: 1)
    #expect((0..<5).map { _ in random.exponential(mean: 1000) } == [566, 971, 877, 404, 454])
    let count = 200_000
    var (sum, beyond) = (0.0, [0, 0, 0])
    for _ in 0..<count {
      let time = Double(random.exponential(mean: 1 << 20)) / Double(1 << 20)
      sum += time
      for tail in 1...3 where time > Double(tail) { beyond[tail - 1] += 1 }
    }
    #expect(abs(sum / Double(count) - 1) < 5 / Double(count).squareRoot())
    for tail in 1...3 {
      let expected = exp(-Double(tail))
      #expect(abs(Double(beyond[tail - 1]) / Double(count) - expected) < 5 * (expected / Double(count)).squareRoot())
    }
    // The largest mean fits.
    #expect(random.exponential(mean: .max) >= 0)
  }

  @Test func `without kills a run takes the time of the division and of its saves`() throws {
    let problem = try uniform(300, levels((5, 0, 0), (nil, 5, 4)))
    for limit in [200, 900, 5000, Int.max] {
      let free = try JobDivision(
        problem, limit: limit, restartCost: 10, failures: FailureModel(meanTime: 1 << 61, saveCost: 0))
      let forecast = try #require(free.forecast)
      #expect(forecast.expectedTime == free.time && forecast.standardError == 0 && forecast.kills == 0)
      #expect(forecast.jobs == forecast.runs * free.legs.count && forecast.saveInterval == 0)
      let saving = try JobDivision(
        problem, limit: limit, restartCost: 10, failures: FailureModel(meanTime: 1 << 61, saveCost: 7))
      let time = try #require(saving.forecast).expectedTime
      #expect(time >= saving.time && saving.forecast?.standardError == 0)
      // No save is made within a part, and none after the last. A job that ends early for its saves costs a restart.
      if limit < 5000 { continue }
      #expect((time - saving.time) % 7 == 0 && time - saving.time < 7 * (saving.keptStates + saving.legs.count))
    }
  }

  @Test func `the simulated mean is the exact expectation`() throws {
    var random = SeededGenerator(seed: 5)
    for _ in 0..<trials(40, few: 8) {
      let problem = try uniform(
        random.int(0...40), levels((random.int(1...4), 0, 0), (nil, random.int(0...6), random.int(0...4))),
        forward: random.int(1...3), backward: random.int(1...3))
      let (restart, save) = (random.int(0...20), random.int(0...5))
      let segments = DivisionSegments(problem, losing: [0], planner: .hrevolve)
      let places = try #require(DivisionCandidates(segments).parts(random.int(1...5)).first)
      let limit = random.one(in: 2) ? Int128.max : Int128(random.int(100...200))
      var search = DivisionSearch(segments, places, limit: limit - Int128(save), restart: Int128(restart))
      guard try search.jobs() != nil else { continue }
      let model = FailureModel(meanTime: random.int(40...400), seed: UInt64(random.int(1...1000)))
      let stretches = FailureStretches(search, saveCost: Int128(save), interval: Int128(random.int(0...60)))
      var runs = FailureRuns(stretches, model: model, limit: limit, restart: Int128(restart))
      guard try runs.simulate(upTo: trials(20_000, few: 2000)) else { continue }
      var exact = ExactFailures(
        stretches: stretches, mean: Double(model.meanTime), restart: Int128(restart), limit: limit)
      let expected = try exact.time()
      let distance = abs(runs.totals.mean - expected)
      #expect(distance <= 4.5 * runs.totals.standardError + 1e-6, "\(problem): \(runs.totals) \(expected)")
      #expect(runs.totals.standardError < expected)
    }
  }

  @Test func `one stretch takes the time of the closed form`() throws {
    // x_0 is written for nothing, and then one backward step: (restart + M) (e^(t / M) - 1), less one restart.
    let problem = try uniform(0, levels((1, 0, 0), (1, 0, 0)), backward: 100)
    for mean in [50, 100, 1000] {
      let division = try JobDivision(problem, limit: .max, failures: FailureModel(meanTime: mean))
      let forecast = try #require(division.forecast)
      let expected = Double(mean) * (exp(100 / Double(mean)) - 1)
      #expect(abs(Double(forecast.expectedTime) - expected) <= 5 * forecast.standardError + 1)
    }
  }

  @Test func `a seed gives one answer, others nearly the same`() throws {
    let problem = try uniform(200, levels((4, 0, 0), (nil, 5, 4)))
    func forecast(_ seed: UInt64) throws -> FailureForecast {
      let model = FailureModel(meanTime: 300, saveCost: 2, seed: seed)
      return try #require(JobDivision(problem, limit: 400, restartCost: 10, failures: model).forecast)
    }
    let (first, again, other) = (try forecast(1), try forecast(1), try forecast(2))
    #expect(first == again && first.time != other.time)
    #expect(abs(Double(first.expectedTime - other.expectedTime)) < 0.05 * Double(first.expectedTime))
    #expect(first.expectedKills > 0 && first.expectedJobs > first.expectedKills)
  }

  @Test func `the interval between saves is better than much less and much more`() throws {
    let problem = try uniform(400, levels((5, 0, 0), (3, 40, 10)), backward: 2)
    let model = FailureModel(meanTime: 800, saveCost: 5)
    let division = try JobDivision(problem, limit: .max, restartCost: 20, failures: model)
    let forecast = try #require(division.forecast)
    let segments = DivisionSegments(problem, losing: [0], planner: .hrevolve)
    let places = try #require(DivisionCandidates(segments).parts(division.keptStates).first)
    func exact(_ interval: Int) throws -> Double {
      let search = DivisionSearch(segments, places, limit: .max, restart: 20)
      var exact = ExactFailures(
        stretches: FailureStretches(search, saveCost: 5, interval: Int128(interval)), mean: 800, restart: 20,
        limit: .max)
      return try exact.time()
    }
    let best = try exact(forecast.saveInterval)
    #expect(abs(best - Double(forecast.expectedTime)) < 5 * forecast.standardError + 1)
    #expect(try best < exact(0) && best < exact(10 * forecast.saveInterval))
    // More states are kept than without kills.
    let few = try JobDivision(problem, limit: .max, failures: FailureModel(meanTime: 1 << 50, saveCost: 5))
    #expect(few.keptStates <= division.keptStates)
  }

  @Test func `kills too frequent, nothing that lasts, and totals too large are errors`() throws {
    let problem = try uniform(100, levels((4, 0, 0), (nil, 5, 4)), forward: 100)
    #expect(throws: PlanningError.killsTooFrequent(meanTime: 3)) {
      try JobDivision(problem, limit: .max, failures: FailureModel(meanTime: 3))
    }
    #expect(throws: PlanningError.nothingLasts) {
      try JobDivision(uniform(9, levels((3, 0, 0))), limit: .max, failures: FailureModel(meanTime: 100))
    }
    do throws(PlanningError) {
      _ = try JobDivision(problem, limit: 200, failures: FailureModel(meanTime: 100, saveCost: 200))
      Issue.record("a job has no time but for its save")
    } catch {
      guard case .jobTooShort(200, let least) = error else { throw error }
      #expect(least > 200)
    }
    let large = try uniform(3, levels((2, 0, 0), (2, 1 << 59, 1 << 58)), forward: 1 << 59, backward: 1 << 59)
    for mean in [1, 1 << 40, 1 << 58, 1 << 60, Int.max] {
      for save in [0, 1 << 57, Int.max] {
        do throws(PlanningError) {
          _ = try JobDivision(large, limit: .max, failures: FailureModel(meanTime: mean, saveCost: save))
        } catch {
          switch error {
          case .overflow, .killsTooFrequent, .jobTooShort: break
          default: throw error
          }
        }
      }
    }
  }
}

/// The expected time of a division under kills, by a recursion over what may follow a kill.
///
/// From a safe point with the stretches t_1, t_2, ... before the job's end, q_i = e^(-t_i / M):
/// U_i = M (1 - q_i) + (1 - q_i) V_(i-1) + q_i U_(i+1), where V is the expected time of a new job from that point.
private struct ExactFailures {
  var stretches: FailureStretches
  let mean: Double
  let restart: Int128
  let limit: Int128
  private var known: [DivisionSearch.Node: Double] = [.due(-1): 0]

  init(stretches: FailureStretches, mean: Double, restart: Int128, limit: Int128) {
    (self.stretches, self.mean, self.restart, self.limit) = (stretches, mean, restart, limit)
  }

  /// The first job has no restart before it.
  mutating func time() throws -> Double {
    let again = try expected(.beginning)
    return try job(.beginning, lead: 0, again: again)
  }

  private mutating func expected(_ node: DivisionSearch.Node) throws -> Double {
    if let found = known[node] { return found }
    // Linear in itself: V = a + b V.
    let (a, b) = (try job(node, lead: restart, again: 0), try job(node, lead: restart, again: 1))
    let value = a / (1 - (b - a))
    known[node] = value
    return value
  }

  /// - Parameter again: What follows a kill before the first safe point.
  private mutating func job(_ node: DivisionSearch.Node, lead: Int128, again: Double) throws -> Double {
    var (used, reach) = (lead, 1.0)
    var (sum, point) = (0.0, node)
    var isFirst = true
    for stretch in try stretches.job(from: node) {
      if used + stretch.time > limit { break }
      let survival = exp(-Double(stretch.time + (isFirst ? lead : 0)) / mean)
      let after = isFirst ? again : try expected(point)
      sum += reach * (1 - survival) * (mean + after)
      reach *= survival
      used += stretch.time
      point = stretch.node
      isFirst = false
    }
    return sum + reach * (try expected(point))
  }
}
