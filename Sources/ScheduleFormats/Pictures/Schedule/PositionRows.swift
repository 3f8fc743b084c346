/// The rows of a picture's grid: one a position of its part of the chain while there are few, evenly spread positions
/// otherwise.
struct PositionRows {
  static let maximum = 512

  /// How many there are, at least 1.
  let count: Int
  private let first: Int
  private let length: Int

  init(_ states: ClosedRange<Int>) {
    first = states.lowerBound
    length = states.upperBound - first
    count = min(length, Self.maximum - 1) + 1
  }

  /// Returns the row nearest to a position, which is one of the picture's.
  @inline(__always)
  func row(of position: Int) -> Int {
    if length < Self.maximum { return position - first }
    return Int(Double(position - first) * Double(count - 1) / Double(length) + 0.5)
  }

  /// Returns the position that a row stands for.
  func position(of row: Int) -> Int {
    if length < Self.maximum { return first + row }
    return first + min(length, Int(Double(row) * Double(length) / Double(count - 1) + 0.5))
  }
}
