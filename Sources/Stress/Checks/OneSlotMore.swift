import AdjointSchedules

extension Check<ChainTrial> {
  /// One slot more, or some bytes more, never hurts: it may stay empty.
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
