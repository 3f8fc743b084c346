/// A whole chain on levels in slots, no schedule of which costs more than one of a problem but for a constant.
///
/// A level in bytes gets as many slots as the smallest states that fit, and its least costs; the room that steps need while
/// they run is left out. What is left of a reversal becomes the chain up to the next backward step: a run that stores what is
/// stored, and then any completion, is a schedule of it.
struct SlotRelaxation {
  let problem: Problem
  /// What the chain's schedules cost more: the run before the situation.
  let before: Int128
  /// True if the problem is the given one.
  let isGiven: Bool

  /// Returns nil for tapes, for joins, and for situations that no such run leads to.
  ///
  /// - Complexity: O(l log l) for l states of different sizes, which are sorted; otherwise O(levels + states stored).
  init?(_ given: Problem) {
    if given.chain.tapes != nil || given.junction != nil { return nil }
    isGiven = given.chain.stateSize == nil && given.situation == nil
    if isGiven {
      (problem, before) = (given, 0)
      return
    }
    var whole = given.keeping(nil)
    if let situation = given.situation?.pruned {
      guard !given.isOverlapped, let run = given.costBefore(situation),
        let part = given.part(from: 0, to: situation.due, levels: given.levels)
      else { return nil }
      (whole, before) = (part, run)
    } else {
      before = 0
    }
    guard let slots = whole.relaxedToSlots else { return nil }
    problem = slots
  }
}

extension Problem {
  /// The same chain on slots, as many as states can ever fit.
  fileprivate var relaxedToSlots: Problem? {
    if chain.stateSize == nil { return self }
    let least = chain.stateSize?.common == nil ? SizedPlatform(self).inSlots(\.maximum).levels : nil
    let relaxed = levels.indices.map { index in
      let level = levels[index]
      var slots = level.slots
      if level.countsBytes, let capacity = levels[pool(of: index)].capacity {
        let size = storedSize(level: index, state: 0)
        // As many as there are steps means unlimited.
        slots = size == 0 || capacity / size >= chain.length ? nil : capacity / size
      }
      return Level(
        name: level.name, slots: least == nil ? slots : least?[index].slots,
        writeCost: least?[index].writeCost ?? writeCost(level: index, state: 0),
        readCost: least?[index].readCost ?? readCost(level: index, state: 0), isOverlapped: level.isOverlapped)
    }
    return try? Problem(
      chain: Chain(length: chain.length, forwardCost: chain.forwardCost, backwardCost: chain.backwardCost),
      levels: relaxed, fractionDigits: fractionDigits)
  }

  /// Returns what it costs to come from x_0 to a situation, by one run that writes everything and another to the state in the
  /// buffer; nil if nothing stored leads there.
  fileprivate func costBefore(_ situation: Situation) -> Int128? {
    let held = levels.indices.flatMap { level in situation.stored[level].map { (level: level, state: $0) } }
    let last = held.map(\.state).max() ?? 0
    var cost = forwardTotal(before: last)
    for (level, state) in held { cost += Int128(writeCost(level: level, state: state)) }
    func read(_ item: (level: Int, state: Int)) -> Int128 { Int128(readCost(level: item.level, state: item.state)) }
    guard let buffer = situation.buffer else {
      // The run ends with x_last in the buffer. Where nothing else is stored, the completion begins by reading it.
      if held.allSatisfy({ $0.state == last }) { cost -= held.map(read).min() ?? 0 }
      return cost
    }
    var ways = held.filter { $0.state <= buffer }
      .map { read($0) + forwardTotal(before: buffer) - forwardTotal(before: $0.state) }
    if buffer >= last { ways.append(forwardTotal(before: buffer) - forwardTotal(before: last)) }
    return ways.min().map { cost + $0 }
  }

  /// The cost of the steps before x_`state`.
  func forwardTotal(before state: Int) -> Int128 {
    switch chain.forwardCost {
    case .uniform(let cost): return Int128(cost) * Int128(state)
    case .each(let costs): return costs[..<state].reduce(0) { $0 + Int128($1) }
    }
  }
}
