/// Slots or bytes that become free at known times, and are taken in the order in which operations are issued.
///
/// What an operation takes is what became free last before it starts, so that more remains for those that start earlier.
///
/// - Complexity: O(1) for what becomes free last, as on a level whose states are freed in the order of time; at most
///   O(entries), of which there are no more than items were stored at once.
struct TimedRoom {
  /// The most that was ever in use: of slots or bytes used before, those free in time are used again.
  private(set) var peak = 0
  /// What was never in use; nil if there is no limit.
  private var unused: Int?
  /// What is free from some time on, in the order of time.
  private var freed: [(time: Int, amount: Int)] = []

  /// - Parameter limit: The slots or bytes, or nil for no limit.
  init(limit: Int?) { unused = limit }

  /// Returns the first time at or after `start` when `amount` is free.
  ///
  /// - Precondition: There is that much, once everything freed so far is free.
  func firstTime(for amount: Int, from start: Int) -> Int {
    guard let unused, unused < amount else { return start }
    var (missing, time) = (amount - unused, start)
    for entry in freed where missing > 0 {
      missing -= min(missing, entry.amount)
      time = max(time, entry.time)
    }
    return time
  }

  /// Takes `amount` at a time when it is free.
  ///
  /// - Throws: ``Rule/overflow(quantity:)`` if the peak does not fit 64 bits.
  mutating func take(_ amount: Int, at time: Int) throws(Rule) {
    var missing = amount
    var index = freed.count
    while index > 0 && missing > 0 {
      index -= 1
      if freed[index].time > time { continue }
      let part = min(missing, freed[index].amount)
      missing -= part
      freed[index].amount -= part
      if freed[index].amount == 0 { freed.remove(at: index) }
    }
    if let unused { self.unused = unused - missing }
    let (sum, overflow) = peak.addingReportingOverflow(missing)
    if overflow { throw .overflow(quantity: .storedBytes) }
    peak = sum
  }

  /// Frees `amount` from a time on.
  mutating func free(_ amount: Int, at time: Int) {
    var index = freed.count
    while index > 0 && freed[index - 1].time > time { index -= 1 }
    if index > 0 && freed[index - 1].time == time {
      freed[index - 1].amount += amount
    } else if amount > 0 {
      freed.insert((time, amount), at: index)
    }
  }
}
