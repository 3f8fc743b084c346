import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// Another slot, or more bytes, never hurts, since it may stay empty.
  static var oneSlotMore: Check {
    Check(name: "law: one slot more") { trial in
      guard let original = try? trial.best.get() else { return 0 }
      var count = 0
      for (index, level) in trial.problem.levels.enumerated().prefix(3) {
        let larger: Level
        if let capacity = level.capacity {
          larger = level.with(capacity: capacity + 1)
        } else if let slots = level.slots, slots < Level.maximumSlots {
          larger = level.with(slots: slots + 1)
        } else {
          continue
        }
        guard let changed = trial.problem.changed({ $0.levels[index] = larger }) else { continue }
        try Law.notMore(trial.replanned(changed), than: Int128(original.makespanUnits), "more room at level \(index)")
        count += 1
      }
      return count
    }
  }
}

extension Check<ChainTrial> {
  /// A level that is cheaper to write or to read never hurts.
  static var cheaperLevel: Check {
    Check(name: "law: a cheaper level") { trial in
      guard let original = try? trial.best.get(), !trial.problem.levels.isEmpty else { return 0 }
      var random = trial.generator(0x6368_6561)
      let index = random.int(0...trial.problem.levels.count - 1)
      let level = trial.problem.levels[index]
      let cheaper = level.with(
        writeCost: random.int(0...level.write.latency),
        readCost: random.one(in: 2) ? level.read.latency : random.int(0...level.read.latency))
      if cheaper == level { return 0 }
      guard let changed = trial.problem.changed({ $0.levels[index] = cheaper }) else { return 0 }
      try Law.notMore(trial.replanned(changed), than: Int128(original.makespanUnits), "level \(index) cheaper")
      return 1
    }
  }
}

extension Check<ChainTrial> {
  /// A level split into two with the same costs, its slots divided between them, changes nothing.
  static var splitLevel: Check {
    Check(name: "law: a level split in two") { trial in
      guard let original = try? trial.best.get() else { return 0 }
      var random = trial.generator(0x7370_6C69)
      let indices = trial.problem.levels.indices.filter {
        trial.problem.levels[$0].capacity == nil && trial.problem.levels[$0].slots ?? 0 > 0
      }
      // Every additional level multiplies the vectors of the exact tables.
      if indices.isEmpty || trial.problem.levels.count > 4 || trial.problem.tellsLevelsApart { return 0 }
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

extension Check<ChainTrial> {
  /// The order of levels changes only their numbers.
  static var levelOrder: Check {
    Check(name: "law: levels in another order") { trial in
      guard let original = try? trial.best.get(), trial.problem.levels.count > 1,
        trial.bestPlanner == .hrevolve, !trial.problem.tellsLevelsApart
      else { return 0 }
      var random = trial.generator(0x6F72_6465)
      let levels = trial.problem.levels.shuffled(using: &random)
      guard let changed = trial.problem.changed({ $0.levels = levels }) else { return 0 }
      try Law.same(trial.replanned(changed), as: original, "levels in the order \(levels.map(\.name))")
      return 1
    }
  }
}

extension Problem {
  /// True if a level's number says more than which one it is: another uses its room, or steps need it while they run.
  fileprivate var tellsLevelsApart: Bool {
    chain.forwardTemporary != nil || chain.backwardTemporary != nil
      || levels.contains { $0.sharesCapacityWith != nil }
  }
}
