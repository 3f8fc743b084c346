import AdjointSchedules

extension Check<ChainTrial> {
  /// The order in which levels are given changes nothing but their numbers.
  static var levelOrder: Check {
    Check(name: "law: levels in another order") { trial in
      guard let original = try? trial.best.get(), trial.problem.levels.count > 1,
        trial.bestPlanner == .hrevolve
      else { return 0 }
      var random = trial.generator(0x6F72_6465)
      let levels = trial.problem.levels.shuffled(using: &random)
      guard let changed = trial.problem.changed({ $0.levels = levels }) else { return 0 }
      try Law.same(trial.replanned(changed), as: original, "levels in the order \(levels.map(\.name))")
      return 1
    }
  }
}
