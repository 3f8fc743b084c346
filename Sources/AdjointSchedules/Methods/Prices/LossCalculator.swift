/// Sums and minima of loss functions within one window.
///
/// - Complexity: a sum visits every pair of pieces and merges the results pairwise, so that irrelevant pieces disappear
///   early.
struct LossCalculator {
  /// See ``LossPiece``.
  let period: Int
  /// The most backward steps of interest.
  let limit: Int
  /// The largest loss to keep.
  let window: Int
  /// The most pieces per function, if set; those that lose most are dropped.
  let pieceLimit: Int?
  /// The limit of pairs and pieces to visit; beyond it sums are empty.
  let pairLimit: Int
  private(set) var isExhausted = false
  private(set) var pairs = 0
  private(set) var sums = 0
  private(set) var pieces = 0

  /// Receives the pairs and pieces so far, now and then.
  private let watch: (@Sendable (Int) -> Void)?
  private var candidates: [LossPiece] = []
  /// The starts of ascending runs of candidates.
  private var runs: [Int] = []
  private var merger = LossMerger()

  init(
    period: Int, limit: Int, window: Int, pieceLimit: Int?, pairLimit: Int,
    watch: (@Sendable (Int) -> Void)? = nil
  ) {
    self.watch = watch
    self.period = period
    self.limit = limit
    self.window = window
    self.pieceLimit = pieceLimit
    self.pairLimit = pairLimit
  }

  /// Returns the pointwise minimum of the functions plus `offset` and `otherOffset`.
  mutating func minimum(
    _ function: LossFunction, _ offset: Int128, _ other: LossFunction, _ otherOffset: Int128
  ) -> LossFunction {
    let first = shifted(function, by: offset)
    let second = shifted(other, by: otherOffset)
    if first.isEmpty { return second }
    if second.isEmpty || first == second { return first }
    candidates.removeAll(keepingCapacity: true)
    candidates.append(contentsOf: first.pieces)
    candidates.append(contentsOf: second.pieces)
    runs = [0, first.pieces.count]
    return envelope()
  }

  /// Returns the function with `offset` added, within the window.
  mutating func shifted(_ function: LossFunction, by offset: Int128) -> LossFunction {
    if offset == 0 || function.isEmpty { return function }
    if offset > Int128(window) { return LossFunction() }
    let offset = Int(offset)
    var result = LossFunction()
    result.pieces.reserveCapacity(function.pieces.count)
    for var piece in function.pieces {
      piece.loss += offset
      // All pieces of a column must keep one run, so only whole columns can be cut.
      if let clipped = clipped(piece) { result.pieces.append(clipped) }
    }
    return result.pieces.isEmpty ? result : normalized(result)
  }

  /// Returns the least loss for every sum of steps of one function and steps of the other, plus `offset`.
  mutating func sum(_ function: LossFunction, _ other: LossFunction, offset: Int128) -> LossFunction {
    if offset > Int128(window) || function.isEmpty || other.isEmpty { return LossFunction() }
    sums += 1
    candidates.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    let offset = Int(offset)
    let (left, right) = (LossChains(function), LossChains(other))
    for p in left.chains {
      let room = window - offset - p.leastLoss
      if room < 0 { continue }
      watch?(pairs + pieces)
      if pairs + pieces > pairLimit {
        isExhausted = true
        return LossFunction()
      }
      for q in right.chains where q.leastLoss <= room {
        append(p, left.increments, q, right.increments, offset: offset)
      }
      if candidates.count > 1 << 16 {
        let partial = envelope()
        candidates.removeAll(keepingCapacity: true)
        candidates.append(contentsOf: partial.pieces)
        runs = [0]
      }
    }
    return thinned(envelope())
  }

  /// Adds the convex sum of two chains: their increments in ascending order.
  private mutating func append(
    _ p: ConvexRun, _ pIncrements: [ConvexRun.Increment], _ q: ConvexRun, _ qIncrements: [ConvexRun.Increment],
    offset: Int
  ) {
    pairs += 1 + p.increments.count + q.increments.count
    var piece = LossPiece(
      start: p.start + q.start, width: 0, first: p.first + q.first, last: p.last + q.last,
      loss: p.loss + q.loss + offset, slope: 0)
    var i = p.increments.lowerBound
    var j = q.increments.lowerBound
    while i < p.increments.upperBound || j < q.increments.upperBound {
      let isFirst =
        j == q.increments.upperBound
        || (i < p.increments.upperBound && pIncrements[i].slope <= qIncrements[j].slope)
      let next = isFirst ? pIncrements[i] : qIncrements[j]
      if isFirst { i += 1 } else { j += 1 }
      if piece.width == 0 {
        piece.slope = next.slope
        piece.width = next.count
      } else if piece.slope == next.slope {
        piece.width += next.count
      } else {
        add(piece)
        let end = piece.loss(at: piece.end)
        // Losses only increase from here on.
        if next.slope > 0 && end > window - next.slope { return }
        piece.start = piece.end + 1
        piece.width = next.count - 1
        piece.loss = end + next.slope
        piece.slope = next.count > 1 ? next.slope : 0
      }
    }
    add(piece)
  }

  /// Adds a run to the candidates, clipped to the window and the limit and cut at multiples of the period.
  mutating func add(_ piece: LossPiece) {
    guard var rest = clipped(piece) else { return }
    let skipped = rest.start / period
    rest.start -= skipped * period
    rest.first += skipped
    rest.last += skipped
    while rest.end >= period {
      addColumn(rest.cut(from: rest.start, to: period - 1))
      let whole = rest.slope == 0 ? (rest.end + 1) / period - 1 : 0
      let loss = rest.loss(at: period)
      if whole > 0 {
        // A flat run over whole periods: one period, repeated.
        addColumn(
          LossPiece(
            start: 0, width: period - 1, first: rest.first + 1, last: rest.last + whole, loss: loss, slope: 0))
      }
      let passed = whole + 1
      if rest.end < passed * period { return }
      rest = LossPiece(
        start: 0, width: rest.end - passed * period, first: rest.first + passed, last: rest.last + passed,
        loss: loss, slope: rest.slope)
    }
    addColumn(rest)
  }

  private mutating func addColumn(_ piece: LossPiece) {
    var piece = piece
    if piece.start > limit { return }
    let most = (limit - piece.start) / period
    if piece.first > most { return }
    piece.last = min(piece.last, most)
    if piece.width == 0 { piece.slope = 0 }
    if let last = candidates.last, last.end < piece.start, !runs.isEmpty {
      candidates.append(piece)
    } else {
      runs.append(candidates.count)
      candidates.append(piece)
    }
  }

  /// Returns the part of a run within the window, if any.
  private func clipped(_ piece: LossPiece) -> LossPiece? {
    if piece.slope == 0 || piece.width == 0 { return piece.loss <= window ? piece : nil }
    let room = window - piece.loss
    if piece.slope > 0 {
      if room < 0 { return nil }
      let width = min(piece.width, room / piece.slope)
      return width == piece.width ? piece : piece.cut(from: piece.start, to: piece.start + width)
    }
    let atEnd = room - piece.slope * piece.width
    if atEnd < 0 { return nil }
    let width = min(piece.width, atEnd / -piece.slope)
    return width == piece.width ? piece : piece.cut(from: piece.end - width, to: piece.end)
  }

  mutating func begin() {
    candidates.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
  }

  /// Returns the candidates' lower envelope.
  mutating func envelope() -> LossFunction {
    while runs.count > 1 {
      merger.clear()
      var starts: [Int] = []
      starts.reserveCapacity(runs.count / 2 + 1)
      var index = 0
      while index < runs.count {
        let start = runs[index]
        let middle = index + 1 < runs.count ? runs[index + 1] : candidates.count
        starts.append(merger.output.count)
        if index + 1 < runs.count {
          let end = index + 2 < runs.count ? runs[index + 2] : candidates.count
          merger.merge(candidates, start..<middle, middle..<end)
        } else {
          merger.copy(candidates, start..<middle)
        }
        index += 2
      }
      merger.swapOutput(with: &candidates)
      runs = starts
    }
    pieces += candidates.count
    // A copy of exact size, so that the candidates keep their capacity.
    var envelope: [LossPiece] = []
    envelope.reserveCapacity(candidates.count)
    envelope.append(contentsOf: candidates)
    return LossFunction(pieces: envelope)
  }

  /// Restores the columns of a function whose pieces have been clipped.
  private mutating func normalized(_ function: LossFunction) -> LossFunction {
    var isSound = true
    for index in function.pieces.indices.dropFirst() {
      let (p, q) = (function.pieces[index - 1], function.pieces[index])
      if p.end >= q.start && !(p.start == q.start && p.width == q.width) { isSound = false }
    }
    if isSound { return function }
    candidates.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
    for piece in function.pieces { addColumn(piece) }
    return envelope()
  }

  private mutating func thinned(_ function: LossFunction) -> LossFunction {
    guard let pieceLimit, function.pieces.count > pieceLimit else { return function }
    let losses = function.pieces.map(\.leastLoss).sorted()
    let bound = losses[pieceLimit]
    var room = pieceLimit - losses.prefix { $0 < bound }.count
    return LossFunction(
      pieces: function.pieces.filter { piece in
        if piece.leastLoss == bound { room -= 1 }
        return piece.leastLoss < bound || (piece.leastLoss == bound && room >= 0)
      })
  }
}

extension LossCalculator {
  /// Returns the function of disjoint runs given by ascending start.
  mutating func function(of runs: [LossPiece]) -> LossFunction {
    begin()
    for run in runs { add(run) }
    return envelope()
  }

  /// Returns the function of any number of blocks, including none.
  ///
  /// - Complexity: O(log(limit)) sums, since each doubles the number of blocks.
  mutating func repeated(_ block: LossFunction) -> LossFunction {
    let none = LossFunction(
      pieces: [LossPiece(start: 0, width: 0, first: 0, last: 0, loss: 0, slope: 0)])
    if block.isEmpty { return none }
    var result = minimum(none, 0, block, 0)
    var count = 1
    while count < limit {
      let doubled = sum(result, result, offset: 0)
      if doubled == result { break }
      result = doubled
      count *= 2
    }
    return result
  }
}
