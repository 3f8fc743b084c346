/// Which levels' states the page cache can hold, beside the states in memory.
enum PageCacheRoom {
  /// Returns for each level whether all of its states fit in memory; those in memory do, and come first, then the others
  /// in their order.
  ///
  /// - Parameters:
  ///   - levels: The slots of each, nil for no limit, and whether they are in memory anyway.
  ///   - states: The most states that a schedule can store.
  ///   - memory: The bytes that are available.
  static func fits(_ levels: [(slots: Int?, isInMemory: Bool)], size: Int, states: Int, memory: Int) -> [Bool] {
    var left = memory
    func take(_ slots: Int?) -> Bool {
      let (bytes, overflow) = min(slots ?? states, states).multipliedReportingOverflow(by: size)
      if overflow || bytes > left { return false }
      left -= bytes
      return true
    }
    for level in levels where level.isInMemory { if !take(level.slots) { left = 0 } }
    return levels.map { $0.isInMemory || take($0.slots) }
  }

  /// What the costs of a directory are.
  static func note(_ name: String, fits: Bool) -> String {
    fits
      ? "\(name): its states fit in memory beside the others, so its costs are those of files that the page cache holds"
      : "\(name): its states do not fit in memory beside the others, so its costs are those of the device"
  }
}
