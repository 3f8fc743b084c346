import Synchronization

/// What planning asked of the memory that it may take.
package final class Requests: Sendable {
  private let bytes = Mutex<[Int128]>([])

  package init() {}

  /// The most bytes that anything had in all.
  package var most: Int128 { bytes.withLock { $0.max() ?? 0 } }
  package var count: Int { bytes.withLock { $0.count } }

  package func note(_ request: Int128) { bytes.withLock { $0.append(request) } }
}
