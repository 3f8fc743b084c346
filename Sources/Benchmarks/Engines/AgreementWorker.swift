import AdjointSchedules
import Glibc
import SeededRandom

/// Plans random problems with both engines of `hrevolve` in a separate process and compares them.
///
/// Prints the number of problems, how many makespans were proven by prices, how many of these equal the table's, and
/// how many schedules of both engines replay to their makespans and counts.
enum AgreementWorker {
  static let option = "--agree"

  /// - Parameter arguments: the seed, the number of problems, the longest chain.
  static func run(_ arguments: [String]) {
    let numbers = arguments.compactMap { Int($0) }
    guard numbers.count == 3 else { exit(64) }
    var generator = SeededGenerator(seed: UInt64(numbers[0]))
    var (proven, equal, replayed) = (0, 0, 0)
    for _ in 0..<numbers[1] {
      let platform = RandomFamily.small.platform(using: &generator)
      let length = RandomLength.upTo(numbers[2]).length(using: &generator)
      guard let problem = try? platform.problem(length: length),
        let byPrices = try? ExactMethod.prices.schedule(for: problem),
        let byTable = try? ExactMethod.levelTable.schedule(for: problem)
      else { exit(1) }
      if byPrices.isOptimal {
        proven += 1
        if byPrices.makespan == byTable.makespan { equal += 1 }
      }
      if replays(byPrices) && replays(byTable) { replayed += 1 }
    }
    print(numbers[1], proven, equal, replayed)
  }

  /// True if every operation is valid and the totals are as stated by the schedule.
  private static func replays(_ schedule: Schedule) -> Bool {
    var machine = ReplayMachine(problem: schedule.problem)
    do {
      for operation in schedule { try machine.execute(operation) }
      try machine.finish()
      return try machine.makespan == schedule.makespanUnits && machine.statistics == schedule.statistics()
    } catch {
      return false
    }
  }
}
