import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// Sums and minima of loss functions against the same on plain arrays.
@Suite struct LossCalculatorTests {
  private let limit = 400

  private func values(_ function: LossFunction, period: Int) -> [Int?] {
    (0...limit).map { function.loss(of: $0, period: period) }
  }

  /// Returns a function of a few random runs, some of them repeated where the period allows it.
  private func random(
    _ calculator: inout LossCalculator, isPeriodic: Bool, _ generator: inout SeededGenerator
  ) -> LossFunction {
    var result = LossFunction()
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      let width = Int.random(in: 0...6, using: &generator)
      let slope = width == 0 ? 0 : Int.random(in: -3...3, using: &generator)
      let run = LossPiece(
        start: Int.random(in: 1...60, using: &generator), width: width, first: 0,
        last: isPeriodic ? Int.random(in: 0...4, using: &generator) : 0,
        loss: Int.random(in: 0...8, using: &generator) + max(0, -slope * width), slope: slope)
      let other = calculator.function(of: [run])
      result = result.isEmpty ? other : calculator.minimum(result, 0, other, 0)
    }
    return result
  }

  @Test(arguments: [4, 7, 30, 1 << 62])
  func `sums and minima are those of the values`(period: Int) {
    var generator = SeededGenerator(seed: UInt64(truncatingIfNeeded: period))
    for round in 0..<150 {
      let window = Int.random(in: 0...20, using: &generator)
      var calculator = LossCalculator(
        period: period, limit: limit, window: window, pieceLimit: nil, pairLimit: .max)
      let a = random(&calculator, isPeriodic: period < 100, &generator)
      let b = random(&calculator, isPeriodic: period < 100, &generator)
      let (u, v) = (values(a, period: period), values(b, period: period))
      let offset = Int.random(in: 0...3, using: &generator)
      var least = [Int?](repeating: nil, count: limit + 1)
      for (i, x) in u.enumerated() {
        guard let x else { continue }
        for (j, y) in v.enumerated() where i + j <= limit {
          guard let y, x + y + offset <= window else { continue }
          least[i + j] = min(least[i + j] ?? .max, x + y + offset)
        }
      }
      let sum = calculator.sum(a, b, offset: Int128(offset))
      #expect(values(sum, period: period) == least, "round \(round), period \(period)")
      let minimum = calculator.minimum(a, Int128(offset), b, 0)
      let lesser = zip(u, v).map { x, y -> Int? in
        let x = x.flatMap { $0 + offset <= window ? $0 + offset : nil }
        return [x, y].compactMap { $0 }.min()
      }
      #expect(values(minimum, period: period) == lesser, "round \(round), period \(period)")
      for steps in 0...limit {
        guard let loss = least[steps] else { continue }
        let part = a.split(with: b, steps: steps, loss: loss - offset, period: period)
        #expect(
          part.map { (u[$0] ?? .max / 2) + (v[steps - $0] ?? .max / 2) } == loss - offset,
          "round \(round), period \(period), steps \(steps)")
      }
    }
  }

  @Test func `repetitions of one block are a single piece`() {
    var calculator = LossCalculator(period: 6, limit: 1_000_000, window: 0, pieceLimit: nil, pairLimit: .max)
    let block = calculator.function(
      of: [LossPiece(start: 6, width: 0, first: 0, last: 0, loss: 0, slope: 0)])
    let blocks = calculator.repeated(block)
    #expect(blocks.pieces == [LossPiece(start: 0, width: 0, first: 0, last: 166_666, loss: 0, slope: 0)])
    #expect(calculator.sums <= 20)
  }

  @Test func `the sum of convex chains takes as many pairs as pieces`() {
    var calculator = LossCalculator(
      period: 1 << 62, limit: 1_000_000, window: 1_000_000, pieceLimit: nil, pairLimit: .max)
    // Ten steps at each slope 0, 2, 4, ...
    let runs = (0..<100).map {
      LossPiece(start: 10 * $0, width: 9, first: 0, last: 0, loss: 10 * $0 * ($0 - 1) + 2 * $0, slope: 2 * $0)
    }
    let chain = calculator.function(of: runs)
    _ = calculator.sum(chain, chain, offset: 0)
    #expect(calculator.pairs < 1_000)
  }
}
