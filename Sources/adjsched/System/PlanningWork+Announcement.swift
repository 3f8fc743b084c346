import AdjointSchedules

/// Announces long work to the user; the only place that converts counts to times.
extension PlanningWork {
  /// Work that takes fewer seconds than this on a slow machine is not announced.
  private static let leastSeconds = 30.0

  /// Returns the announcement of long work, with about how long it takes and what would be faster; nil for short
  /// work.
  func announcement(_ count: Int) -> String? {
    let (fast, slow) = nanoseconds
    let seconds = (fast: Double(count) * fast / 1e9, slow: Double(count) * slow / 1e9)
    if seconds.slow < Self.leastSeconds { return nil }
    let times = "\(Self.text(max(1, seconds.fast))) to \(Self.text(seconds.slow))"
    return "planning examines up to about \(Self.short(count)) \(description), which takes \(times); faster: \(remedy)"
  }

  /// Seconds per counted unit on a fast machine, and on a slow or busy one.
  private var nanoseconds: (fast: Double, slow: Double) {
    switch self {
    case .levelTable: return (0.5, 3)
    case .slotVectorTable: return (1000, 8000)
    case .intervalLevelTable: return (20, 1000)
    case .intervalVectorTable: return (300, 1500)
    case .sizeTable: return (100, 1000)
    case .tapeTable: return (0.3, 2)
    case .joinTable: return (3, 15)
    case .periods: return (5, 20)
    case .shares: return (0.6, 4)
    }
  }

  private var remedy: String {
    let memory = "a lower --memory-limit, which selects another method"
    switch self {
    case .levelTable, .slotVectorTable, .intervalLevelTable, .intervalVectorTable:
      return "a shorter chain, fewer slots, or \(memory)"
    case .sizeTable: return "a shorter chain, sizes in multiples of a larger unit, or a lower --memory-limit"
    case .tapeTable: return "a shorter chain, sizes in multiples of a larger unit, or a lower --memory-limit"
    case .joinTable: return "shorter branches, fewer slots, or \(memory)"
    case .periods: return "a longer chain, or a period of your own"
    case .shares: return "fewer slots, or fewer chains"
    }
  }

  private static func text(_ seconds: Double) -> String {
    if seconds < 100 { return "\(Int(seconds.rounded(.up))) s" }
    if seconds < 100 * 60 { return "\(Int((seconds / 60).rounded(.up))) min" }
    return "\(Int((min(seconds, 1e15) / 3600).rounded(.up))) h"
  }

  /// Returns a number with two digits, such as `4.0e11`.
  private static func short(_ count: Int) -> String {
    let digits = String(count)
    if digits.count <= 6 { return digits }
    return "\(digits.prefix(1)).\(digits.dropFirst().prefix(1))e\(digits.count - 1)"
  }
}
