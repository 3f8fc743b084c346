import Synchronization

/// A thread that computes on numbers in memory, as a model does while states are moved.
enum ComputingLoad {
  private final class Flag: Sendable {
    let isDone = Atomic(false)
    let work: WorkCounter

    init(_ work: WorkCounter) { self.work = work }
  }

  /// The numbers do not fit the caches of a core.
  private static let count = 4 << 20
  /// The numbers of a piece of work: some microseconds.
  private static let piece = 4 << 10

  /// Starts the thread, which counts its pieces of work; returns what stops it and waits for its end.
  static func start(_ work: WorkCounter) -> () -> Void {
    let flag = Flag(work)
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(flag)
    let code = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        let flag = Unmanaged<Flag>.fromOpaque(argument).takeRetainedValue()
        ComputingLoad.compute(until: flag.isDone, flag.work)
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

  private static func compute(until isDone: borrowing Atomic<Bool>, _ work: WorkCounter) {
    var values = [Double](repeating: 1, count: count)
    var start = 1
    while !isDone.load(ordering: .acquiring) {
      let end = min(start + piece, count - 1)
      values.withUnsafeMutableBufferPointer { values in
        for index in start..<end {
          values[index] += 0.25 * (values[index - 1] - 2 * values[index] + values[index + 1])
        }
      }
      work.add()
      start = end == count - 1 ? 1 : end
    }
  }
}
