import AdjointSchedules
import Foundation

/// Runs a schedule of the chain of Burgers' time steps: level 0 is memory, every other level a folder of slots' files.
///
/// Each overlapped level has a thread, which writes and reads while steps run.
///
/// Backward step l is the turn: it takes the gradient of the cost at x_l. Backward step i < l is the adjoint of step i.
public final class BurgersDriver: ScheduleDriver {
  /// The gradient with respect to the first state and the viscosity, once the schedule has run.
  public private(set) var adjoint: BurgersGradient?
  /// The steps that have been run, and the files that have been written and read.
  public private(set) var stepsRun = 0
  public private(set) var filesWritten = 0
  public private(set) var filesRead = 0

  private let model: BurgersModel
  private let folder: URL
  private let isDurable: Bool
  private var buffer: [Double]
  private let memory: MemoryLevel
  private var files: [Int: SlotFiles] = [:]
  private var channels: [Int: Channel] = [:]

  /// - Parameters:
  ///   - model: The time steps.
  ///   - folder: An existing folder, in which each level makes its own.
  ///   - slots: The slots of level 0.
  ///   - isDurable: Whether writes wait for the device.
  public init(_ model: BurgersModel, folder: URL, slots: Int = .max, isDurable: Bool = false) {
    memory = MemoryLevel(slots: slots)
    self.model = model
    self.folder = folder
    self.isDurable = isDurable
    buffer = model.start
  }

  public func forward(from start: Int, to end: Int) {
    for _ in start..<end { buffer = model.step(buffer) }
    stepsRun += end - start
  }

  public func backward(_ step: Int) {
    adjoint = adjoint.map { model.stepAdjoint(buffer, $0) } ?? model.costGradient(buffer)
  }

  public func write(_ step: Int, to level: Int) throws {
    if level == 0 {
      guard let copy = memory.take(for: step) else { throw BurgersError(step: step, level: 0) }
      copy.arrive { buffer }
    } else {
      try buffer.withUnsafeBytes { try slots(level).write(Data($0), as: step) }
      filesWritten += 1
    }
  }

  public func read(_ step: Int, from level: Int) throws {
    if level == 0 {
      guard let state = memory[step]?.wait() else {
        throw channels.values.lazy.compactMap(\.error).first ?? BurgersError(step: step, level: level)
      }
      buffer = state
    } else {
      guard let state = try Self.state(step, in: slots(level)) else { throw BurgersError(step: step, level: level) }
      buffer = state
      filesRead += 1
    }
  }

  public func discard(_ step: Int, from level: Int) throws {
    if level == 0 {
      memory.discard(step)
    } else if let channel = channels[level] {
      channel.issue { $0.drop(step) }
    } else {
      try slots(level).drop(step)
    }
  }

  public func offload(_ step: Int, to level: Int) throws {
    let channel = try channel(level)
    guard let copy = memory[step] else { throw BurgersError(step: step, level: 0) }
    copy.beginUse()
    channel.issue { files in
      defer { copy.endUse() }
      guard let state = copy.wait() else { throw BurgersError(step: step, level: 0) }
      try state.withUnsafeBytes { try files.write(Data($0), as: step) }
    }
    filesWritten += 1
  }

  public func prefetch(_ step: Int, from level: Int) throws {
    let channel = try channel(level)
    guard let copy = memory.take(for: step) else { throw BurgersError(step: step, level: 0) }
    channel.issue { files in
      try copy.arrive {
        guard let state = try Self.state(step, in: files) else { throw BurgersError(step: step, level: level) }
        return state
      }
    }
    filesRead += 1
  }

  /// The most slots of level 0 that were ever in use.
  public var peakSlots: Int { memory.peak }

  /// Waits for all transfers, and removes the files.
  public func end() throws {
    for channel in channels.values { try channel.finish() }
    channels = [:]
    for level in files.keys {
      try slots(level).removeAll()
      try FileManager.default.removeItem(at: folder(of: level))
    }
    files = [:]
  }

  private static func state(_ step: Int, in files: SlotFiles) throws -> [Double]? {
    try files.read(step).map { bytes in bytes.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) } }
  }

  private func channel(_ level: Int) throws -> Channel {
    if let channel = channels[level] { return channel }
    let channel = Channel(try slots(level), name: "level\(level)")
    channels[level] = channel
    return channel
  }

  private func slots(_ level: Int) throws -> SlotFiles {
    if let slots = files[level] { return slots }
    try FileManager.default.createDirectory(at: folder(of: level), withIntermediateDirectories: false)
    let slots = SlotFiles(folder: folder(of: level), isDurable: isDurable)
    files[level] = slots
    return slots
  }

  private func folder(of level: Int) -> URL { folder.appendingPathComponent("level\(level)") }
}

/// A state that is not where it was written.
public struct BurgersError: Error {
  public let step: Int
  public let level: Int
}
