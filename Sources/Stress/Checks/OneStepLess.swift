import AdjointSchedules

extension Check<ChainTrial> {
  /// Without its last step a chain costs less by its last backward step at least: whoever reverses the longer one
  /// reverses the shorter one on the way.
  static var oneStepLess: Check {
    Check(name: "law: one step less") { trial in
      let problem = trial.problem
      guard let original = try? trial.best.get(), problem.chain.length > 0 else { return 0 }
      let last = problem.chain.backwardSteps - 1
      let saved = problem.chain.adjointCost[last]
      let length = problem.chain.length - 1
      let changed = problem.changed { parts in
        parts.length = length
        parts.forwardCost = parts.forwardCost.first(length)
        parts.backwardCost = parts.backwardCost.first(length + 1)
        parts.stateSize = parts.stateSize?.first(length + 1)
        parts.tapes = parts.tapes.map {
          Tapes(size: $0.size?.first(length), adjointCost: $0.adjointCost.first(length))
        }
      }
      guard let changed else { return 0 }
      try Law.notMore(
        trial.replanned(changed), than: Int128(original.makespanUnits) - Int128(saved), "without the last step")
      return 1
    }
  }
}
