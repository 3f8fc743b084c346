/// Costs that were rounded because they had too many digits.
public struct RoundedCosts: Hashable, Sendable {
  /// How many there are.
  public private(set) var count = 0
  /// The field or option of the first of them.
  public private(set) var first: String?

  /// Creates an empty count.
  public init() {}

  /// Counts one more, at the field or option `place`.
  public mutating func add(_ place: @autoclosure () -> String) {
    if count == 0 { first = place() }
    count += 1
  }

  /// The note for the user, or nil if nothing was rounded.
  public var sentence: String? {
    guard let first else { return nil }
    let digits = "more than 9 digits after the point"
    return count == 1
      ? "\(first) has \(digits) and is rounded to 9"
      : "\(count) costs have \(digits) and are rounded to 9; the first is \(first)"
  }
}
