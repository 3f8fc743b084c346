/// A cost for each interval of a chain, in reference-counted memory.
///
/// Later rows read several earlier rows, at distances that depend on the state; a class lets each row live as long as
/// it may be read.
final class IntervalCosts<Entry: TableEntry> {
  private let entries: UnsafeMutableBufferPointer<Entry>

  /// - Parameter entry: The initial cost of every interval.
  init(repeating entry: Entry, count: Int) {
    entries = .allocate(capacity: count)
    entries.initialize(repeating: entry)
  }

  deinit { entries.deallocate() }

  func copy(count: Int) -> IntervalCosts {
    let copy = IntervalCosts(repeating: 0, count: count)
    for interval in 0..<count { copy[interval] = self[interval] }
    return copy
  }

  subscript(interval: Int) -> Entry {
    get { entries[interval] }
    set { entries[interval] = newValue }
  }

  /// Returns the result of `body` for the entries, which must not outlive the call.
  func withEntries<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<Entry>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withExtendedLifetime(self) { () throws(Failure) in try body(entries) }
  }

  func equals(_ other: IntervalCosts) -> Bool { entries.elementsEqual(other.entries) }
}
