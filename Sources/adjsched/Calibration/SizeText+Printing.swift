import ScheduleFormats

/// Sizes for people: `256 MiB`, `18.4 GiB`.
extension SizeText {
  /// Returns a number of bytes in the largest unit that it has at least one of, cut after one decimal.
  static func text(_ bytes: Int) -> String {
    let units = ["TiB", "GiB", "MiB", "KiB"]
    for (index, unit) in units.enumerated() {
      let factor = 1 << (10 * (units.count - index))
      if bytes < factor { continue }
      let (whole, rest) = bytes.quotientAndRemainder(dividingBy: factor)
      let tenth = rest / (factor / 10)
      return rest == 0 ? "\(whole) \(unit)" : "\(whole).\(min(tenth, 9)) \(unit)"
    }
    return "\(bytes) B"
  }
}
