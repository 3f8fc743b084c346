/// The levels of numbered slots: the first ones on one level, the next on another.
struct SlotPlaces: Sendable {
  /// The levels with their slots, in slot order.
  private let runs: [(level: Int, slots: Int)]

  init(_ runs: [(level: Int, slots: Int)]) {
    self.runs = runs
  }

  /// Returns the level of a slot; the last level if the slot does not exist.
  func level(ofSlot slot: Int) -> Int {
    var rest = slot
    for run in runs {
      if rest < run.slots { return run.level }
      rest -= run.slots
    }
    return runs.last?.level ?? 0
  }

  /// Returns the runs of slots on the same level, starting with a slot.
  func runs(from slot: Int) -> [(level: Int, slots: Int)] {
    var rest = slot
    var result: [(level: Int, slots: Int)] = []
    for run in runs {
      let skipped = min(rest, run.slots)
      rest -= skipped
      if run.slots > skipped { result.append((run.level, run.slots - skipped)) }
    }
    return result
  }

  /// Returns the places of the slots `range`, numbered from the last to the first.
  func reversed(_ range: Range<Int>) -> SlotPlaces {
    var rest = range.count
    var taken: [(level: Int, slots: Int)] = []
    for run in runs(from: range.lowerBound) where rest > 0 {
      let slots = min(run.slots, rest)
      taken.append((run.level, slots))
      rest -= slots
    }
    return SlotPlaces(taken.reversed())
  }
}

extension SlotPlaces {
  /// The slots of all levels of a problem, cheapest level first; of equal levels, the first.
  init<Cost: Comparable>(_ problem: Problem, orderedBy cost: (Level) -> Cost) {
    let sorted = problem.levels.enumerated().sorted {
      (cost($0.element), $0.offset) < (cost($1.element), $1.offset)
    }
    self.init(
      sorted.map { (level: $0.offset, slots: $0.element.slots ?? problem.chain.length) }.filter { $0.slots > 0 })
  }

  /// The total number of slots, at most `Int.max`.
  var count: Int { totals.last ?? 0 }

  /// The slots of the first level, of the first two, and so on; each at most `Int.max`.
  var totals: [Int] {
    var total = 0
    return runs.map { run in
      let (sum, overflow) = total.addingReportingOverflow(run.slots)
      total = overflow ? .max : sum
      return total
    }
  }

  /// - Throws: An error unless there are at least `needed` slots.
  func require(_ needed: Int, planner: Planner) throws(PlanningError) {
    if count == 0 && needed > 0 { throw .noSlot(length: needed) }
    if count < needed { throw .tooFewSlots(planner: planner, needed: needed, available: count) }
  }
}
