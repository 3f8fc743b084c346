import AdjointSchedules
import Glibc

/// Iterates over the operations of one schedule in a separate process, so that its tables are released.
///
/// Prints: nanoseconds of processor time per operation, the same with replay, the number of operations, and the number
/// of iterations per measurement.
enum RateWorker {
  static let option = "--rate"
  private static let operations = 10_000_000

  /// - Parameter arguments: the planner, the levels, the length.
  static func run(_ arguments: [String]) {
    guard arguments.count == 3, let planner = Planner(rawValue: arguments[0]), let length = Int(arguments[2]),
      let problem = try? Platform(planner, arguments[1]).problem(length: length),
      let schedule = try? planner.schedule(for: problem), let count = try? schedule.statistics().operations
    else { exit(1) }
    let passes = max(1, (operations + count - 1) / count)
    var (iterating, replaying) = ([Double](), [Double]())
    for _ in 1...5 {
      iterating.append(nanoseconds(passes * count) { for _ in 1...passes { iterate(schedule) } })
      replaying.append(nanoseconds(passes * count) { for _ in 1...passes { replay(schedule) } })
    }
    print(median(iterating), median(replaying), count, passes)
  }

  private static func nanoseconds(_ operations: Int, _ work: () -> Void) -> Double {
    let start = processorTime()
    work()
    return (processorTime() - start) / Double(operations)
  }

  /// The thread's processor time in nanoseconds, unaffected by other programs.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }

  /// Visits every operation, as a driver would.
  private static func iterate(_ schedule: Schedule) {
    var (steps, backward) = (0, 0)
    for operation in schedule {
      switch operation {
      case .forward(let from, let to): steps += to - from
      case .backward: backward += 1
      case .write, .read, .discard, .tape, .readTape, .offload, .prefetch, .offloadTape, .prefetchTape, .join: break
      }
    }
    precondition(backward == schedule.problem.chain.length + 1 && steps >= schedule.problem.chain.length)
  }

  private static func replay(_ schedule: Schedule) {
    var machine = ReplayMachine(problem: schedule.problem)
    do {
      for operation in schedule { try machine.execute(operation) }
      try machine.finish()
    } catch {
      fatalError("the schedule breaks a rule: \(error)")
    }
    precondition(machine.makespan == schedule.makespanUnits)
  }
}
