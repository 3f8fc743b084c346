/// A way of moving one state, of which each is measured by itself.
enum Transfer: String, CaseIterable {
  /// A new file, until the device has it.
  case new
  /// A copy to a slot in memory, or over a slot's file whose pages are cached, which stay to be written by the system.
  case overwrite
  /// The same, until the device has it.
  case overwriteSynced = "overwrite-synced"
  /// Over a slot's file whose pages are not cached, until the device has it.
  case overwriteUncached = "overwrite-uncached"
  /// A copy from a slot in memory, or from the page cache.
  case readCached = "read-cached"
  /// From the device.
  case readUncached = "read-uncached"
  /// The removal of a file.
  case unlink
}

/// The transfers that a driver makes, and whose times are the costs of a level.
struct DriverTransfers: Hashable {
  let write: Transfer
  let read: Transfer

  /// Returns what drivers do that keep one file per slot and write it over again and again.
  ///
  /// - Parameters:
  ///   - fits: True if the page cache can hold all states of the level. Otherwise each transfer ends at the device: also a
  ///     write that does not wait for it, since the pages of earlier ones have to leave first.
  ///   - isDurable: True if the driver waits until the device has a state.
  init(fits: Bool, isDurable: Bool) {
    write = !fits ? .overwriteUncached : isDurable ? .overwriteSynced : .overwrite
    read = fits ? .readCached : .readUncached
  }
}
