import AdjointSchedules
import Foundation
import TestSupport
import Testing

@testable import ScheduleFormats

/// The problem files of networks, each computed anew by the rules of `schedules/problems/networks.md`.
@Suite struct NetworkProblemTests {
  /// One step, its numbers for one image or sequence.
  private struct Layer {
    var flops: Int
    /// Backward flops, in forward flops.
    var gradients = 2
    var input: Int
    var tape: Int
    var output: Int
  }

  @Test(.slow) func `ResNet-50 and ResNet-101 are what their shapes say`() throws {
    try check("resnet-50", batch: 32, Self.resnet([3, 4, 6, 3]), multiplyAdds: 4_089_184_256)
    try check("resnet-101", batch: 32, Self.resnet([3, 4, 23, 3]), multiplyAdds: 7_801_405_440)
  }

  @Test(.slow) func `DenseNet-121 is what its shapes say`() throws {
    var layers = [Self.stem]
    var channels = 64
    for (block, count) in [6, 12, 24, 16].enumerated() {
      let area = (56 >> block) * (56 >> block)
      for _ in 0..<count {
        let output = area * (channels + 32)
        let macs = area * channels * 128 + area * 9 * 128 * 32
        layers.append(
          Layer(flops: 2 * macs, input: area * channels, tape: output + area * (channels + 2 * 128), output: output))
        channels += 32
      }
      if block == 3 { break }
      let output = area / 4 * channels / 2
      layers.append(
        Layer(
          flops: area * channels * channels, input: area * channels, tape: 2 * area * channels + output,
          output: output))
      channels /= 2
    }
    #expect(channels == 1024)
    layers.append(
      Layer(flops: 2 * 1024 * 1000, input: 49 * 1024, tape: 98 * 1024 + 1024 + 1000, output: 1000))
    try check("densenet-121", batch: 32, layers, multiplyAdds: 2_834_161_664)
  }

  @Test(.slow) func `VGG-16 is what its shapes say`() throws {
    var layers: [Layer] = []
    var (side, channels) = (224, 3)
    for (count, width) in [(2, 64), (2, 128), (3, 256), (3, 512), (3, 512)] {
      for _ in 0..<count {
        let (input, output) = (side * side * channels, side * side * width)
        layers.append(
          Layer(
            flops: 2 * 9 * input * width, gradients: channels == 3 ? 1 : 2, input: input, tape: input + output,
            output: output))
        channels = width
      }
      let output = side * side / 4 * channels
      layers.append(Layer(flops: 4 * output, gradients: 1, input: 4 * output, tape: 2 * output, output: output))
      side /= 2
    }
    for (input, output) in [(25_088, 4096), (4096, 4096), (4096, 1000)] {
      layers.append(Layer(flops: 2 * input * output, input: input, tape: input + output, output: output))
    }
    let pooling = [112 * 112 * 64, 56 * 56 * 128, 28 * 28 * 256, 14 * 14 * 512, 7 * 7 * 512].reduce(0, +) * 2
    try check("vgg-16", batch: 32, layers, multiplyAdds: 15_470_264_320 + pooling)
  }

  @Test func `the transformer is what its shapes say`() throws {
    let (tokens, width, heads) = (512, 1024, 16)
    let state = tokens * width
    let attention = Layer(
      flops: 2 * (4 * state * width + 2 * tokens * state), input: state, tape: 7 * state + heads * tokens * tokens,
      output: state)
    let feedForward = Layer(flops: 2 * 2 * state * 4 * width, input: state, tape: 11 * state, output: state)
    let layers = (0..<24).flatMap { _ in [attention, feedForward] }
    try check("transformer-24", batch: 8, layers, multiplyAdds: 167_503_724_544)
  }

  private static let stem = Layer(
    flops: 2 * 112 * 112 * 64 * 7 * 7 * 3, gradients: 1, input: 224 * 224 * 3,
    tape: 224 * 224 * 3 + 2 * 112 * 112 * 64 + 2 * 56 * 56 * 64, output: 56 * 56 * 64)

  private static func resnet(_ blocks: [Int]) -> [Layer] {
    var layers = [stem]
    var (channels, side) = (64, 56)
    for (stage, count) in blocks.enumerated() {
      let width = 64 << stage
      for block in 0..<count {
        let (before, after) = (side * side, (56 >> stage) * (56 >> stage))
        let output = after * 4 * width
        var macs = before * channels * width + after * 9 * width * width + output * width
        var tape = before * channels + 2 * before * width + 2 * after * width + 2 * output
        if block == 0 {
          macs += output * channels
          tape += output
        }
        layers.append(Layer(flops: 2 * macs, input: before * channels, tape: tape, output: output))
        (channels, side) = (4 * width, 56 >> stage)
      }
    }
    return layers + [Layer(flops: 2 * 2048 * 1000, input: 49 * 2048, tape: 2048 + 1000, output: 1000)]
  }

  private func check(_ name: String, batch: Int, _ layers: [Layer], multiplyAdds: Int) throws {
    let file = repositoryRoot.appendingPathComponent("schedules/problems/\(name).json")
    let problem = try ProblemReader.read(Array(try Data(contentsOf: file)))
    #expect(problem.chain.length == layers.count)
    #expect(problem.chain.forwardCost == .each(layers.map { batch * $0.flops }), "\(name)")
    #expect(problem.chain.adjointCost == .each(layers.map { batch * $0.flops * $0.gradients }), "\(name)")
    let states = layers.map(\.input) + [layers.last?.output ?? 0]
    #expect(problem.chain.stateSize == .each(states.map { 4 * batch * $0 }), "\(name)")
    #expect(problem.chain.tapes?.size == .each(layers.map { 4 * batch * $0.tape }), "\(name)")
    #expect(layers.dropFirst().map(\.input) == layers.dropLast().map(\.output), "\(name)")
    #expect(layers.reduce(0) { $0 + $1.flops } == 2 * multiplyAdds, "\(name)")
    try expectPlans(problem, name)
  }

  /// Plans the network from the least room to room for every tape, on the grid that is chosen and on coarse ones, and
  /// replays each schedule at the true sizes.
  private func expectPlans(_ problem: Problem, _ name: String) throws {
    guard case .each(let tapes) = problem.chain.tapes?.size else { return }
    let all = tapes.reduce(0, +)
    var before = Int.max
    for eighths in 1...8 {
      let changed = try Problem(
        chain: problem.chain, levels: [Level(name: "memory", capacity: all / 8 * eighths + all % 8)])
      do {
        let schedule = try Planner.rotor.schedule(for: changed)
        var machine = ReplayMachine(problem: changed)
        for operation in schedule { try machine.execute(operation) }
        try machine.finish()
        #expect(
          machine.makespan == schedule.makespanUnits && machine.storedStates == [0], "\(name), \(eighths) eighths")
        #expect(schedule.makespanUnits <= before, "\(name), \(eighths) eighths")
        before = schedule.makespanUnits
      } catch PlanningError.tooLittleForTapes {
        #expect(eighths <= 2, "\(name), \(eighths) eighths")
      }
    }
    #expect(before == Int(problem.storeAllCost))
  }
}

extension Problem {
  /// Each step and each backward step once.
  fileprivate var storeAllCost: Int {
    var sum = 0
    for step in 0..<chain.length { sum += chain.forwardCost[step] + chain.adjointCost[step] }
    return sum
  }
}
