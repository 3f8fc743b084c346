/// Fills an ``IntervalVectorTable`` start by start, from the last, since an entry needs later starts, and its own start
/// with earlier ends.
///
/// The numbers of an interval are adjacent, since all its places are filled together.
struct IntervalVectorBuilder<Entry: TableEntry> {
  private typealias Saturating = SaturatingCost<Entry>

  private(set) var advances: [UInt16]
  private(set) var targets: [UInt8]
  private(set) var stores: [UInt8]
  /// P, by interval, then by place; empty unless the costs are to be kept.
  private(set) var costs: [Entry]
  /// O(0, l, c).
  var optimum: Entry { inBuffer[column(length, places.full)] }

  private let length: Int
  private let forwardCosts: [Entry]
  private let writeCosts: [Entry]
  private let readCosts: [Entry]
  private let places: IntervalPlaces
  /// O(k, j, a), by j, then by vector, then by k.
  private var inBuffer: [Entry]
  /// f(i, k) + r_s + P(i, k - 1, a, s) for the current start, by place, then by k.
  private var left: [Entry]
  /// S and P for the current interval, by place.
  private var splits: [Entry]
  private var stored: [Entry]
  /// The split of S for the previous interval, by place.
  private var guesses: [Int]

  init(_ forwardCosts: [Int], _ levels: [Level], _ places: IntervalPlaces, keepsCosts: Bool = false) {
    length = forwardCosts.count
    self.forwardCosts = forwardCosts.map(Saturating.entry)
    writeCosts = levels.map { Saturating.entry($0.writeCost) }
    readCosts = levels.map { Saturating.entry($0.readCost) }
    self.places = places
    let intervals = IntervalSpace(length: length).count
    advances = Array(repeating: 0, count: intervals * places.count)
    targets = Array(repeating: 0, count: intervals * places.count)
    stores = Array(repeating: 0, count: intervals * places.vectorCount)
    costs = Array(repeating: 0, count: keepsCosts ? intervals * places.count : 0)
    // These zeros are the costs of single-state intervals.
    inBuffer = Array(repeating: 0, count: intervals * places.vectorCount)
    left = Array(repeating: 0, count: places.count * (length + 1))
    splits = Array(repeating: 0, count: places.count)
    stored = splits
    guesses = Array(repeating: 0, count: places.count)
  }

  mutating func fill() throws(PlanningError) {
    var start = length - 1
    while start >= 0 {
      try PlanningProgress.report(.tabulatedStates, done: length - start, total: length)
      for place in 0..<places.count {
        stored[place] = 0
        guesses[place] = start + 1
      }
      var travel: Entry = 0
      for end in start + 1...length {
        travel = Saturating.sum(travel, forwardCosts[end - 1])
        fillSplits(start, end, travel)
        fillStored(IntervalSpace.column(end) + start)
        fillInBuffer(start, end)
      }
      start -= 1
    }
  }

  /// Finds S(i, j, a, s) for every place, given P(i, j - 1, a, s) in `stored`.
  private mutating func fillSplits(_ start: Int, _ end: Int, _ travel: Entry) {
    let first = (IntervalSpace.column(end) + start) * places.count
    for place in 0..<places.count {
      let row = place * (length + 1)
      let column = column(end, places.vectors[place])
      let guess = guesses[place]
      left[row + end] = Saturating.sum(Saturating.sum(travel, readCosts[places.levels[place]]), stored[place])
      let best = left.withUnsafeBufferPointer { left in
        inBuffer.withUnsafeBufferPointer { right in
          IntervalSplitScan.best(
            left: address(left.baseAddress) + row, right: address(right.baseAddress) + column, first: start + 1,
            last: end, guess: guess, below: Saturating.unreachable)
        }
      }
      splits[place] = best?.cost ?? Saturating.unreachable
      if let best {
        guesses[place] = best.split
        advances[first + place] = UInt16(truncatingIfNeeded: best.split - start)
      }
    }
  }

  /// Returns what to add to k to find O(k, `end`, a).
  private func column(_ end: Int, _ vector: Int) -> Int {
    IntervalSpace.column(end) * places.vectorCount + vector * (end + 1)
  }

  /// Finds P(i, j, a, s) for every place.
  private mutating func fillStored(_ interval: Int) {
    let levelCount = places.levelCount
    for place in 0..<places.count {
      var least = splits[place]
      var best = places.levels[place]
      for target in 0..<levelCount {
        let moved = places.moves[place * levelCount + target]
        if moved < 0 { continue }
        let cost = Saturating.sum(writeCosts[target], splits[moved])
        if cost < least {
          (least, best) = (cost, target)
        }
      }
      targets[interval * places.count + place] = UInt8(truncatingIfNeeded: best)
      stored[place] = least
      if !costs.isEmpty { costs[interval * places.count + place] = least }
    }
  }

  /// Finds O(i, j, a) for every vector.
  private mutating func fillInBuffer(_ start: Int, _ end: Int) {
    let first = (IntervalSpace.column(end) + start) * places.vectorCount
    let levelCount = places.levelCount
    for vector in 0..<places.vectorCount {
      var least = Saturating.unreachable
      for level in 0..<levelCount {
        let place = places.writes[vector * levelCount + level]
        if place < 0 { continue }
        let cost = Saturating.sum(writeCosts[level], splits[place])
        if cost < least {
          least = cost
          stores[first + vector] = UInt8(truncatingIfNeeded: level)
        }
      }
      inBuffer[column(end, vector) + start] = least
    }
  }
}
