/// A name of one to eight bytes as a number, with its first byte most significant.
///
/// All names in the operations of a schedule (`op`, `level`, `discard`, ...) are this short, so comparing them is
/// comparing numbers. 0 represents every other name.
enum ShortName {
  static let longest = 8

  /// Returns the number of a name, or 0 if it is empty, too long or contains a zero byte.
  static func pack(_ name: some Collection<UInt8>) -> UInt64 {
    if name.isEmpty || name.count > longest || name.contains(0) { return 0 }
    return name.reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Appends the bytes of the name in `packed`.
  static func append(_ packed: UInt64, to bytes: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      let byte = UInt8(truncatingIfNeeded: packed >> UInt64(shift))
      if byte != 0 { bytes.append(byte) }
    }
  }

  static var op: UInt64 { 0x6F70 }
  static var level: UInt64 { 0x6C_6576_656C }
  static var step: UInt64 { 0x7374_6570 }
  static var from: UInt64 { 0x6672_6F6D }
  static var to: UInt64 { 0x746F }
  static var forward: UInt64 { 0x66_6F72_7761_7264 }
  static var backward: UInt64 { 0x6261_636B_7761_7264 }
  static var write: UInt64 { 0x77_7269_7465 }
  static var read: UInt64 { 0x7265_6164 }
  static var tape: UInt64 { 0x7461_7065 }
  static var discard: UInt64 { 0x64_6973_6361_7264 }
  static var offload: UInt64 { 0x6F_6666_6C6F_6164 }
  static var prefetch: UInt64 { 0x7072_6566_6574_6368 }
  static var slot: UInt64 { 0x736C_6F74 }
  static var branch: UInt64 { 0x6272_616E_6368 }
  static var join: UInt64 { 0x6A6F_696E }
  static var comment: UInt64 { 0x63_6F6D_6D65_6E74 }
}
