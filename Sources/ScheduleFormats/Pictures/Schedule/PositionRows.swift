/// The rows of a picture's grid: one per position if there are few, otherwise evenly spread positions.
struct PositionRows {
  static let maximum = 512

  /// The number of rows, at least 1.
  let count: Int
  private let first: Int
  private let length: Int

  init(_ states: ClosedRange<Int>) {
    first = states.lowerBound
    length = states.upperBound - first
    count = min(length, Self.maximum - 1) + 1
  }

  /// Returns the row closest to a position in the picture.
  @inline(__always)
  func row(of position: Int) -> Int {
    if length < Self.maximum { return position - first }
    return Int(Double(position - first) * Double(count - 1) / Double(length) + 0.5)
  }

  /// Returns the position of a row.
  func position(of row: Int) -> Int {
    if length < Self.maximum { return first + row }
    return first + min(length, Int(Double(row) * Double(length) / Double(count - 1) + 0.5))
  }
}
