/// Numbers of bytes in sentences about memory: in MiB, or in KiB or bytes where that is less than one.
public enum ByteText {
  /// Returns what is needed, rounded up: it is never said to be less than it is.
  public static func needed(_ bytes: Int) -> String { text(bytes, roundingUp: true) }

  /// Returns what may be taken, or is free, rounded down: what is more, and said to be, is never said to be as much.
  public static func allowed(_ bytes: Int) -> String { text(bytes, roundingUp: false) }

  private static func text(_ bytes: Int, roundingUp: Bool) -> String {
    for (unit, shift) in [("MiB", 20), ("KiB", 10)] where bytes >= 1 << shift {
      let isCut = bytes & (1 << shift - 1) != 0
      return "\((bytes >> shift) + (isCut && roundingUp ? 1 : 0)) \(unit)"
    }
    return bytes == 1 ? "1 byte" : "\(bytes) bytes"
  }
}
