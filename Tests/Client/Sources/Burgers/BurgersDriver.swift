import AdjointSchedules
import Foundation

/// Runs a schedule of the chain of Burgers' time steps: level 0 is memory, every other level a folder of files.
///
/// Backward step l is the turn: it takes the gradient of the cost at x_l. Backward step i < l is the adjoint of step i.
public final class BurgersDriver: ScheduleDriver {
  /// The gradient with respect to the first state, once the schedule has run.
  public private(set) var adjoint: [Double] = []
  /// The steps that have been run, and the files that have been written and read.
  public private(set) var stepsRun = 0
  public private(set) var filesWritten = 0
  public private(set) var filesRead = 0

  private let model: BurgersModel
  private let length: Int
  private let folder: URL
  private var buffer: [Double]
  private var memory: [Int: [Double]] = [:]

  public init(_ model: BurgersModel, length: Int, folder: URL) {
    self.model = model
    self.length = length
    self.folder = folder
    buffer = model.start
  }

  public func forward(from start: Int, to end: Int) {
    for _ in start..<end { buffer = model.step(buffer) }
    stepsRun += end - start
  }

  public func backward(_ step: Int) {
    adjoint = step == length ? model.costGradient(buffer) : model.stepAdjoint(buffer, adjoint)
  }

  public func write(_ step: Int, to level: Int) throws {
    if level == 0 {
      memory[step] = buffer
    } else {
      try buffer.withUnsafeBytes { try Data($0).write(to: file(step, level)) }
      filesWritten += 1
    }
  }

  public func read(_ step: Int, from level: Int) throws {
    if level == 0 {
      guard let state = memory[step] else { throw BurgersError(step: step, level: level) }
      buffer = state
    } else {
      let bytes = try Data(contentsOf: file(step, level))
      guard bytes.count == 8 * model.points else { throw BurgersError(step: step, level: level) }
      buffer = bytes.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
      filesRead += 1
    }
  }

  public func discard(_ step: Int, from level: Int) throws {
    if level == 0 {
      memory[step] = nil
    } else {
      try FileManager.default.removeItem(at: file(step, level))
    }
  }

  private func file(_ step: Int, _ level: Int) -> URL {
    folder.appendingPathComponent("level\(level)-state\(step)")
  }
}

/// A state that is not where it was written.
public struct BurgersError: Error {
  public let step: Int
  public let level: Int
}
