/// Several builds of the program, or one in several environments: the same problem must give the same bytes.
import SeededRandom

struct SameBytes {
  /// Locales and time zones; the first run is the reference for the others.
  static let surroundings = [
    [], ["LC_ALL=C", "TZ=UTC"], ["LANG=de_DE.UTF-8", "LC_ALL=de_DE.UTF-8", "TZ=Pacific/Chatham"],
    ["LANG=tr_TR.UTF-8", "LC_ALL=tr_TR.UTF-8", "TZ=America/St_Johns", "SWIFT_DETERMINISTIC_HASHING=1"],
  ]

  let programs: [String]
  let seed: UInt64

  /// Compares the output for `cases` random problems, with each program in each environment.
  ///
  /// - Returns: The number of runs compared, and the first difference as a sentence.
  func run(cases: Int) -> (runs: Int, difference: String?) {
    var runs = 0
    for number in 0..<cases {
      guard let item = try? Case(seed: SeededGenerator.seed(ofCase: number, in: seed)) else { continue }
      // Debug builds are slow, and long schedules large.
      if item.family == .huge || item.family == .medium { continue }
      let input = Array(item.specimen.file.utf8)
      var first: Child?
      for (index, program) in programs.enumerated() {
        for (other, environment) in Self.surroundings.enumerated() {
          // On one core every other time.
          let prefix = (index + other) % 2 == 1 ? ["taskset", "-c", "0"] : []
          let command = prefix + [program] + self.command(item, number)
          let path = environment + ["PATH=/usr/bin:/bin"]
          guard let child = Child.run(command, input: input, environment: path, worker: 0) else {
            return (runs, "cannot start \(command.joined(separator: " "))")
          }
          if let first, first.status != child.status || first.output != child.output || first.errors != child.errors {
            return (runs, "\(environment + command) differs from the first run:\n\(item.specimen.file)")
          }
          if child.status >= 128 || child.status == 127 {
            return (runs, "\(command) ended with \(child.status):\n\(item.specimen.file)")
          }
          first = first ?? child
          runs += 1
        }
      }
    }
    return (runs, nil)
  }

  /// The command that reads the problem, with another format each time.
  private func command(_ item: Case, _ number: Int) -> [String] {
    let format = ["--format", ["text", "json", "jsonl"][number % 3], "--quiet"]
    switch item.specimen {
    case .chain:
      let planners = ["hrevolve", "uniform", "online", "store-all", "multistage"]
      return ["plan", "--planner", planners[number % planners.count]] + format
    case .join: return ["join"] + format
    case .share: return ["share", "--quiet"]
    }
  }
}
