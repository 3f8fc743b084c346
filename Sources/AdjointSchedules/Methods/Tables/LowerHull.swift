/// The lower convex hull of points (0, y_0), (1, y_1), ... added from left to right.
///
/// - Complexity: amortised O(1) per point, since each is dropped at most once.
struct LowerHull {
  /// The hull's vertices in increasing order.
  private(set) var positions: [Int] = []
  private(set) var values: [Int] = []

  /// The position of the last point, or -1 if there is none.
  var end: Int { positions.last ?? -1 }

  /// The number of edges: edge e joins vertices e and e + 1.
  private var edgeCount: Int { positions.count - 1 }

  /// Adds a point to the right of all others.
  mutating func append(_ value: Int, at position: Int) {
    while positions.count >= 2 {
      let last = positions.count - 1
      // Drop the last vertex if it is not below the line from its predecessor to the new point.
      let before = Int128(values[last] - values[last - 1]) * Int128(position - positions[last])
      let after = Int128(value - values[last]) * Int128(positions[last] - positions[last - 1])
      if before < after { break }
      positions.removeLast()
      values.removeLast()
    }
    positions.append(position)
    values.append(value)
  }

  /// Moves `edge` to the one that covers `position` and `position` + 1.
  func seek(_ edge: inout Int, from position: Int) {
    edge = max(0, min(edge, edgeCount - 1))
    while positions[edge] > position { edge -= 1 }
    while edge + 1 < edgeCount && positions[edge + 1] <= position { edge += 1 }
  }

  /// A value of the hull: a whole number and a proper fraction.
  struct Height {
    var whole: Int
    var numerator: Int
    var denominator: Int

    /// Returns the sum of two heights >= 0, rounded up: unsigned, since each may be as large as half of what an entry of 64
    /// bits holds.
    func roundedUpSum(_ other: Height) -> UInt {
      let sum = UInt(whole) + UInt(other.whole)
      if numerator == 0 && other.numerator == 0 { return sum }
      // Denominators are differences of positions and numerators are smaller, far from 64 bits.
      let parts = numerator * other.denominator + other.numerator * denominator
      return sum + (parts <= denominator * other.denominator ? 1 : 2)
    }
  }

  /// Returns the hull's value at a position that `edge` covers.
  func height(_ position: Int, on edge: Int) -> Height {
    if position == positions[edge] { return Height(whole: values[edge], numerator: 0, denominator: 1) }
    let run = positions[edge + 1] - positions[edge]
    let rise = values[edge + 1] - values[edge]
    let (product, overflow) = rise.multipliedReportingOverflow(by: position - positions[edge])
    if !overflow {
      let (quotient, rest) = Self.floorDivide(product, run)
      return Height(whole: values[edge] + quotient, numerator: rest, denominator: run)
    }
    let wide = Int128(rise) * Int128(position - positions[edge])
    let (quotient, rest) = Self.floorDivide(wide, Int128(run))
    return Height(whole: values[edge] + Int(quotient), numerator: Int(rest), denominator: run)
  }

  /// Returns the sign of slope(`edge`) - slope of `otherEdge` of `other`.
  func slopeOrder(_ edge: Int, _ other: LowerHull, _ otherEdge: Int) -> Int {
    let a =
      Int128(values[edge + 1] - values[edge]) * Int128(other.positions[otherEdge + 1] - other.positions[otherEdge])
    let b =
      Int128(other.values[otherEdge + 1] - other.values[otherEdge]) * Int128(positions[edge + 1] - positions[edge])
    return a < b ? -1 : a > b ? 1 : 0
  }

  private static func floorDivide<Value: BinaryInteger>(_ a: Value, _ b: Value) -> (quotient: Value, rest: Value) {
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    return rest < 0 ? (quotient - 1, rest + b) : (quotient, rest)
  }
}
