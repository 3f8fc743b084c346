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
  private var journal: BurgersJournal?

  /// - Parameters:
  ///   - model: The time steps.
  ///   - folder: An existing folder, in which each level makes its own.
  ///   - slots: The slots of level 0.
  ///   - isDurable: Whether writes wait for the device.
  ///   - isJournaled: Whether each backward step saves the gradient, so that another process can go on: see ``rest(of:)``.
  public init(
    _ model: BurgersModel, folder: URL, slots: Int = .max, isDurable: Bool = false, isJournaled: Bool = false
  ) throws {
    memory = MemoryLevel(slots: slots)
    self.model = model
    self.folder = folder
    self.isDurable = isDurable
    buffer = model.start
    if isJournaled {
      journal = try BurgersJournal(folder: folder.appendingPathComponent("journal"), isDurable: isDurable)
      adjoint = try journal?.gradient()
    }
  }

  /// Returns what is left to run of a problem after this or another process was cut, or nil if that is nothing.
  ///
  /// What was in memory is lost; x_0 is made again. The rest begins with what is in the files, and keeps no other file.
  public func rest(of problem: Problem) throws -> Problem? {
    let due = journal?.last.map { $0 - 1 } ?? problem.chain.length
    var stored: [[Int]] = [[]]
    for level in problem.levels.indices.dropFirst() {
      let slots = try slots(level)
      let kept = slots.states.filter { $0 <= due }
      let room = (problem.levels[level].slots ?? .max) - kept.count
      let states = kept.union(slots.spares.filter { $0 <= due && !kept.contains($0) }.prefix(room))
      try slots.keep(states)
      stored.append(states.sorted())
    }
    if due < 0 { return nil }
    let isFirstStored = stored.contains { $0.first == 0 }
    return try problem.with(situation: Situation(due: due, stored: stored, buffer: isFirstStored ? nil : 0))
  }

  public func forward(from start: Int, to end: Int) {
    for _ in start..<end { buffer = model.step(buffer) }
    stepsRun += end - start
  }

  public func backward(_ step: Int) throws {
    let gradient = adjoint.map { model.stepAdjoint(buffer, $0) } ?? model.costGradient(buffer)
    adjoint = gradient
    // Nothing in the buffer is needed any more: the best moment for a cut.
    try journal?.save(gradient, after: step)
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
      channel.issue { try $0.drop(step) }
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

  /// Waits for all transfers, and removes the files and the journal.
  public func end() throws {
    for channel in channels.values { try channel.finish() }
    channels = [:]
    for level in files.keys { try slots(level).removeAll() }
    files = [:]
    try journal?.remove()
    journal = nil
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
    let slots = try SlotFiles(folder: folder(of: level), isDurable: isDurable)
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
