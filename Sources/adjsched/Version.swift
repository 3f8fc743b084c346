enum Version {
  static let text = "0.1.0"
  /// The day of the version, or of the last change on the way to it: what the manual page says.
  static let date = "2026-11-20"
}
