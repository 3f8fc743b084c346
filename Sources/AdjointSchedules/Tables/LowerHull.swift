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

  /// Returns the hull's value at a position that `edge` covers, rounded down.
  func floor(_ position: Int, on edge: Int) -> Int {
    if position == positions[edge] { return values[edge] }
    let run = positions[edge + 1] - positions[edge]
    let rise = values[edge + 1] - values[edge]
    let (product, overflow) = rise.multipliedReportingOverflow(by: position - positions[edge])
    if !overflow { return values[edge] + Self.floorDivide(product, run) }
    let wide = Int128(rise) * Int128(position - positions[edge])
    return values[edge] + Int(Self.floorDivide(wide, Int128(run)))
  }

  /// Returns the sign of slope(`edge`) - slope of `otherEdge` of `other`.
  func slopeOrder(_ edge: Int, _ other: LowerHull, _ otherEdge: Int) -> Int {
    let a =
      Int128(values[edge + 1] - values[edge]) * Int128(other.positions[otherEdge + 1] - other.positions[otherEdge])
    let b =
      Int128(other.values[otherEdge + 1] - other.values[otherEdge]) * Int128(positions[edge + 1] - positions[edge])
    return a < b ? -1 : a > b ? 1 : 0
  }

  private static func floorDivide<Value: BinaryInteger>(_ a: Value, _ b: Value) -> Value {
    let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
