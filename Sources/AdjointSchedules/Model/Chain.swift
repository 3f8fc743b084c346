/// An adjoint chain x_0 -> x_1 -> ... -> x_l: l forward steps F_i and l + 1 backward steps B_i.
///
/// B_l is *the turn*. A program of n time steps whose adjoints each rerun their own step is a chain of length l = n - 1
/// (A. Griewank, A. Walther, Algorithm 799, ACM TOMS 26, 2000, doi:10.1145/347837.347846).
public struct Chain: Hashable, Sendable {
  /// The longest supported chain: 10^18 steps, so that l + 1 and sums of two positions fit 64 bits.
  public static let maximumLength = 1_000_000_000_000_000_000

  /// The number of forward steps, l, in 0 ... 10^18.
  public let length: Int
  /// The cost of F_0 ... F_{l-1} (uf), in the problem's units.
  public let forwardCost: StepCost
  /// The cost of B_0 ... B_l (ub), in the problem's units. Unused with tapes.
  public let backwardCost: StepCost
  /// The sizes of x_0 ... x_l (s_i) in bytes, or nil if states are only counted in slots.
  public let stateSize: StepSize?
  /// The sizes and costs of tapes, or nil if backward steps run from states.
  public let tapes: Tapes?
  /// The bytes that F_0 ... F_{l-1} need on the fastest level while they run, or nil for none.
  public let forwardTemporary: StepSize?
  /// The bytes that each backward step needs on the fastest level while it runs, or nil for none.
  public let backwardTemporary: StepSize?

  /// Creates a chain; ``Problem`` checks its numbers.
  public init(
    length: Int, forwardCost: StepCost = .uniform(1), backwardCost: StepCost = .uniform(1),
    stateSize: StepSize? = nil, tapes: Tapes? = nil, forwardTemporary: StepSize? = nil,
    backwardTemporary: StepSize? = nil
  ) {
    self.length = length
    self.forwardCost = forwardCost
    self.backwardCost = backwardCost
    self.stateSize = stateSize
    self.tapes = tapes
    self.forwardTemporary = forwardTemporary
    self.backwardTemporary = backwardTemporary
  }

  /// The number of backward steps: l + 1, or l with tapes, where there is no turn.
  public var backwardSteps: Int { tapes == nil ? length + 1 : length }

  /// The cost of each backward step: from its state or, with tapes, from its tape.
  public var adjointCost: StepCost { tapes?.adjointCost ?? backwardCost }
}

/// The tapes of a chain. A step may be run so that it keeps everything its backward step needs.
///
/// With tapes a chain of l steps has l backward steps B_{l-1} ... B_0, and no turn: B_i runs from tape i and needs no
/// state (O. Beaumont, L. Eyraud-Dubois, J. Herrmann, A. Joly, A. Shilova, Optimal checkpointing for heterogeneous
/// chains, Inria RR-9302, 2019, doi:10.48550/arXiv.1911.13214).
public struct Tapes: Hashable, Sendable {
  /// The sizes of tape 0 ... l - 1 (t_i) in bytes, or nil if levels are only counted in slots; a tape takes one.
  public let size: StepSize?
  /// The cost of B_0 ... B_{l-1} (a_i) from their tapes, in the problem's units.
  public let adjointCost: StepCost

  /// Creates the tapes of a chain; ``Problem`` checks their numbers.
  public init(size: StepSize? = nil, adjointCost: StepCost = .uniform(1)) {
    self.size = size
    self.adjointCost = adjointCost
  }
}
