import AdjointSchedules
import Foundation
import Testing

/// Runs a join with real states: every branch is a chain of numbers, and the handle starts with the product of their ends.
private final class ProductDriver: ScheduleDriver {
  private let problem: Problem
  private let junction: Junction
  private var buffer = 0.0
  private var adjoint = 0.0
  /// The states by position, and the adjoints of the branches' ends once the handle is reversed.
  private var memory: [Int: Double] = [:]
  /// The derivative of the cost with respect to each branch's first state.
  private(set) var gradient: [Int: Double] = [:]

  init(_ problem: Problem) throws {
    self.problem = problem
    junction = try #require(problem.junction)
    for index in junction.branches.indices { memory[try start(index)] = Self.first(index) }
  }

  static func first(_ branch: Int) -> Double { 0.5 + Double(branch) }
  static func step(_ x: Double, _ position: Int) -> Double { x + 0.1 * sin(x + Double(position)) }
  static func derivative(_ x: Double, _ position: Int) -> Double { 1 + 0.1 * cos(x + Double(position)) }

  private func start(_ branch: Int) throws -> Int { try #require(junction.start(of: .branch(branch))) }
  private func end(_ branch: Int) throws -> Int { try start(branch) + junction.branches[branch] }

  func forward(from start: Int, to end: Int) {
    for position in start..<end { buffer = Self.step(buffer, position) }
  }

  func backward(_ step: Int) throws {
    let place = problem.place(of: step)
    switch place.part {
    case .handle where place.step == junction.handle:
      // The cost is half the square of the last state.
      adjoint = buffer
    case .handle: adjoint *= Self.derivative(buffer, step)
    case .branch(let index):
      let end = try end(index)
      if step == end - 1 { adjoint = try #require(memory[end]) }
      adjoint *= Self.derivative(buffer, step)
      if place.step == 0 { gradient[index] = adjoint }
    case nil: Issue.record("a join has parts")
    }
    if place.part == .handle && place.step == 0 { try spread() }
  }

  /// Replaces each end by its adjoint: that of the product, times the other ends.
  private func spread() throws {
    let values = try junction.branches.indices.map { try #require(memory[end($0)]) }
    for index in values.indices {
      memory[try end(index)] = values.indices.filter { $0 != index }.reduce(adjoint) { $0 * values[$1] }
    }
  }

  func write(_ step: Int, to level: Int) { memory[step] = buffer }
  func read(_ step: Int, from level: Int) throws { buffer = try #require(memory[step]) }
  func discard(_ step: Int, from level: Int) { memory[step] = nil }
  func join() throws {
    buffer = 1
    for index in junction.branches.indices { buffer *= try #require(memory[end(index)]) }
  }
}

@Suite struct JoinDriverTests {
  @Test(arguments: [5, 7, 30]) func `a join's gradient equals that of keeping every state`(slots: Int) throws {
    let problem = try Problem(branches: [6, 4], handle: 5, slots: slots)
    let driver = try ProductDriver(problem)
    try Planner.join.schedule(for: problem).run(driver)
    let all = try Problem(branches: [6, 4], handle: 5, slots: 100)
    let keeping = try ProductDriver(all)
    try Planner.join.schedule(for: all).run(keeping)
    #expect(driver.gradient.count == 2 && driver.gradient == keeping.gradient)
  }

  @Test func `the gradient is that of the cost`() throws {
    let problem = try Problem(branches: [3, 2], handle: 2, slots: 5)
    let junction = try #require(problem.junction)
    let driver = try ProductDriver(problem)
    try Planner.join.schedule(for: problem).run(driver)
    func cost(_ offset: Double) throws -> Double {
      var product = 1.0
      for (index, length) in junction.branches.enumerated() {
        var x = ProductDriver.first(index) + (index == 0 ? offset : 0)
        for step in 0..<length { x = ProductDriver.step(x, try #require(junction.start(of: .branch(index))) + step) }
        product *= x
      }
      for step in 0..<junction.handle {
        product = ProductDriver.step(product, try #require(junction.start(of: .handle)) + step)
      }
      return product * product / 2
    }
    let difference = (try cost(1e-5) - cost(-1e-5)) / 2e-5
    #expect(abs(difference - (driver.gradient[0] ?? 0)) < 1e-7 * abs(difference))
  }
}
