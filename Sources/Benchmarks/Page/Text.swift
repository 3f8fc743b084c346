import Glibc

/// Measured quantities as text, three significant digits each.
enum Text {
  static func seconds(_ seconds: Double) -> String {
    seconds < 0.9995 ? "\(significant(seconds * 1000)) ms" : "\(significant(seconds)) s"
  }

  static func bytes(_ count: Int) -> String {
    let mebibytes = Double(count) / 1_048_576
    return mebibytes < 1023.5 ? "\(significant(mebibytes)) MiB" : "\(significant(mebibytes / 1024)) GiB"
  }

  static func bytesPerSecond(_ rate: Double) -> String { "\(significant(rate / 1e6)) MB/s" }

  static func percent(_ fraction: Double) -> String { "\(significant(fraction * 100)) %" }

  static func ratio(_ ratio: Double) -> String { significant(ratio) }

  /// A power of ten as one, any other number in groups of three digits.
  static func count(_ value: Int) -> String {
    var (rest, exponent) = (value, 0)
    while rest >= 10 && rest % 10 == 0 { (rest, exponent) = (rest / 10, exponent + 1) }
    if rest == 1 && exponent >= 3 { return "10^\(exponent)" }
    var digits = String(value)
    var end = digits.count - 3
    while end > 0 {
      digits.insert(" ", at: digits.index(digits.startIndex, offsetBy: end))
      end -= 3
    }
    return digits
  }

  /// Three significant digits, never an exponent.
  static func significant(_ value: Double) -> String {
    guard value.isFinite, value > 0 else { return value == 0 ? "0" : "\(value)" }
    let decimals = max(0, 2 - Int(floor(log10(value * 1.0005))))
    return fixed(value, decimals: decimals)
  }

  static func fixed(_ value: Double, decimals: Int) -> String {
    guard decimals > 0 else { return String(Int(value.rounded())) }
    let scaled = String(Int((abs(value) * pow(10, Double(decimals))).rounded()))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - scaled.count)) + scaled
    let isNegative = value < 0 && scaled != "0"
    return (isNegative ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
