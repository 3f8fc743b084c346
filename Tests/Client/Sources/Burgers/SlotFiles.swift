import Foundation

/// States in the files of a folder, by number, one file for each slot.
///
/// `state-7` is x_7. When it is dropped it becomes `spare-7`, still x_7, and is written over later, since a new file costs more;
/// before that it is renamed `free-0`. So whenever the process is killed, a file called state or spare is whole and holds the state
/// of its number, also for the process that comes next.
final class SlotFiles {
  private let folder: URL
  private let kind: String
  private let isDurable: Bool
  /// The states that are kept; those that are dropped and not written over yet, the first dropped first.
  private(set) var states: Set<Int> = []
  private(set) var spares: [Int] = []
  private var free: [Int] = []

  /// Finds what is in the folder already.
  ///
  /// - Parameters:
  ///   - folder: A folder that nobody else uses; it is made if it is not there, but not the one around it.
  ///   - kind: What the files hold, which begins their names.
  ///   - isDurable: Whether each write waits until file and name are on the device, to survive a power failure.
  init(folder: URL, kind: String = "state", isDurable: Bool = false) throws {
    self.folder = folder
    self.kind = kind
    self.isDurable = isDurable
    if !FileManager.default.fileExists(atPath: folder.path) {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      let words = name.split(separator: "-")
      guard words.count == 2, let number = Int(words[1]) else { continue }
      switch words[0] {
      case kind[...]: states.insert(number)
      case "spare": spares.append(number)
      case "free": free.append(number)
      default: break
      }
    }
  }

  func write(_ bytes: Data, as state: Int) throws {
    let number = try takeFile(for: state)
    let file = file("free", number)
    if FileManager.default.fileExists(atPath: file.path) {
      // The device may still know the file by the name of what was in it.
      try synchronizeFolder()
    } else {
      try Data().write(to: file)
    }
    do {
      let handle = try FileHandle(forUpdating: file)
      defer { try? handle.close() }
      try handle.write(contentsOf: bytes)
      try handle.truncate(atOffset: UInt64(bytes.count))
      if isDurable { try handle.synchronize() }
    } catch {
      free.append(number)
      throw error
    }
    try move("free", number, kind, state)
    states.insert(state)
    try synchronizeFolder()
  }

  /// The content of a state, or nil where it was not written.
  func read(_ state: Int) throws -> Data? {
    states.contains(state) ? try Data(contentsOf: file(kind, state)) : nil
  }

  func drop(_ state: Int) throws {
    guard states.remove(state) != nil else { return }
    try move(kind, state, "spare", state)
    spares.append(state)
  }

  /// Keeps these states, some of which may be spare, and forgets all others for good.
  func keep(_ kept: Set<Int>) throws {
    for state in states.subtracting(kept) { try drop(state) }
    for state in spares {
      if kept.contains(state) {
        try move("spare", state, kind, state)
        states.insert(state)
      } else {
        free.append(try freeSpare(state))
      }
    }
    spares = []
    try synchronizeFolder()
  }

  /// Removes the files and the folder.
  func removeAll() throws {
    for state in states { try FileManager.default.removeItem(at: file(kind, state)) }
    for state in spares { try FileManager.default.removeItem(at: file("spare", state)) }
    for number in free { try FileManager.default.removeItem(at: file("free", number)) }
    (states, spares, free) = ([], [], [])
    try FileManager.default.removeItem(at: folder)
  }

  /// The number of a free file: one that is free, else that of the state dropped first, else a new one.
  private func takeFile(for state: Int) throws -> Int {
    let index = spares.firstIndex(of: state)
    if index == nil, let number = free.popLast() { return number }
    if let index = index ?? spares.indices.first { return try freeSpare(spares.remove(at: index)) }
    return 0
  }

  private func freeSpare(_ state: Int) throws -> Int {
    let number = (free.max() ?? -1) + 1
    try move("spare", state, "free", number)
    return number
  }

  private func move(_ kind: String, _ number: Int, _ newKind: String, _ newNumber: Int) throws {
    let (source, target) = (file(kind, number), file(newKind, newNumber))
    guard rename(source.path, target.path) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
  }

  private func file(_ kind: String, _ number: Int) -> URL { folder.appendingPathComponent("\(kind)-\(number)") }

  private func synchronizeFolder() throws {
    guard isDurable else { return }
    let handle = try FileHandle(forReadingFrom: folder)
    try handle.synchronize()
    try handle.close()
  }
}
