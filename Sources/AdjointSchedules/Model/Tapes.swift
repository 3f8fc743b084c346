/// The tapes of a chain. A step may be run so that it keeps everything its backward step needs.
///
/// With tapes a chain of l steps has l backward steps B_{l-1} ... B_0, and no turn: B_i runs from tape i and needs no
/// state (O. Beaumont, L. Eyraud-Dubois, J. Herrmann, A. Joly, A. Shilova, Optimal checkpointing for heterogeneous
/// chains, Inria RR-9302, 2019).
public struct Tapes: Hashable, Sendable {
  /// The sizes of tape 0 ... l - 1 (t_i) in bytes, or nil if levels are only counted in slots; a tape takes one.
  public let size: StepSize?
  /// The cost of B_0 ... B_{l-1} (a_i) from their tapes, in the problem's units.
  public let adjointCost: StepCost

  public init(size: StepSize? = nil, adjointCost: StepCost = .uniform(1)) {
    self.size = size
    self.adjointCost = adjointCost
  }
}
