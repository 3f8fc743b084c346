import SeededRandom
import Synchronization

/// Runs cases on several threads; the result depends only on the seed and the number of cases.
///
/// Cases are started in order. After a failure no more are started, and all earlier ones are finished, so the failure
/// with the lowest number is the same whatever the threads do.
final class Runner: Sendable {
  /// A case that failed.
  struct Failure: Sendable {
    let number: Int
    let seed: UInt64
    let specimen: Specimen
    let finding: Finding
  }

  private struct State {
    var tally = Tally()
    var failure: Failure?
    var shown = ContinuousClock.now
  }

  private let arguments: StressArguments
  private let next: Atomic<Int>
  private let state = Mutex(State())
  private let start = ContinuousClock.now

  init(_ arguments: StressArguments) {
    self.arguments = arguments
    next = Atomic(arguments.first)
  }

  func run() async -> (tally: Tally, failure: Failure?) {
    await withTaskGroup(of: Void.self) { group in
      for worker in 0..<arguments.jobs {
        group.addTask { self.work(worker) }
      }
    }
    return state.withLock { ($0.tally, $0.failure) }
  }

  private func work(_ worker: Int) {
    while let number = take() {
      let began = ContinuousClock.now
      let seed = SeededGenerator.seed(ofCase: number, in: arguments.seed)
      Crash.begin(seed, worker: worker)
      var tally = Tally()
      let failure = run(number, seed, worker, &tally)
      Crash.begin(0, worker: worker)
      let now = ContinuousClock.now
      tally.slowest = (seed, Int((now - began) / .milliseconds(1)))
      state.withLock { state in
        state.tally.add(tally)
        if let failure, failure.number < state.failure?.number ?? .max { state.failure = failure }
        if now - state.shown > .seconds(5) {
          state.shown = now
          let seconds = Int((now - start) / .seconds(1))
          say("\(state.tally.cases) cases in \(seconds) s, \(state.tally.slowestCase)")
        }
      }
    }
  }

  /// Returns the number of the next case, or nil if there is none.
  private func take() -> Int? {
    if state.withLock({ $0.failure != nil }) { return nil }
    if let seconds = arguments.seconds, (ContinuousClock.now - start) / .seconds(1) >= seconds { return nil }
    let number = next.wrappingAdd(1, ordering: .relaxed).oldValue
    if let cases = arguments.cases, number >= cases { return nil }
    return number
  }

  private func run(_ number: Int, _ seed: UInt64, _ worker: Int, _ tally: inout Tally) -> Failure? {
    do {
      let item = try Case(seed: seed, family: arguments.family)
      tally.cases = 1
      tally.families[item.family.rawValue] = 1
      do throws(Finding) {
        for (check, count, time) in try Examination.examine(item.specimen, seed: seed) {
          if count > 0 { tally.comparisons[check, default: 0] += count }
          tally.checkTimes[check, default: .zero] += time
          tally.familyTimes[item.family.rawValue, default: .zero] += time
        }
        if let path = arguments.program, number % arguments.every == 0, case .chain(let problem) = item.specimen {
          tally.comparisons[ProgramCheck.name] = try ProgramCheck(path: path, worker: worker).run(problem, seed: seed)
        }
      } catch {
        return Failure(number: number, seed: seed, specimen: item.specimen, finding: error)
      }
    } catch {
      say("case \(seed) is no problem: \(error)")
    }
    return nil
  }
}
