import Dispatch
import Foundation

/// An overlapped level: a thread that carries its transfers one after another, while steps run.
///
/// Only this thread uses the files; the error is behind a lock.
final class Channel: @unchecked Sendable {
  private let files: SlotFiles
  private let queue: DispatchQueue
  private let lock = NSLock()
  private var firstError: (any Error)?

  init(_ files: SlotFiles, name: String) {
    self.files = files
    queue = DispatchQueue(label: name)
  }

  /// Issues a transfer; one that fails ends the run when something needs it, or at the end.
  func issue(_ transfer: @escaping @Sendable (SlotFiles) throws -> Void) {
    queue.async { [self] in
      do {
        try transfer(files)
      } catch {
        lock.withLock { firstError = firstError ?? error }
      }
    }
  }

  /// The first error of a transfer so far.
  var error: (any Error)? { lock.withLock { firstError } }

  /// Waits for what was issued, and throws its first error.
  func finish() throws {
    queue.sync {}
    if let error { throw error }
  }
}
