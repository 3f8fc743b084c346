import Synchronization

@testable import AdjointSchedules

/// What planning asked of the memory that it may take.
final class Requests: Sendable {
  private let bytes = Mutex<[Int128]>([])

  /// The most bytes that anything had in all.
  var most: Int128 { bytes.withLock { $0.max() ?? 0 } }
  var count: Int { bytes.withLock { $0.count } }

  func note(_ request: Int128) { bytes.withLock { $0.append(request) } }
}
