/// A chain cut into segments as by PyTorch's `checkpoint_sequential`: all of equal length but the last, which takes the
/// remaining steps.
struct TapeDivision: Hashable, Sendable {
  let length: Int
  /// The number of segments, at least 1.
  let segments: Int
  /// The steps of every segment but the last.
  let period: Int

  /// - Precondition: 1 <= `segments` <= max(`length`, 1).
  init(length: Int, segments: Int) {
    (self.length, self.segments) = (length, segments)
    period = length / segments
  }

  /// - Precondition: `period` >= 1.
  init(length: Int, period: Int) {
    self.length = length
    self.period = period
    segments = max(1, length / period)
  }

  /// The segments whose first state is stored and whose steps run twice.
  var stored: Int { segments - 1 }
  /// The first step of the last segment, which keeps its tapes at once.
  var lastStart: Int { stored * period }

  func steps(of segment: Int) -> Range<Int> {
    segment * period..<(segment == stored ? length : (segment + 1) * period)
  }

  /// Returns divisions of a chain: all of them if there are at most `limit`, otherwise about that many, evenly spaced in
  /// ratio both by the number of segments and by their length.
  static func candidates(length: Int, limit: Int) -> [TapeDivision] {
    if length <= limit { return (1...max(1, length)).map { TapeDivision(length: length, segments: $0) } }
    // There are about d + d log(l / d) numbers up to l with ratios of at least 1 + 1 / d.
    var doublings = 1
    while doublings < 63 && length >> doublings > 0 { doublings += 1 }
    let density = max(1, limit / (2 * doublings))
    var counts: Set<Int> = [length]
    var number = 1
    while number <= length {
      counts.insert(number)
      counts.insert(length / number)
      number += max(1, number / density)
    }
    return counts.sorted().map { TapeDivision(length: length, segments: $0) }
  }

  /// Returns divisions with about `ratio` times as many segments as steps in each.
  static func around(length: Int, ratio: Double) -> [TapeDivision] {
    let middle = Int((Double(length) * max(ratio, 0x1p-60)).squareRoot())
    let counts = Set((-32...32).flatMap { [middle + $0, length / max(1, length / max(1, middle) + $0)] })
    return counts.filter { 1 <= $0 && $0 <= length }.map { TapeDivision(length: length, segments: $0) }
  }
}
