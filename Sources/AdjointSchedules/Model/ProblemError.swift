/// A number in a problem that is out of range.
public struct ProblemError: Error, Hashable, Sendable, CustomStringConvertible {
  public let field: ProblemField
  public let reason: String

  package init(field: ProblemField, reason: String) {
    self.field = field
    self.reason = reason
  }

  public var description: String { "\(field) \(reason)" }
}
