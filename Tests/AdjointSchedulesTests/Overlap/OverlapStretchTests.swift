import TestSupport
import Testing

@testable import AdjointSchedules

/// How stretches are reversed, against the best of all orders of operations for the same stored states.
@Suite struct OverlapStretchTests {
  /// Slots, the cost of a transfer, and the steps of a stretch, no fewer, so that the first sweep does not wait.
  @Test(arguments: [(2, 5, 5), (2, 5, 8), (2, 6, 7), (2, 8, 8), (2, 8, 9), (3, 4, 4), (3, 4, 5)])
  func `No order of operations saves more than two units of time a stretch`(
    slots: Int, transfer: Int, steps: Int
  ) throws {
    for count in 1...2 {
      let length = count * steps
      let machine = try overlapped(length, slots, transfer, transfer, 1, 1).overlapMachine
      var blocks = OverlapBlocks(machine, slots: slots, transfer: transfer)
      var pieces = RevolvePieces(machine, plan: BinomialPlan(level: 0, slots: slots, length: length))
      var least = Int128.max
      for parts in 1...4 {
        let group = OverlapShape.Group(
          channel: 0, count: count, steps: steps, blocks: blocks.stretch(steps, blocks: parts))
        let shape = OverlapShape(
          groups: [group], tail: OverlapShape.Block(offset: 0, steps: 1, issue: .after), depth: 1, slots: slots)
        least = min(least, shape.timed(machine, pieces: &pieces, limit: 10_000).time)
      }
      let search = ReversalSearch(length: length, slots: slots, transfer: transfer, stretch: steps)
      let (time, optimum) = (Int(least) - length, try #require(search.least()))
      #expect(time >= optimum && time <= optimum + 2 * count, "\(count) stretches: \(time), \(optimum)")
    }
  }

  /// A channel that stays idle made every situation a new one, and thousands of shapes were timed to the limit.
  @Test func `a million stretches are timed at once beside levels that are not used, and take as long`() throws {
    let used = Level(name: "used", slots: nil, writeCost: 856, readCost: 305, isOverlapped: true)
    let others = [
      Level(name: "blocking", slots: nil, writeCost: 2114, readCost: 27),
      Level(name: "idle", slots: nil, writeCost: 2, readCost: 2, isOverlapped: true),
    ]
    var times: Set<Int128> = []
    for levels in [[used], [used, others[0]], [used] + others] {
      let problem = try Problem(
        chain: Chain(length: 987_923_490, forwardCost: .uniform(3), backwardCost: .uniform(1)),
        levels: [Level(name: "memory", slots: 6)] + levels)
      let machine = try problem.overlapMachine
      var blocks = OverlapBlocks(machine, slots: 6, transfer: 305)
      var pieces = RevolvePieces(machine, plan: BinomialPlan(level: 0, slots: 6, length: machine.length))
      let group = OverlapShape.Group(
        channel: 0, count: 1_000_000, steps: 987, blocks: blocks.stretch(987, blocks: 1))
      let tail = blocks.block(offset: 0, steps: machine.length + 1 - 987_000_000).block
      let shape = OverlapShape(groups: [group], tail: tail, depth: 1, slots: 6)
      times.insert(shape.timed(machine, pieces: &pieces, limit: 10_000).time)
    }
    #expect(times.count == 1)
  }
}

/// The least time to reverse a chain of steps and backward steps of 1 whose last state is in the buffer, while every
/// `stretch`-th state is on a level from which one travels at a time, by a search over everything that can be done.
private struct ReversalSearch {
  /// Positions; `none` where there is nothing.
  fileprivate struct Moment: Hashable {
    var buffer: Int
    /// The states on level 0, ascending.
    var held: [Int]
    /// The state on its way, which has a slot, and how long it still takes.
    var arriving: Int
    var left: Int
  }

  private static let none = -1

  let length: Int
  let slots: Int
  let transfer: Int
  let stretch: Int

  /// Returns the least time; after each backward step only the moments that it leads to are kept.
  func least() -> Int? {
    var reached = [Moment(buffer: length, held: [], arriving: Self.none, left: 0): 0]
    // The last state that was offloaded may be on its way back since then.
    let left = max(1, 2 * transfer - stretch)
    reached[Moment(buffer: length, held: [], arriving: length - stretch, left: left)] = 0
    for due in stride(from: length, through: 0, by: -1) {
      var next: [Moment: Int] = [:]
      var byTime: [[Moment]] = []
      func add(_ moment: Moment, at time: Int) {
        while byTime.count <= time { byTime.append([]) }
        byTime[time].append(moment)
      }
      for (moment, time) in reached { add(moment, at: time) }
      var time = 0
      while time < byTime.count {
        var index = 0
        while index < byTime[time].count {
          let moment = byTime[time][index]
          index += 1
          if reached[moment] != time { continue }
          for (after, duration, isBackward) in moves(moment, due) {
            let then = time + duration
            if isBackward {
              if then < next[after] ?? .max { next[after] = then }
            } else if then < reached[after] ?? .max {
              reached[after] = then
              add(after, at: then)
            }
          }
        }
        time += 1
      }
      reached = next
    }
    return reached.values.min()
  }

  /// Returns what a step, a backward step or waiting leads to, after storing the buffer's state, discarding what is in the
  /// way, or letting a state travel.
  private func moves(_ moment: Moment, _ due: Int) -> [(Moment, duration: Int, isBackward: Bool)] {
    var options = [moment]
    if moment.buffer != Self.none && moment.buffer != moment.arriving && !moment.held.contains(moment.buffer) {
      options += withRoom(moment).map { $0.holding(moment.buffer) }
    }
    // What is read can be discarded at once.
    for option in options {
      for state in option.held where state != option.buffer {
        var next = option
        next.buffer = state
        options.append(next)
      }
    }
    for option in options where option.arriving == Self.none {
      for start in stride(from: 0, through: due, by: stretch) where !option.held.contains(start) {
        for var next in withRoom(option) {
          (next.arriving, next.left) = (start, transfer)
          options.append(next)
        }
      }
    }
    var moves: [(Moment, duration: Int, isBackward: Bool)] = []
    for option in options {
      let source = option.buffer
      if source != Self.none && source <= due {
        var next = option.after(1)
        next.buffer = source == due ? Self.none : source + 1
        if source == due { next.held.removeAll { $0 >= due } }
        moves.append((next, 1, source == due))
      }
      if option.arriving != Self.none { moves.append((option.after(option.left), option.left, false)) }
    }
    return moves
  }

  /// Returns the moment if a slot is free, otherwise what is left after each discard.
  private func withRoom(_ moment: Moment) -> [Moment] {
    if moment.held.count + (moment.arriving == Self.none ? 0 : 1) < slots { return [moment] }
    return moment.held.map { state in
      var less = moment
      less.held.removeAll { $0 == state }
      return less
    }
  }
}

extension ReversalSearch.Moment {
  fileprivate func holding(_ state: Int) -> Self {
    var next = self
    next.held = (held + [state]).sorted()
    return next
  }

  /// Lets time pass.
  fileprivate func after(_ time: Int) -> Self {
    if arriving < 0 { return self }
    var next = self
    next.left -= time
    if next.left > 0 { return next }
    (next.arriving, next.left) = (-1, 0)
    return next.holding(arriving)
  }
}
