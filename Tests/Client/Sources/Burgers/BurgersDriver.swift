import AdjointSchedules
import Foundation

/// Runs a schedule of the chain of Burgers' time steps: level 0 is memory, every other level a folder of slots' files.
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
  private var memory: [Int: [Double]] = [:]
  private var files: [Int: SlotFiles] = [:]

  /// - Parameters:
  ///   - model: The time steps.
  ///   - folder: An existing folder, in which each level makes its own.
  ///   - isDurable: Whether writes wait for the device.
  public init(_ model: BurgersModel, folder: URL, isDurable: Bool = false) {
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
      memory[step] = buffer
    } else {
      try buffer.withUnsafeBytes { try slots(level).write(Data($0), as: step) }
      filesWritten += 1
    }
  }

  public func read(_ step: Int, from level: Int) throws {
    if level == 0 {
      guard let state = memory[step] else { throw BurgersError(step: step, level: level) }
      buffer = state
    } else {
      guard let bytes = try slots(level).read(step), bytes.count == 8 * model.points else {
        throw BurgersError(step: step, level: level)
      }
      buffer = bytes.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
      filesRead += 1
    }
  }

  public func discard(_ step: Int, from level: Int) throws {
    if level == 0 {
      memory[step] = nil
    } else {
      try slots(level).drop(step)
    }
  }

  /// Removes the files.
  public func end() throws {
    for level in files.keys {
      try slots(level).removeAll()
      try FileManager.default.removeItem(at: folder(of: level))
    }
    files = [:]
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
