import AdjointSchedules
import Burgers
import Foundation
import ScheduleFormats
import Testing

/// Schedules with real states: the gradient of a nonlinear time loop equals that of keeping every state, bit for bit.
@Suite struct BurgersTests {
  private static let length = 120
  private static let model = BurgersModel()
  private static let kept = model.gradientKeepingAll(steps: length)

  private static let memory = [Level(name: "memory", slots: 4)]
  private static let memoryAndDisk = [
    Level(name: "memory", slots: 2), Level(name: "disk", slots: 5, writeCost: 2, readCost: 1),
  ]

  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("client-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func `the adjoint is that of the step`() {
    // Against central differences, in a direction in which every point takes part.
    let (model, length) = (Self.model, 20)
    let direction = (0..<model.points).map { 1 / Double($0 + 1) }
    func cost(_ offset: Double) -> Double {
      var u = zip(model.start, direction).map { $0 + offset * $1 }
      for _ in 0..<length { u = model.step(u) }
      return model.cost(u)
    }
    let difference = (cost(1e-5) - cost(-1e-5)) / 2e-5
    let derivative = zip(model.gradientKeepingAll(steps: length).state, direction).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(difference - derivative) < 1e-7 * abs(derivative), "\(difference), \(derivative)")
  }

  @Test func `the gradient by the viscosity is that of the steps`() {
    func cost(_ viscosity: Double) -> Double {
      let model = BurgersModel(viscosity: viscosity)
      return model.cost((0..<20).reduce(model.start) { u, _ in model.step(u) })
    }
    let difference = (cost(0.01 + 1e-6) - cost(0.01 - 1e-6)) / 2e-6
    let derivative = Self.model.gradientKeepingAll(steps: 20).viscosity
    #expect(abs(difference - derivative) < 1e-7 * abs(derivative), "\(difference), \(derivative)")
  }

  @Test(arguments: [Planner.revolve, .hrevolve, .periodic, .online])
  func `one level gives the same gradient`(planner: Planner) throws {
    let problem = try Problem(chain: Chain(length: Self.length), levels: Self.memory)
    // Periodic keeps a segment's states beside the others.
    let roomy = try Problem(chain: Chain(length: Self.length), levels: [Level(name: "memory", slots: 40)])
    try inFolder { folder in
      let schedule = try planner.schedule(for: planner == .periodic ? roomy : problem)
      let driver = try BurgersDriver(Self.model, folder: folder)
      try schedule.run(driver)
      #expect(driver.adjoint == Self.kept)
      #expect(try driver.stepsRun == schedule.statistics().forwardSteps)
    }
  }

  @Test(arguments: [Planner.diskRevolve, .hrevolve, .multistage])
  func `two levels, the second of files, give the same gradient`(planner: Planner) throws {
    let problem = try Problem(chain: Chain(length: Self.length), levels: Self.memoryAndDisk)
    try inFolder { folder in
      let schedule = try planner.schedule(for: problem)
      let driver = try BurgersDriver(Self.model, folder: folder, isDurable: planner == .multistage)
      try schedule.run(driver)
      #expect(driver.adjoint == Self.kept)
      let disk = try schedule.statistics().levels[1]
      #expect(driver.filesWritten == disk.writes && driver.filesRead == disk.reads && disk.writes > 0)
      // As many files as slots were needed, however often they were written over.
      let made = try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent("level1").path)
      #expect(made.count == disk.peakSlots && made.allSatisfy { $0.hasPrefix("spare-") })
      try driver.end()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  /// The operations with the transfers of level 1 beside the steps, through two more slots of level 0.
  private func beside(_ schedule: Schedule) -> [AdjointSchedules.Operation] {
    var held: Set<Int> = []
    return schedule.flatMap { operation -> [AdjointSchedules.Operation] in
      switch operation {
      case .write(1, let step):
        let transfer = AdjointSchedules.Operation.offload(level: 1, step: step)
        if held.contains(step) { return [transfer] }
        return [.write(level: 0, step: step), transfer, .discard(level: 0, step: step)]
      case .read(1, let step):
        let read = AdjointSchedules.Operation.read(level: 0, step: step)
        return held.contains(step) ? [read] : [.prefetch(level: 1, step: step), read, .discard(level: 0, step: step)]
      case .write(0, let step): held.insert(step)
      case .discard(0, let step): held.remove(step)
      default: break
      }
      return [operation]
    }
  }

  @Test(arguments: [Planner.diskRevolve, .hrevolve])
  func `transfers beside the steps give the same gradient within the slots`(planner: Planner) throws {
    let problem = try Problem(chain: Chain(length: Self.length), levels: Self.memoryAndDisk)
    try inFolder { folder in
      let schedule = try planner.schedule(for: problem)
      let driver = try BurgersDriver(Self.model, folder: folder, slots: 4)
      for operation in beside(schedule) { try driver.run(operation) }
      #expect(driver.adjoint == Self.kept && driver.peakSlots <= 4)
      try driver.end()
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func `a transfer that fails ends the run`() throws {
    try inFolder { folder in
      let driver = try BurgersDriver(Self.model, folder: folder)
      try driver.prefetch(3, from: 1)
      #expect(throws: BurgersError.self) { try driver.read(3, from: 0) }
      #expect(throws: BurgersError.self) { try driver.end() }
    }
  }

  @Test(arguments: ScheduleFormat.allCases)
  func `a schedule from a file gives the same gradient`(format: ScheduleFormat) throws {
    let problem = try Problem(chain: Chain(length: Self.length), levels: Self.memoryAndDisk)
    var bytes: [UInt8] = []
    try Planner.hrevolve.schedule(for: problem).write(format, to: &bytes)
    try inFolder { folder in
      let driver = try BurgersDriver(Self.model, folder: folder)
      try ScheduleFile(contentsOf: bytes).run(driver)
      #expect(driver.adjoint == Self.kept)
    }
  }

  @Test func `running ends at the driver's first error and passes it on`() throws {
    let problem = try Problem(chain: Chain(length: Self.length), levels: Self.memoryAndDisk)
    let schedule = try Planner.hrevolve.schedule(for: problem)
    try inFolder { folder in
      let missing = folder.appendingPathComponent("missing")
      let driver = try BurgersDriver(Self.model, folder: missing)
      #expect(throws: CocoaError.self) { try schedule.run(driver) }
      let operations = Array(schedule)
      let first = try #require(operations.firstIndex { if case .write(level: 1, _) = $0 { true } else { false } })
      let steps = operations[..<first].reduce(0) { sum, operation in
        if case .forward(let start, let end) = operation { sum + end - start } else { sum }
      }
      #expect(driver.stepsRun == steps && driver.adjoint == nil)
    }
  }

  @Test func `a driver without tapes says so`() throws {
    let problem = try Problem(chain: Chain(length: 3, tapes: Tapes()), levels: [Level(name: "memory", slots: 3)])
    let schedule = try Planner.mixed.schedule(for: problem)
    try inFolder { folder in
      let driver = try BurgersDriver(Self.model, folder: folder)
      let error = try #require(throws: UnsupportedOperation.self) { try schedule.run(driver) }
      #expect("\(error)".contains("give the driver the functions tape and readTape"))
    }
  }
}
