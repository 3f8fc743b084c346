import AdjointSchedules
import SeededRandom

extension Check<ChainTrial> {
  /// Without memory for its tables the planner finds a schedule that is no better than the optimum, with a bound that is no
  /// higher: the methods for long chains, on problems whose optimum is known.
  static var littleMemory: Check {
    Check(name: "without its tables") { trial in
      guard let best = try? trial.best.get(), [.hrevolve, .rotor].contains(trial.bestPlanner) else { return 0 }
      var random = trial.generator(0x6D65_6D6F)
      let limit = 1 << random.int(0...18)
      let result = PlanningMemory.$current.withValue(PlanningMemory(limit: limit)) { trial.replanned(trial.problem) }
      switch result {
      case .success(let found):
        do {
          try Conduct.check(found)
        } catch {
          throw Broken("with \(limit) bytes: \(error)")
        }
        try require(
          found.lowerBoundUnits ?? 0 <= best.makespanUnits && best.lowerBoundUnits ?? 0 <= found.makespanUnits,
          "with \(limit) bytes the bound is \(found.lowerBoundUnits ?? 0) and \(found.makespanUnits) is found, with more "
            + "\(best.lowerBoundUnits ?? 0) and \(best.makespanUnits)")
      case .failure(let error) where error.isOfMemoryLimit: return 0
      case .failure(.tooMuchWork), .failure(.overflow): return 0
      case .failure(let error): throw Broken("with \(limit) bytes: \(error)")
      }
      return 1
    }
  }

  /// More effort never gives a worse schedule.
  static var moreEffort: Check {
    Check(name: "law: more effort") { trial in
      var random = trial.generator(0x6566_666F)
      guard (try? trial.best.get()) != nil, trial.bestPlanner.seeksOptimum, trial.problem.chain.length <= 200,
        random.one(in: 4)
      else { return 0 }
      var options = PlannerOptions()
      var known: Schedule?
      for effort in 1...random.int(2...3) {
        options.effort = effort
        let schedule = try trial.bestPlanner.schedule(for: trial.problem, options: options)
        if let known {
          try require(
            schedule.makespanUnits <= known.makespanUnits
              && schedule.lowerBoundUnits ?? 0 >= known.lowerBoundUnits ?? 0,
            "effort \(effort) has \(schedule.makespanUnits), less effort has \(known.makespanUnits)")
        }
        known = schedule
      }
      return 1
    }
  }

  /// Limits of runs are kept, and what is said to be needed is enough.
  static var fewRuns: Check {
    Check(name: "no step runs more often than allowed") { trial in
      var random = trial.generator(0x7275_6E73)
      guard let free = try? trial.best.get(), [.hrevolve, .rotor].contains(trial.bestPlanner),
        trial.problem.chain.length <= 24, random.one(in: 4)
      else { return 0 }
      var options = PlannerOptions()
      options.maxRuns = random.int(1...3)
      let schedule: Schedule
      do throws(PlanningError) {
        schedule = try trial.bestPlanner.schedule(for: trial.problem, options: options)
      } catch {
        guard case .tooFewRuns(_, let limit, let needed, _) = error else { return 0 }
        try require(needed > limit, "at most \(limit) runs are too few, but \(needed) are said to be enough")
        options.maxRuns = needed
        do throws(PlanningError) {
          schedule = try trial.bestPlanner.schedule(for: trial.problem, options: options)
        } catch {
          guard case .overflow = error else { throw error }
          return 0
        }
      }
      try Conduct.check(schedule)
      let runs = try schedule.statistics().maxStepRuns
      try require(runs <= options.maxRuns ?? 0, "a step runs \(runs) times, allowed are \(options.maxRuns ?? 0)")
      try require(
        free.lowerBoundUnits ?? 0 <= schedule.makespanUnits && schedule.lowerBoundUnits ?? 0 <= free.makespanUnits,
        "with a limit of runs \(schedule.makespanUnits), without one \(free.makespanUnits)")
      return 1
    }
  }

  /// The fewest slots for a makespan are enough, and one less is not.
  static var budget: Check {
    Check(name: "the fewest slots for a makespan") { trial in
      var random = trial.generator(0x6275_6467)
      let problem = trial.problem
      guard let best = try? trial.best.get(), best.isOptimal, trial.bestPlanner == .hrevolve,
        problem.chain.length <= 14,
        problem.chain.stateSize == nil, !problem.levels.isEmpty, best.makespanUnits < Int.max / 4, random.one(in: 4)
      else { return 0 }
      let level = random.int(0...problem.levels.count - 1)
      let limit = best.makespanUnits + random.int(0...best.makespanUnits / 2)
      guard let found = try? SlotBudget(problem, level: level, atMost: limit), let answer = found.answer else {
        return 0
      }
      func makespan(_ slots: Int) -> Schedule? {
        problem.changed { $0.levels[level] = $0.levels[level].with(slots: slots) }
          .flatMap { try? trial.replanned($0).get() }
      }
      guard let enough = makespan(answer) else { throw Broken("with \(answer) slots there is no schedule") }
      try require(
        enough.lowerBoundUnits ?? 0 <= limit,
        "with \(answer) slots at least \(enough.lowerBoundUnits ?? 0), wanted \(limit)")
      if answer > 0, let fewer = makespan(answer - 1), fewer.isOptimal {
        try require(
          fewer.makespanUnits > limit, "\(answer) slots for \(limit), but \(answer - 1) take \(fewer.makespanUnits)")
      }
      return 1
    }
  }
}
