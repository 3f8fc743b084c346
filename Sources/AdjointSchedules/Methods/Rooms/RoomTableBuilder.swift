/// Fills the rows of a ``RoomTable``: the innermost loops of its recurrence.
struct RoomTableBuilder<Entry: RoomEntry> {
  typealias Row = UnsafeMutablePointer<Entry>

  let chain: RoomChain
  let vectors: RoomVectors
  let ladder: IntervalLadder
  let kinds: RoomKinds
  let costs: RoomCosts<Entry>
  private let unreachable = RoomTable<Entry>.unreachable
  private let hasOnePlace: Bool
  /// The entries of a row, one for each vector.
  private let width: Int
  /// The entries kept for each interval.
  private let stride: Int
  /// Takes nothing.
  private let nothing: RoomTaking
  /// The row of an empty interval.
  private let empty: [Entry]

  init(chain: RoomChain, vectors: RoomVectors, ladder: IntervalLadder, kinds: RoomKinds, costs: RoomCosts<Entry>) {
    (self.chain, self.vectors, self.ladder, self.kinds, self.costs) = (chain, vectors, ladder, kinds, costs)
    hasOnePlace = chain.hasOnePlace
    (width, stride) = (vectors.count, kinds.count * vectors.count)
    nothing = RoomTaking(block: width, stride: width, low: 0, shift: 0, rests: nil)
    empty = Array(repeating: 0, count: width)
  }

  /// Returns S and T by interval, kind and vector; B is dropped at the end.
  func rows() throws(PlanningError) -> [Entry] {
    var kept = Array(repeating: unreachable, count: ladder.count * stride)
    // B is stored by the intervals' ends, since splits read B(q, j, .) for every q.
    var inBuffer = Array(repeating: unreachable, count: ladder.count * width)
    try kept.withUnsafeMutableBufferPointer { kept throws(PlanningError) in
      try inBuffer.withUnsafeMutableBufferPointer { inBuffer throws(PlanningError) in
        try empty.withUnsafeBufferPointer { empty throws(PlanningError) in
          guard let kept = kept.baseAddress, let inBuffer = inBuffer.baseAddress, let empty = empty.baseAddress else {
            preconditionFailure("a table has a part and a vector")
          }
          let rows = Rows(kept: kept, inBuffer: inBuffer, empty: empty)
          for scale in 0..<ladder.scaleCount {
            for start in (0..<ladder.units(scale)).reversed() {
              try PlanningProgress.report(
                .tabulatedSteps, done: chain.count - ladder.part(start + 1, scale), total: chain.count)
              fill(scale, start, rows)
            }
          }
        }
      }
    }
    return kept
  }

  private struct Rows {
    let kept: Row
    let inBuffer: Row
    let empty: UnsafePointer<Entry>
  }

  /// Fills the rows of the intervals with a given start, the shorter before the longer.
  private func fill(_ scale: Int, _ start: Int, _ rows: Rows) {
    let part = ladder.part(start, scale)
    let takings = chain.tiers.map { vectors.taking($0.stateUnits[part], of: $0.pool) }
    let tapes = chain.hasTapes ? chain.tiers.indices.map { keptTapes(scale, start, $0) } : []
    var limits = RoomLimits(chain)
    var end = start + 1
    while end <= min(ladder.units(scale), start + ladder.longest(scale)) {
      limits.add(ladder.part(end - 1, scale)..<ladder.part(end, scale), of: chain)
      if end - start >= ladder.shortest(scale) {
        let interval = IntervalLadder.Interval(scale: scale, start: start, end: end)
        if limits.isHopeless { return }
        fill(interval, part, takings, tapes, limits, rows)
      }
      end += 1
    }
  }

  private func fill(
    _ interval: IntervalLadder.Interval, _ part: Int, _ takings: [RoomTaking?], _ tapes: [[KeptTapes]],
    _ limits: RoomLimits, _ rows: Rows
  ) {
    let inBuffer = rows.inBuffer + ladder.numberByEnd(interval) * width
    let kept = rows.kept + ladder.number(interval) * stride
    // With room for all tapes nothing is run twice.
    for vector in limits.enough {
      inBuffer[vector] = 0
      for kind in kinds.onTape { kept[kind * width + vector] = 0 }
    }
    for (kind, taking) in zip(kinds.stored, takings) {
      if let kind { taking?.forEachFitting(limits.enough) { for vector in $0 { kept[kind * width + vector] = 0 } } }
    }
    let active = limits.active
    if active.isEmpty { return }
    fillTaped(interval, part, inBuffer, tapes, active, rows)
    for (tier, taking) in takings.enumerated() {
      let stored = taking.flatMap { taking in kinds.stored[tier].map { (row: kept + $0 * width, taking: taking) } }
      // The first of the tiers that share a row fills it.
      let isFirst = chain.hasTapes && kinds.onTape.firstIndex(of: kinds.onTape[tier]) == tier
      let onTape = isFirst ? kept + kinds.onTape[tier] * width : nil
      stored?.taking.forEachFitting(active) { for vector in $0 { stored?.row[vector] = inBuffer[vector] } }
      if let onTape { for vector in active { onTape[vector] = inBuffer[vector] } }
      relaxSplits(of: interval, part, tier, stored, part > 0 ? onTape : nil, kept, active, rows)
    }
    for (tier, taking) in takings.enumerated() {
      if let kind = kinds.stored[tier] {
        taking?.lower(inBuffer, active, costs.writes[tier][part], kept + kind * width)
      }
    }
    if hasOnePlace { return }
    for (kind, taking) in zip(kinds.stored, takings) {
      if let kind { taking?.lower(kept + kind * width, active, 0, inBuffer) }
    }
    for kind in Set(kinds.onTape) { nothing.lower(kept + kind * width, active, 0, inBuffer) }
  }

  /// The tapes of the units up to `end`, kept together on one tier.
  private struct KeptTapes {
    let end: Int
    let taking: RoomTaking
    let cost: Entry
    /// The first vector with the room that their steps need while they run.
    let first: Int
  }

  /// Returns the tapes that may be kept together from a unit on, for all intervals that start there.
  private func keptTapes(_ scale: Int, _ start: Int, _ number: Int) -> [KeptTapes] {
    let (tier, part) = (chain.tiers[number], ladder.part(start, scale))
    let longest = IntervalLadder.Interval(
      scale: scale, start: start, end: min(ladder.units(scale), start + ladder.longest(scale)))
    var tapes: [KeptTapes] = []
    for end in chain.tapeEnds(of: longest) {
      let last = ladder.part(end, scale)
      // If these do not fit, more do not either.
      guard let taking = vectors.taking(tier.tapeUnits(from: part, to: last), of: tier.pool) else { break }
      tapes.append(
        KeptTapes(
          end: end, taking: taking, cost: costs.tapes(number, from: part, to: last),
          first: vectors.first(with: chain.needs(ofTapesFrom: part, to: last, at: tier))))
    }
    return tapes
  }

  /// Lowers a row to D.
  private func fillTaped(
    _ interval: IntervalLadder.Interval, _ part: Int, _ row: Row, _ tapes: [[KeptTapes]], _ active: Range<Int>,
    _ rows: Rows
  ) {
    if !chain.hasTapes {
      if interval.scale == 0 && interval.end == interval.start + 1 {
        let first = chain.backwardNeeds.isEmpty ? 0 : vectors.first(with: chain.backwardNeeds[part])
        for vector in active where vector >= first { row[vector] = 0 }
      }
      return
    }
    for (number, tapes) in tapes.enumerated() {
      for kept in tapes {
        if kept.end > interval.end { break }
        let active = max(kept.first, active.lowerBound)..<max(kept.first, active.upperBound)
        if kept.end == interval.end {
          kept.taking.relax(row, active, kept.cost, rows.empty)
        } else {
          let right = ladder.number(ladder.finest(interval.scale, kept.end, interval.end))
          kept.taking.relax(
            row, active, kept.cost, rows.kept + right * stride + kinds.onTape[number] * width)
        }
      }
    }
  }

  /// Lowers the rows of one tier to X and Y.
  private func relaxSplits(
    of interval: IntervalLadder.Interval, _ part: Int, _ tier: Int, _ stored: (row: Row, taking: RoomTaking)?,
    _ onTape: Row?, _ kept: Row, _ active: Range<Int>, _ rows: Rows
  ) {
    let (scale, start, end) = (interval.scale, interval.start, interval.end)
    let read = costs.reads[tier][part]
    let tapeRead = onTape == nil ? 0 : costs.tapeReads[tier][part - 1]
    // The rows of shorter intervals are at the same offsets.
    let storedShift = stored.map { $0.row - kept } ?? 0
    let onTapeShift = onTape.map { $0 - kept } ?? 0
    // With one pool no row rises with the free room, so a run that costs as much as the first entry lowers none, and all
    // vectors are one block.
    let hasOnePool = vectors.pools.count <= 1
    let least = max(active.lowerBound, stored.map { $0.taking.low * $0.taking.stride } ?? active.upperBound)
    let taken = chain.tiers[tier].pool == 0 ? chain.tiers[tier].stateUnits[part] : 0
    var (besideState, besideTape) = (active, active)
    if hasOnePool, let stored { besideState = stored.taking.fitting(active) }
    let hasNeeds = !chain.forwardNeeds.isEmpty
    var (right, left) = (rows.inBuffer, rows.kept)
    var split = start + 1
    while split < end {
      let here = ladder.part(split, scale)
      if hasNeeds {
        let need = chain.needs(ofRunFrom: part, to: here)
        let (sum, overflow) = need.addingReportingOverflow(taken)
        besideTape = vectors.first(with: need)..<max(vectors.first(with: need), active.upperBound)
        besideState =
          vectors.first(
            with: overflow ? .max : sum)..<max(vectors.first(with: overflow ? .max : sum), active.upperBound)
        if hasOnePool, let stored { besideState = stored.taking.fitting(besideState) }
      }
      let cost = costs.run(from: part, to: here, read: read)
      let tapeCost = costs.run(from: part, to: here, read: tapeRead)
      if hasOnePool && onTape.map({ tapeCost >= $0[active.lowerBound] }) ?? true
        && stored.map({ least >= active.upperBound || cost >= $0.row[least] }) ?? true
      {
        break
      }
      if scale == 0 && split > start + 1 {
        // The rows of the next split are the next ones.
        right += width
        left += stride
      } else {
        right = rows.inBuffer + ladder.numberByEnd(ladder.finest(scale, split, end)) * width
        left = rows.kept + ladder.number(ladder.finest(scale, start, split)) * stride
      }
      // All vectors have room for nothing, so that they are one block.
      if let onTape { nothing.relax(onTape, besideTape, 0, tapeCost, right, left + onTapeShift) }
      if let stored {
        if hasOnePool {
          stored.taking.relax(stored.row, besideState, 0, cost, right, left + storedShift)
        } else {
          stored.taking.relax(stored.row, besideState, cost, right, left + storedShift)
        }
      }
      split += 1
    }
  }
}
