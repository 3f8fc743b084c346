import AdjointSchedules
@preconcurrency import Glibc

/// Plans one problem with one engine of `hrevolve` in a separate process.
///
/// Prints the makespan, and whether it is proven.
enum EngineWorker {
  static let option = "--engine"

  /// - Parameter arguments: the engine, the levels, the length.
  static func run(_ arguments: [String]) {
    guard arguments.count == 3, let engine = ExactMethod(rawValue: arguments[0]), let length = Int(arguments[2]),
      let problem = try? Platform(.hrevolve, arguments[1]).problem(length: length)
    else { exit(64) }
    do {
      guard let schedule = try engine.schedule(for: problem) else {
        fputs("the engine does not take the problem\n", stderr)
        exit(1)
      }
      print(schedule.makespanUnits, schedule.isOptimal)
    } catch {
      fputs("\(error)\n", stderr)
      exit(1)
    }
  }
}
