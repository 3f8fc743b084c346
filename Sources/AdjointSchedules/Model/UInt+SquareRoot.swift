extension UInt {
  /// The integer part of the square root.
  var squareRoot: UInt {
    var root: UInt = 0
    for bit in stride(from: 31, through: 0, by: -1) {
      let candidate = root | 1 << UInt(bit)
      if candidate * candidate <= self { root = candidate }
    }
    return root
  }
}
