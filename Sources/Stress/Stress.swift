import AdjointSchedules
@preconcurrency import Glibc
import ScheduleFormats

/// Tests the libraries, and the program, with random problems: see docs/testing.md.
@main
enum Stress {
  static func main() async {
    guard let arguments = StressArguments.parse(Array(CommandLine.arguments.dropFirst())) else {
      fputs(StressArguments.usage + "\n", stderr)
      exit(64)
    }
    Crash.install()
    if !arguments.compared.isEmpty {
      compare(arguments)
    } else if let path = arguments.problem {
      examine(path, arguments)
    } else if let seed = arguments.only {
      examine(seed, arguments)
    } else {
      await run(arguments)
    }
  }

  private static func run(_ arguments: StressArguments) async {
    var arguments = arguments
    if arguments.cases == nil && arguments.seconds == nil { arguments.cases = 10_000 }
    let limits = [arguments.cases.map { "\($0) cases" }, arguments.seconds.map { "\($0) s" }].compactMap { $0 }
    print("seed \(arguments.seed), \(limits.joined(separator: " or ")), \(arguments.jobs) threads")
    let start = ContinuousClock.now
    let (tally, failure) = await Runner(arguments).run()
    for line in tally.lines { print(line) }
    print("\(tally.cases) cases in \(Int((ContinuousClock.now - start) / .seconds(1))) s")
    if let failure {
      print("case \(failure.number) failed")
      report(failure.specimen, failure.seed, failure.finding, arguments)
    }
    print("every check holds")
  }

  private static func examine(_ seed: UInt64, _ arguments: StressArguments) {
    guard let item = try? Case(seed: seed, family: arguments.family) else { return fail("case \(seed) is no problem") }
    print("case \(seed), \(item.family.rawValue):\n\(item.specimen.file)", terminator: "")
    fflush(nil)
    examine(item.specimen, seed, arguments)
  }

  private static func examine(_ path: String, _ arguments: StressArguments) {
    guard let bytes = TextFile.read(path) else { return fail("cannot read \(path)") }
    if let problem = try? ProblemReader.read(bytes) {
      examine(problem.junction == nil ? .chain(problem) : .join(problem), arguments.only ?? 0, arguments)
    } else if let problem = try? ProblemReader.readShare(bytes) {
      examine(.share(problem), arguments.only ?? 0, arguments)
    } else {
      fail("\(path) is no problem file")
    }
  }

  private static func examine(_ specimen: Specimen, _ seed: UInt64, _ arguments: StressArguments) {
    Crash.begin(seed, worker: 0)
    do throws(Finding) {
      for (check, count, time) in try Examination.examine(specimen, seed: seed) {
        print("  \(count)  \(check)  \(Int(time / .milliseconds(1))) ms")
      }
      print("every check holds")
    } catch {
      report(specimen, seed, error, arguments)
    }
  }

  private static func compare(_ arguments: StressArguments) {
    let cases = arguments.cases ?? 100
    let (runs, difference) = SameBytes(programs: arguments.compared, seed: arguments.seed).run(cases: cases)
    if let difference { fail(difference) }
    print("seed \(arguments.seed), \(cases) cases: \(runs) runs of \(arguments.compared.joined(separator: ", ")) agree")
  }

  /// Prints a failure, the smallest problem that fails the same check, and where it was written; ends with status 1.
  private static func report(
    _ specimen: Specimen, _ seed: UInt64, _ finding: Finding, _ arguments: StressArguments
  ) -> Never {
    print("\(finding.check): \(finding.reason)")
    print("again: adjsched-stress --case \(seed)\(arguments.family.map { " --family \($0.rawValue)" } ?? "")")
    fflush(nil)
    var reason = finding.reason
    let smallest = Shrinker.smallest(specimen) { candidate in
      do throws(Finding) {
        _ = try Examination.examine(candidate, seed: seed, only: finding.check)
      } catch {
        reason = error.reason
        return true
      }
      return false
    }
    print("the smallest problem that fails this check: \(reason)\n\(smallest.file)", terminator: "")
    if TextFile.write(Array(smallest.file.utf8), to: arguments.output) {
      print("written to \(arguments.output); again: adjsched-stress --problem \(arguments.output) --case \(seed)")
    }
    exit(1)
  }

  private static func fail(_ text: String) {
    say(text)
    exit(1)
  }
}

/// Writes a line to standard error.
func say(_ text: String) { fputs("adjsched-stress: \(text)\n", stderr) }
