import Foundation

/// States in the files of a folder, one file for each slot.
///
/// A file whose state was dropped is written over, since a new one costs more. While it is written it has another name, so that
/// under its own it is whole at any time, also after a crash.
final class SlotFiles {
  private let folder: URL
  private let isDurable: Bool
  /// The slot of each state, and the slots whose files are free.
  private var slots: [Int: Int] = [:]
  private var free: [Int] = []

  /// - Parameters:
  ///   - folder: An existing folder that nobody else uses.
  ///   - isDurable: Whether each write waits until file and name are on the device, to survive a power failure.
  init(folder: URL, isDurable: Bool = false) {
    self.folder = folder
    self.isDurable = isDurable
  }

  func write(_ bytes: Data, as state: Int) throws {
    let slot = free.last ?? slots.count
    let (whole, writing) = (file(slot), folder.appendingPathComponent("slot\(slot).writing"))
    if free.isEmpty {
      try Data().write(to: writing)
    } else {
      try FileManager.default.moveItem(at: whole, to: writing)
      try synchronizeFolder()
    }
    let handle = try FileHandle(forUpdating: writing)
    defer { try? handle.close() }
    try handle.write(contentsOf: bytes)
    try handle.truncate(atOffset: UInt64(bytes.count))
    if isDurable { try handle.synchronize() }
    try FileManager.default.moveItem(at: writing, to: whole)
    try synchronizeFolder()
    if !free.isEmpty { free.removeLast() }
    slots[state] = slot
  }

  /// The content of a state, or nil where it was not written.
  func read(_ state: Int) throws -> Data? {
    try slots[state].map { try Data(contentsOf: file($0)) }
  }

  func drop(_ state: Int) {
    if let slot = slots.removeValue(forKey: state) { free.append(slot) }
  }

  func removeAll() throws {
    for slot in 0..<(slots.count + free.count) { try FileManager.default.removeItem(at: file(slot)) }
    slots = [:]
    free = []
  }

  private func file(_ slot: Int) -> URL { folder.appendingPathComponent("slot\(slot)") }

  private func synchronizeFolder() throws {
    guard isDurable else { return }
    let handle = try FileHandle(forReadingFrom: folder)
    try handle.synchronize()
    try handle.close()
  }
}
