import AdjointSchedules

/// The part of a chain that a picture shows: the states `from` ... `to` and the steps between them, while these are
/// reversed.
public struct PictureWindow: Hashable, Sendable {
  /// The first state; nil for x_0.
  public let from: Int?
  /// The last one; nil for x_l.
  public let to: Int?

  public static let whole = PictureWindow()

  /// - Precondition: `from` and `to` are at least 0, and `from` is less than `to` where both are given.
  public init(from: Int? = nil, to: Int? = nil) {
    precondition(from ?? 0 >= 0 && to.map { $0 > from ?? 0 } ?? true, "a window has at least one step")
    (self.from, self.to) = (from, to)
  }

  /// Returns the states that are shown of a problem's chain.
  ///
  /// - Throws: ``PictureWindowError`` when the chain has no step where the window begins or ends, or when branches join:
  ///   no time is that of some of their steps alone.
  public func states(of problem: Problem) throws(PictureWindowError) -> ClosedRange<Int> {
    let chain = problem.chain
    if problem.junction != nil, let number = from ?? to {
      throw PictureWindowError(isStart: from != nil, number: number, length: nil)
    }
    if let to, to > chain.length { throw PictureWindowError(isStart: false, number: to, length: chain.length) }
    if let from, from >= chain.length { throw PictureWindowError(isStart: true, number: from, length: chain.length) }
    return (from ?? 0)...(to ?? chain.length)
  }
}

/// A window that ends, or begins, where the chain has no more steps.
public struct PictureWindowError: Error, Hashable, Sendable {
  /// Whether it is the window's start, or else its end.
  public let isStart: Bool
  /// The state asked for.
  public let number: Int
  /// The steps that the chain has; nil where branches join.
  public let length: Int?
}
