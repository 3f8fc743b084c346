import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// A level that is cheaper to write or to read never hurts.
  static var cheaperLevel: Check {
    Check(name: "law: a cheaper level") { trial in
      guard let original = try? trial.best.get(), !trial.problem.levels.isEmpty else { return 0 }
      var random = trial.generator(0x6368_6561)
      let index = random.int(0...trial.problem.levels.count - 1)
      let level = trial.problem.levels[index]
      let cheaper = level.with(
        writeCost: random.int(0...level.writeCost),
        readCost: random.one(in: 2) ? level.readCost : random.int(0...level.readCost))
      if cheaper == level { return 0 }
      guard let changed = trial.problem.changed({ $0.levels[index] = cheaper }) else { return 0 }
      try Law.notMore(trial.replanned(changed), than: Int128(original.makespanUnits), "level \(index) cheaper")
      return 1
    }
  }
}
