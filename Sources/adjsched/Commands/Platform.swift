/// The options in which a command states its storage levels.
enum Platform: Sendable {
  /// One free level: `-m`.
  case memory
  /// A free level and a disk: `-m`, `--disk-write`, `--disk-read`, `--disk-slots`.
  case memoryAndDisk
  /// Any levels: a free one when there is `-m`, a disk when there is any of its options, then each `--level`.
  case levels
  /// The same, or free memory for every state when no level is stated.
  case levelsOrUnlimited
}
