/// Costs that were stated with more digits than a cost has, and were rounded.
public struct RoundedCosts: Hashable, Sendable {
  public private(set) var count = 0
  /// Where the first of them stands: a field, or an option.
  public private(set) var first: String?

  public init() {}

  public mutating func add(_ place: @autoclosure () -> String) {
    if count == 0 { first = place() }
    count += 1
  }

  /// What a person has to be told of it, or nil when nothing was rounded.
  public var sentence: String? {
    guard let first else { return nil }
    let digits = "more than 9 digits after the point"
    return count == 1
      ? "\(first) has \(digits) and is rounded to 9"
      : "\(count) costs have \(digits) and are rounded to 9; the first is \(first)"
  }
}
