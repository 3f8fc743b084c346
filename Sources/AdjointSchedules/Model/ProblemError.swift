/// A number in a problem that is out of range.
public struct ProblemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The field as the problem file spells it, such as `levels[1].slots`.
  public let field: String
  public let reason: String

  package init(field: String, reason: String) {
    self.field = field
    self.reason = reason
  }

  public var description: String { "\(field) \(reason)" }
}
