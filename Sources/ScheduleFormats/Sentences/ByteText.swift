/// Numbers of bytes in messages about memory: in MiB, or in KiB or bytes if less than one.
package enum ByteText {
  /// Returns a required amount, rounded up so that it is never understated.
  package static func needed(_ bytes: Int) -> String { text(bytes, roundingUp: true) }

  /// Returns a limit or a free amount, rounded down so that a larger requirement never looks the same.
  package static func allowed(_ bytes: Int) -> String { text(bytes, roundingUp: false) }

  private static func text(_ bytes: Int, roundingUp: Bool) -> String {
    for (unit, shift) in [("MiB", 20), ("KiB", 10)] where bytes >= 1 << shift {
      let isCut = bytes & (1 << shift - 1) != 0
      return "\((bytes >> shift) + (isCut && roundingUp ? 1 : 0)) \(unit)"
    }
    return bytes == 1 ? "1 byte" : "\(bytes) bytes"
  }
}
