/// Finds a plan of a join without a table: the branches are reversed one after another, each in consecutive segments,
/// and the search is over the number of segments of each.
///
/// The first branches of an order are reversed last, with the most slots. With e segments of the branches before it,
/// the p-th has the slots m - e - p, m - e - p - 1, ...: its cost is a closed form of e and of the number of its
/// segments. The numbers are searched branch by branch, first among a few spread over the range, then among ever closer
/// neighbours of the best. For a small join all numbers are tried, so the result is the best plan of this kind.
///
/// - Complexity: O(k log m) closed forms with a large constant, whatever the lengths are.
struct JoinRunSearch {
  /// The approximate number of closed forms in one pass over all orders.
  private static let effort = 20_000
  private static let maximumPasses = 64

  /// The number of segments of each branch.
  struct Counts {
    /// The branches, in reverse order of reversal.
    var order: [Int]
    /// The number of segments of each branch in that order.
    var counts: [Int]
    /// The rerun steps of the branches plus the handle's forward steps.
    var steps: Int128
  }

  let junction: Junction
  let bound: JoinBound

  /// Returns the best numbers of segments found.
  func best() -> Counts {
    let orders = orders
    let most = max(8, Self.effort / (junction.branches.count * orders.count))
    var width = 4
    while (width + 1) * (width + 1) <= most { width += 1 }
    var best = pass(orders[0], width) { _, room in Self.spread(over: room, width) }
    for order in orders {
      var found = pass(order, width) { _, room in Self.spread(over: room, width) }
      var distance = bound.mostSegments / width
      let passes = min(Self.maximumPasses, max(8, 32 * Self.maximumPasses / order.count))
      for _ in 0..<passes where distance > 0 {
        let middle = found.counts
        let near = pass(order, width) { place, room in Self.near(middle[place], distance, in: room) }
        if near.steps < found.steps { found = near } else { distance /= 4 }
      }
      if found.steps < best.steps { best = found }
    }
    return best
  }

  /// Returns a plan with these numbers of segments.
  func plan(_ counts: Counts) -> JoinPlan {
    var runs: [JoinRun] = []
    var used = 0
    for (place, branch) in counts.order.enumerated() {
      let slots = SlotRun(most: bound.slots - used - place - 1, count: counts.counts[place])
      runs.append(JoinRun(branch: branch, start: 0, steps: junction.branches[branch], slots: slots))
      used += counts.counts[place]
    }
    return JoinPlan(
      junction, runs: runs.reversed(), handleSlots: bound.slots - junction.branches.count - used,
      forwardSteps: bound.steps + counts.steps)
  }

  /// The orders to try: all for up to three branches, otherwise longest first and shortest first.
  private var orders: [[Int]] {
    let branches = Array(junction.branches.indices)
    if branches.count > 3 {
      let sorted = branches.sorted { (junction.branches[$0], $0) < (junction.branches[$1], $1) }
      return [sorted, sorted.reversed()]
    }
    var orders: [[Int]] = [[]]
    for branch in branches {
      orders = orders.flatMap { order in
        (0...order.count).map { Array(order[..<$0]) + [branch] + Array(order[$0...]) }
      }
    }
    // Branches of one length are alike.
    var seen: Set<[Int]> = []
    return orders.filter { seen.insert($0.map { junction.branches[$0] }).inserted }
  }

  /// The numbers of segments of the first branches of an order.
  private struct Partial {
    var used: Int
    var steps: Int128
    /// The number for the last of them, and the index of the preceding partial plan.
    var count: Int
    var parent: Int
  }

  /// Returns the best numbers among those that `choices` offers for a branch, given its place and maximum.
  private func pass(_ order: [Int], _ width: Int, choices: (_ place: Int, _ room: Int) -> [Int]) -> Counts {
    var levels = [[Partial(used: 0, steps: 0, count: 0, parent: 0)]]
    for (place, branch) in order.enumerated() {
      let length = junction.branches[branch]
      var next: [Partial] = []
      for (parent, partial) in levels[place].enumerated() {
        // Each of the branches after it needs a segment.
        let room = min(length, bound.mostSegments - partial.used - (order.count - 1 - place))
        for count in choices(place, room) {
          let run = SlotRun(most: bound.slots - partial.used - place - 1, count: count)
          next.append(
            Partial(
              used: partial.used + count, steps: partial.steps + [run].rerunSteps(steps: Int128(length)), count: count,
              parent: parent))
        }
      }
      levels.append(Self.thinned(next, width))
    }
    for index in levels[order.count].indices {
      levels[order.count][index].steps += bound.handleSteps(segments: levels[order.count][index].used)
    }
    let ends = levels[order.count].indices
    var index = ends.min { levels[order.count][$0].steps < levels[order.count][$1].steps } ?? 0
    let steps = levels[order.count][index].steps
    var counts: [Int] = []
    for place in order.indices.reversed() {
      counts.append(levels[place + 1][index].count)
      index = levels[place + 1][index].parent
    }
    return Counts(order: order, counts: counts.reversed(), steps: steps)
  }

  /// Returns at most `width` partial plans, none dominated by another in both segments and steps.
  private static func thinned(_ partials: [Partial], _ width: Int) -> [Partial] {
    var kept: [Partial] = []
    for partial in partials.sorted(by: { ($0.used, $0.steps) < ($1.used, $1.steps) })
    where partial.steps < kept.last?.steps ?? .max {
      kept.append(partial)
    }
    if kept.count <= width { return kept }
    return (0..<width).map { kept[$0 * (kept.count - 1) / (width - 1)] }
  }

  /// Returns at most `width` numbers from 1 to `room`: half of them evenly spaced, half at equal ratios.
  private static func spread(over room: Int, _ width: Int) -> [Int] {
    if room <= width { return Array(1...room) }
    let half = width / 2
    var numbers = Set((1...half).map { Int(Int128(room) * Int128($0) / Int128(half)) })
    var number = 1
    while number < room && numbers.count < width {
      numbers.insert(number)
      number += max(1, number / 4)
    }
    return numbers.sorted()
  }

  /// Returns up to nine numbers from 1 to `room` around `middle`.
  private static func near(_ middle: Int, _ distance: Int, in room: Int) -> [Int] {
    Set((-4...4).map { max(1, min(room, middle + $0 * distance)) }).sorted()
  }
}
