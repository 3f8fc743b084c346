/// The lower envelope of pieces: a merge of sorted columns of pieces.
///
/// A *column* is a run with all the pieces that start there. Overlapping columns are cut to the overlap and at the
/// first crossing; a piece covered by others with no greater loss, at every position and repetition, is dropped. The
/// remaining pieces may overlap: the loss of a number of steps is the least over all pieces.
struct LossMerger {
  /// The pieces of the merged columns.
  private(set) var output: [LossPiece] = []
  private var lastColumn = 0
  private var stack: [LossPiece] = []
  private var kept: [LossPiece] = []

  mutating func clear() {
    output.removeAll(keepingCapacity: true)
    lastColumn = 0
  }

  mutating func swapOutput(with other: inout [LossPiece]) { swap(&output, &other) }

  /// Starts a new sequence of columns in the output, separate from the existing ones.
  mutating func begin() { lastColumn = output.count }

  mutating func copy(_ pieces: [LossPiece], _ range: Range<Int>) {
    output.append(contentsOf: pieces[range])
  }

  /// Appends the envelope of two sequences of columns of `pieces`.
  mutating func merge(_ pieces: [LossPiece], _ left: Range<Int>, _ right: Range<Int>) {
    begin()
    var i = left.lowerBound
    var j = right.lowerBound
    var iEnd = Self.columnEnd(pieces, i, left.upperBound)
    var jEnd = Self.columnEnd(pieces, j, right.upperBound)
    var a = i < left.upperBound ? pieces[i].start : Int.max
    var b = j < right.upperBound ? pieces[j].start : Int.max
    while i < left.upperBound || j < right.upperBound {
      let aEnd = i < left.upperBound ? pieces[i].end : Int.max
      let bEnd = j < right.upperBound ? pieces[j].end : Int.max
      var aNext = a
      var bNext = b
      if a < b {
        let end = min(aEnd, b - 1)
        push(pieces, i..<iEnd, from: a, to: end)
        aNext = end + 1
      } else if b < a {
        let end = min(bEnd, a - 1)
        push(pieces, j..<jEnd, from: b, to: end)
        bNext = end + 1
      } else {
        let end = pushEnvelope(pieces, i..<iEnd, j..<jEnd, from: a, to: min(aEnd, bEnd))
        aNext = end + 1
        bNext = end + 1
      }
      if i < left.upperBound {
        if aNext > aEnd {
          i = iEnd
          iEnd = Self.columnEnd(pieces, i, left.upperBound)
          a = i < left.upperBound ? pieces[i].start : Int.max
        } else {
          a = aNext
        }
      }
      if j < right.upperBound {
        if bNext > bEnd {
          j = jEnd
          jEnd = Self.columnEnd(pieces, j, right.upperBound)
          b = j < right.upperBound ? pieces[j].start : Int.max
        } else {
          b = bNext
        }
      }
    }
  }

  static func columnEnd(_ pieces: [LossPiece], _ start: Int, _ end: Int) -> Int {
    if start >= end { return end }
    var i = start + 1
    while i < end && pieces[i].start == pieces[start].start { i += 1 }
    return i
  }

  private mutating func push(_ pieces: [LossPiece], _ range: Range<Int>, from: Int, to: Int) {
    let column = output.count
    for index in range { output.append(pieces[index].cut(from: from, to: to)) }
    join(column)
  }

  /// Pushes the envelope of two columns from `from` to its first change, at most `to`, and returns that position.
  private mutating func pushEnvelope(
    _ pieces: [LossPiece], _ left: Range<Int>, _ right: Range<Int>, from: Int, to: Int
  ) -> Int {
    var end = to
    for i in left {
      let p = pieces[i]
      for j in right {
        let q = pieces[j]
        if p.first > q.last || q.first > p.last { continue }
        let (u, v) = (p.loss(at: from), q.loss(at: from))
        let isFirstLess = u < v || (u == v && p.slope < q.slope)
        let (low, high, gap) = isFirstLess ? (p.slope, q.slope, v - u) : (q.slope, p.slope, u - v)
        if low > high { end = min(end, from + gap / (low - high)) }
      }
    }
    stack.removeAll(keepingCapacity: true)
    for i in left { stack.append(pieces[i].cut(from: from, to: end)) }
    for j in right { stack.append(pieces[j].cut(from: from, to: end)) }
    reduceStack()
    let column = output.count
    output.append(contentsOf: kept)
    join(column)
    return end
  }

  /// Leaves in `kept` the pieces of `stack`, a single run, that are not covered by others with no greater loss.
  private mutating func reduceStack() {
    kept.removeAll(keepingCapacity: true)
    if stack.count == 2, stack[0].first == stack[1].first, stack[0].last == stack[1].last {
      let (p, q) = (stack[0], stack[1])
      let width = p.width
      if p.loss <= q.loss && p.loss + p.slope * width <= q.loss + q.slope * width {
        kept.append(p)
        return
      }
      if q.loss <= p.loss && q.loss + q.slope * width <= p.loss + p.slope * width {
        kept.append(q)
        return
      }
    }
    stack.sort { ($0.loss, $0.slope, $0.first, -$0.last) < ($1.loss, $1.slope, $1.first, -$1.last) }
    for var piece in stack {
      var index = 0
      while index < kept.count && piece.first <= piece.last {
        let other = kept[index]
        let covers =
          other.loss <= piece.loss && other.loss + other.slope * other.width <= piece.loss + piece.slope * piece.width
        if covers {
          if other.loss == piece.loss && other.slope == piece.slope {
            if other.first <= piece.last + 1 && piece.first <= other.last + 1 {
              // Equal and adjoining: merge into one piece and check it again, since it may now adjoin others.
              piece.first = min(piece.first, other.first)
              piece.last = max(piece.last, other.last)
              kept.remove(at: index)
              index = 0
              continue
            }
          } else if other.first <= piece.first && piece.first <= other.last {
            piece.first = other.last + 1
            index = 0
            continue
          } else if other.first <= piece.last && piece.last <= other.last {
            piece.last = other.first - 1
            index = 0
            continue
          }
        }
        index += 1
      }
      if piece.first <= piece.last { kept.append(piece) }
    }
    kept.sort { ($0.first, $0.loss) < ($1.first, $1.loss) }
  }

  /// Joins the column that starts at index `column` of the output to the previous one if it continues it.
  private mutating func join(_ column: Int) {
    let count = output.count - column
    guard column - lastColumn == count, output[lastColumn].end + 1 == output[column].start else {
      lastColumn = column
      return
    }
    for index in 0..<count {
      let p = output[lastColumn + index]
      let q = output[column + index]
      let slope = q.loss - (p.loss + p.slope * p.width)
      guard p.first == q.first, p.last == q.last, p.width == 0 || p.slope == slope,
        q.width == 0 || q.slope == slope
      else {
        lastColumn = column
        return
      }
    }
    for index in 0..<count {
      let q = output[column + index]
      output[lastColumn + index].slope = q.loss - output[lastColumn + index].loss(at: output[lastColumn + index].end)
      output[lastColumn + index].width += q.width + 1
    }
    output.removeSubrange(column...)
  }
}
