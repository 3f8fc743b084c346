@preconcurrency import Glibc

/// Reports which cases were running when the program under test trapped, which ends the whole process.
enum Crash {
  static let maximumWorkers = 64

  /// The seed of each worker's current case; 0 for none. A signal handler can read nothing better.
  nonisolated(unsafe) private static let seeds: UnsafeMutablePointer<UInt64> = {
    let seeds = UnsafeMutablePointer<UInt64>.allocate(capacity: maximumWorkers)
    seeds.initialize(repeating: 0, count: maximumWorkers)
    return seeds
  }()

  static func begin(_ seed: UInt64, worker: Int) { seeds[worker] = seed }

  /// Installs handlers that print the seeds on a trap and end the process with status 1.
  static func install() {
    begin(0, worker: 0)
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
      signal(number) { _ in
        Crash.say("adjsched-stress: a trap; run these cases one by one with --case:")
        for worker in 0..<Crash.maximumWorkers where Crash.seeds[worker] != 0 { Crash.say(Crash.seeds[worker]) }
        Crash.say("\n")
        _exit(1)
      }
    }
  }

  private static func say(_ text: StaticString) { _ = write(2, text.utf8Start, text.utf8CodeUnitCount) }

  /// Writes a blank and a number without allocating, as a signal handler must.
  private static func say(_ number: UInt64) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { buffer in
      var (rest, index) = (number, 24)
      repeat {
        index -= 1
        buffer[index] = 0x30 + UInt8(rest % 10)
        rest /= 10
      } while rest > 0
      index -= 1
      buffer[index] = 0x20
      _ = write(2, buffer.baseAddress.map { $0 + index }, 24 - index)
    }
  }
}
