import AdjointSchedules

/// The part of a chain in a picture: the states `from` ... `to` and the steps between them, while these are reversed.
public struct PictureWindow: Hashable, Sendable {
  /// The first state; nil for x_0.
  public let from: Int?
  /// The last one; nil for x_l.
  public let to: Int?

  /// The whole chain.
  public static let whole = PictureWindow()

  /// - Precondition: `from` and `to` are at least 0, and `from` is less than `to` if both are given.
  public init(from: Int? = nil, to: Int? = nil) {
    precondition(from ?? 0 >= 0 && to.map { $0 > from ?? 0 } ?? true, "a window has at least one step")
    (self.from, self.to) = (from, to)
  }

  /// Returns the range of states shown for a problem.
  ///
  /// - Throws: ``PictureWindowError`` if the chain has no step where the window starts or ends, or if branches join,
  ///   since no period of time belongs to only some of their steps.
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

/// A window that starts or ends outside the chain.
public struct PictureWindowError: Error, Hashable, Sendable {
  /// True for the window's start, false for its end.
  public let isStart: Bool
  /// The requested state.
  public let number: Int
  /// The chain's length; nil if branches join.
  public let length: Int?
}
