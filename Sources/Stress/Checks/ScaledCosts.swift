import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// With all costs multiplied by a number, so is the optimum.
  static var scaledCosts: Check {
    Check(name: "law: scaled costs") { trial in
      guard let original = try? trial.best.get() else { return 0 }
      var random = trial.generator(0x7363_616C)
      let factor = random.pick([2, 3, 7, 10, 1_000_003])
      if Int128(original.makespanUnits) * Int128(factor) >= Int128(Int.max) { return 0 }
      var fits = true
      func scaled(_ cost: Int) -> Int {
        let product = cost.multipliedReportingOverflow(by: factor)
        fits = fits && !product.overflow
        return product.overflow ? 0 : product.partialValue
      }
      let changed = trial.problem.changed { parts in
        parts.forwardCost = parts.forwardCost.map(scaled)
        parts.backwardCost = parts.backwardCost.map(scaled)
        parts.tapes = parts.tapes.map { Tapes(size: $0.size, adjointCost: $0.adjointCost.map(scaled)) }
        parts.levels = parts.levels.map {
          $0.with(writeCost: scaled($0.writeCost), readCost: scaled($0.readCost))
        }
      }
      // A cost that no good schedule pays may be too large to be multiplied.
      guard let changed, fits else { return 0 }
      try Law.same(trial.replanned(changed), as: original, "all costs times \(factor)") { $0 * Int128(factor) }
      return 1
    }
  }
}
