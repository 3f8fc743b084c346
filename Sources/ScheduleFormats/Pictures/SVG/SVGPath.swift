/// The data of a path being built. Coordinates are rounded to tenths of a pixel, so that the output is short and the
/// same everywhere.
struct SVGPath {
  private(set) var bytes: [UInt8] = []
  private var place: (x: Int, y: Int)?

  var isEmpty: Bool { bytes.isEmpty }

  /// Adds a straight line, joined to the previous one if it starts at its end.
  mutating func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
    move(x0, y0)
    line(x1, y1)
  }

  /// Starts a line, unless the previous one ends here.
  mutating func move(_ x: Double, _ y: Double) {
    let (x, y) = (Self.tenths(x), Self.tenths(y))
    if let place, place == (x, y) { return }
    bytes.append(UInt8(ascii: "M"))
    bytes.append(tenths: x)
    bytes.append(ASCII.space)
    bytes.append(tenths: y)
    place = (x, y)
  }

  /// Continues to a point.
  mutating func line(_ x: Double, _ y: Double) {
    let (x, y) = (Self.tenths(x), Self.tenths(y))
    let (dx, dy) = (x - (place?.x ?? 0), y - (place?.y ?? 0))
    if dy == 0 {
      bytes.append(UInt8(ascii: "h"))
      bytes.append(tenths: dx)
    } else if dx == 0 {
      bytes.append(UInt8(ascii: "v"))
      bytes.append(tenths: dy)
    } else {
      bytes.append(UInt8(ascii: "l"))
      bytes.append(tenths: dx)
      if dy >= 0 { bytes.append(ASCII.space) }
      bytes.append(tenths: dy)
    }
    place = (x, y)
  }

  static func tenths(_ pixels: Double) -> Int { Int((pixels * 10).rounded()) }
}

extension [UInt8] {
  /// Appends a number of tenths as a decimal.
  mutating func append(tenths: Int) {
    if tenths < 0 { append(ASCII.minus) }
    let magnitude = Int(tenths.magnitude)
    append(digitsOf: magnitude / 10)
    if magnitude % 10 > 0 {
      append(ASCII.point)
      append(digitsOf: magnitude % 10)
    }
  }
}
