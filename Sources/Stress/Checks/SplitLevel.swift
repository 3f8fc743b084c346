import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// A level split into two with the same costs, its slots divided between them, changes nothing.
  static var splitLevel: Check {
    Check(name: "law: a level split in two") { trial in
      guard let original = try? trial.best.get() else { return 0 }
      var random = trial.generator(0x7370_6C69)
      let indices = trial.problem.levels.indices.filter {
        trial.problem.levels[$0].capacity == nil && trial.problem.levels[$0].slots ?? 0 > 0
      }
      // Every level more multiplies the vectors of the exact tables.
      if indices.isEmpty || trial.problem.levels.count > 4 { return 0 }
      let index = random.pick(indices)
      let level = trial.problem.levels[index]
      let slots = level.slots ?? 0
      let first = random.int(0...min(slots, 1 << 40))
      let changed = trial.problem.changed { parts in
        parts.levels[index] = level.with(slots: first)
        parts.levels.insert(level.with(slots: slots - first), at: index + 1)
      }
      guard let changed else { return 0 }
      try Law.same(trial.replanned(changed), as: original, "level \(index) split after \(first) slots")
      return 1
    }
  }
}
