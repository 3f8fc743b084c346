/// Several independent chains that share one memory, free to write and to read.
public struct ShareProblem: Hashable, Sendable {
  /// One of the chains; its steps all cost the same.
  public struct Member: Hashable, Sendable {
    /// The name for people, if it has one.
    public let name: String?
    /// The number of forward steps, l, in 0 ... 10^18.
    public let length: Int
    /// uf >= 0, in the problem's units.
    public let forwardCost: Int
    /// ub >= 0, in the problem's units.
    public let backwardCost: Int

    /// Creates a chain; ``ShareProblem`` checks its numbers.
    public init(name: String? = nil, length: Int, forwardCost: Int = 1, backwardCost: Int = 1) {
      self.name = name
      self.length = length
      self.forwardCost = forwardCost
      self.backwardCost = backwardCost
    }

    /// The most slots that the chain can use; no schedule stores x_l.
    var usefulSlots: Int { length }
    /// The fewest slots that the chain needs.
    var neededSlots: Int { min(length, 1) }
  }

  /// The processors that run the chains.
  public enum Processors: String, CaseIterable, Sendable {
    /// One processor: the chains run one after another, each with the whole memory.
    case one
    /// A processor for each chain: they run at the same time, and the slots are divided.
    case each
  }

  /// The objective of the division.
  public enum Objective: String, CaseIterable, Sendable {
    /// The sum of the makespans.
    case sum
    /// The largest makespan, then the sum.
    case maximum
  }

  /// The chains, at least one.
  public let chains: [Member]
  /// The number of slots, in 0 ... 10^18, or nil for unlimited.
  public let slots: Int?
  /// How the chains run.
  public let processors: Processors
  /// What the division minimises.
  public let objective: Objective
  /// The digits after the point of one unit of cost, in 0 ... 9.
  public let fractionDigits: Int

  /// Creates a problem after checking every number in it.
  ///
  /// - Throws: ``ProblemError`` naming the field that is out of range, as spelled in problem files.
  /// - Complexity: O(chains), since each number is visited once.
  public init(
    chains: [Member], slots: Int?, processors: Processors, objective: Objective = .sum, fractionDigits: Int = 0
  ) throws(ProblemError) {
    guard (0...DecimalCost.maximumFractionDigits).contains(fractionDigits) else {
      throw ProblemError(field: .fractionDigits, reason: .outside(0...9))
    }
    if chains.isEmpty { throw ProblemError(field: .members, reason: .empty(.chain)) }
    for (index, chain) in chains.enumerated() {
      guard (0...Chain.maximumLength).contains(chain.length) else {
        throw ProblemError(field: .member(index, .length), reason: .outside(0...Chain.maximumLength))
      }
      if chain.forwardCost < 0 {
        throw ProblemError(field: .member(index, .forwardCost), reason: .negative)
      }
      if chain.backwardCost < 0 {
        throw ProblemError(field: .member(index, .backwardCost), reason: .negative)
      }
    }
    if let slots, !(0...Level.maximumSlots).contains(slots) {
      throw ProblemError(field: .level(0, .slots), reason: .outsideOrUnlimited(0...Level.maximumSlots))
    }
    self.chains = chains
    self.slots = slots
    self.processors = processors
    self.objective = objective
    self.fractionDigits = fractionDigits
  }
}
