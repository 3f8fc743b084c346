/// A cost for each interval of a chain, in memory that is freed with the last reference.
///
/// Rows are read by later rows at distances that differ from state to state, several at once: a class lets each live as
/// long as one may be.
final class SizeCosts<Entry: TableEntry> {
  private let entries: UnsafeMutableBufferPointer<Entry>

  /// - Parameter entry: the cost of every interval, to begin with.
  init(repeating entry: Entry, count: Int) {
    entries = .allocate(capacity: count)
    entries.initialize(repeating: entry)
  }

  deinit { entries.deallocate() }

  subscript(interval: Int) -> Entry {
    get { entries[interval] }
    set { entries[interval] = newValue }
  }

  /// Returns what `body` makes of the entries, which must not outlive the call.
  func withEntries<Result, Failure: Error>(
    _ body: (UnsafeMutableBufferPointer<Entry>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withExtendedLifetime(self) { () throws(Failure) in try body(entries) }
  }

  func equals(_ other: SizeCosts) -> Bool { entries.elementsEqual(other.entries) }
}
