import Synchronization

/// A thread that computes on numbers in memory, as a model does while states are moved.
enum ComputingLoad {
  private final class Flag: Sendable {
    let isDone = Atomic(false)
  }

  /// The numbers do not fit the caches of a core.
  private static let count = 4 << 20

  /// Starts the thread and returns what stops it and waits for its end.
  static func start() -> () -> Void {
    let flag = Flag()
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(flag)
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        ComputingLoad.compute(until: Unmanaged<Flag>.fromOpaque(argument).takeRetainedValue().isDone)
        return nil
      }, argument.toOpaque())
    if code != 0 {
      // The system allows no other thread; then there is none in the user's program either.
      argument.release()
      return {}
    }
    return {
      flag.isDone.store(true, ordering: .releasing)
      pthread_join(thread, nil)
    }
  }

  private static func compute(until isDone: borrowing Atomic<Bool>) {
    var values = [Double](repeating: 1, count: count)
    while !isDone.load(ordering: .acquiring) {
      values.withUnsafeMutableBufferPointer { values in
        for index in 1..<values.count - 1 {
          values[index] += 0.25 * (values[index - 1] - 2 * values[index] + values[index + 1])
        }
      }
    }
  }
}
