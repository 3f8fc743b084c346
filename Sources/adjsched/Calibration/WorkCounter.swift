import Synchronization

/// Counts the pieces of work that a ``ComputingLoad`` has finished, for the thread that times transfers.
final class WorkCounter: Sendable {
  private let pieces = Atomic(0)

  /// The pieces so far.
  var count: Int { pieces.load(ordering: .acquiring) }

  /// Counts one more.
  func add() { pieces.wrappingAdd(1, ordering: .releasing) }

  /// The least time for which the load is watched alone, and the most, in nanoseconds.
  private static let (leastTime, mostTime) = (20_000_000, 1_000_000_000)
  private static let enough = 100

  /// Lets the load compute alone for a while; returns how many nanoseconds a thousand pieces take, or nil if there is none.
  func timeOfThousand() -> Int? {
    let (watch, before) = (Stopwatch(), count)
    while true {
      usleep(5_000)
      let (time, done) = (watch.nanoseconds, count - before)
      if time >= Self.leastTime && done >= Self.enough || time >= Self.mostTime {
        return done == 0 ? nil : Int(clamping: Int128(time) * 1_000 / Int128(done))
      }
    }
  }
}
