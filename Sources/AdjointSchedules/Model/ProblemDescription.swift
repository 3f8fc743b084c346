/// A problem as stated by a user: decimal costs, optional names.
///
/// Both the command line and problem files produce it; ``problem()`` converts all costs to one scale.
public struct ProblemDescription: Hashable, Sendable {
  /// The costs of the steps, as stated.
  public enum Costs: Hashable, Sendable {
    /// The same for all steps.
    case uniform(DecimalCost)
    /// One for each step, in the chain's order.
    case each([DecimalCost])

    fileprivate var all: [DecimalCost] {
      switch self {
      case .uniform(let cost): return [cost]
      case .each(let costs): return costs
      }
    }
  }

  /// A level, as stated.
  public struct Level: Hashable, Sendable {
    /// The name, or nil for `level k`.
    public var name: String?
    /// The number of slots, or nil if unlimited or given in bytes.
    public var slots: Int?
    /// The number of bytes, or nil if given in slots.
    public var capacity: Int?
    /// The cost of writing one state (w_k); with a bandwidth, the latency.
    public var writeCost: DecimalCost
    /// The cost of reading one state (r_k); with a bandwidth, the latency.
    public var readCost: DecimalCost
    /// The bytes written per unit of cost, at least 1, or nil if bytes cost nothing.
    public var writeBandwidth: Int?
    /// The bytes read per unit of cost, at least 1, or nil if bytes cost nothing.
    public var readBandwidth: Int?
    /// The fraction of its size that a state or tape takes here, above 0.
    public var sizeFactor = DecimalCost.one
    /// The level whose capacity this one uses, or nil if it has its own.
    public var sharesCapacityWith: Reference?
    /// True if states travel between this level and level 0 while steps run.
    public var isOverlapped = false

    /// A reference to another level.
    public enum Reference: Hashable, Sendable {
      case name(String)
      /// The index in ``ProblemDescription/levels``.
      case index(Int)
    }

    /// Creates a level; ``ProblemDescription/problem()`` checks its numbers.
    public init(
      name: String? = nil, slots: Int?, capacity: Int? = nil, writeCost: DecimalCost = .zero,
      readCost: DecimalCost = .zero
    ) {
      self.name = name
      self.slots = slots
      self.capacity = capacity
      self.writeCost = writeCost
      self.readCost = readCost
    }
  }

  /// The length of the chain, or of the handle if branches join, in 0 ... 10^18.
  public var length: Int
  /// The lengths of the branches that join in a handle, each in 1 ... 10^18, or nil for a single chain.
  public var branches: [Int]?
  /// The cost of F_0 ... F_{l-1} (uf).
  public var forwardCost: Costs
  /// The cost of B_0 ... B_l (ub). Unused with tapes.
  public var backwardCost: Costs
  /// The sizes of the states in bytes, if given.
  public var stateSize: StepSize?
  /// The sizes of the tapes in bytes, if given.
  public var tapeSize: StepSize?
  /// The costs of the backward steps from tapes. A chain has tapes if this or the tape size is given.
  public var adjointCost: Costs?
  /// The bytes that forward steps need on the fastest level while they run, if given.
  public var forwardTemporary: StepSize?
  /// The bytes that backward steps need on the fastest level while they run, if given.
  public var backwardTemporary: StepSize?
  /// The levels, in the order of their indices.
  public var levels: [Level]
  /// Where the reversal of a chain begins, or nil for the beginning.
  public var situation: Situation?
  /// Where that of branches that join begins, or nil for the beginning.
  public var joinSituation: JoinSituation?

  /// Creates the description of a chain; the other properties can be set afterwards.
  public init(
    length: Int, forwardCost: Costs = .uniform(.one), backwardCost: Costs = .uniform(.one), levels: [Level]
  ) {
    self.length = length
    self.forwardCost = forwardCost
    self.backwardCost = backwardCost
    self.levels = levels
  }

  /// True if backward steps run from states, so that even the empty chain has one.
  package var hasTurn: Bool { tapeSize == nil && adjointCost == nil }

  /// Returns the problem, with costs in units of the finest digit used by any of them.
  ///
  /// - Throws: ``ProblemError`` if a number is out of range or a cost does not fit 64 bits in those units.
  /// - Complexity: O(levels + step costs given), since each is visited twice.
  public func problem() throws(ProblemError) -> Problem {
    let scale = scale
    if let branches { return try network(branches, scale) }
    if joinSituation != nil { throw ProblemError(field: .situation(.due), reason: .situationOfChain) }
    var scaledLevels: [AdjointSchedules.Level] = []
    for (index, level) in levels.enumerated() {
      let name = level.name ?? AdjointSchedules.Level.defaultName(index)
      let writeCost = try Self.units(level.writeCost, scale, .level(index, .writeCost))
      let readCost = try Self.units(level.readCost, scale, .level(index, .readCost))
      scaledLevels.append(
        AdjointSchedules.Level(
          name: name, slots: level.slots, capacity: level.capacity,
          write: TransferCost(latency: writeCost, bandwidth: level.writeBandwidth),
          read: TransferCost(latency: readCost, bandwidth: level.readBandwidth), sizeFactor: level.sizeFactor,
          sharesCapacityWith: try owner(ofLevel: index), isOverlapped: level.isOverlapped))
    }
    let chain = Chain(
      length: length, forwardCost: try Self.scaled(forwardCost, scale, .chain(.forwardCost)),
      backwardCost: try Self.scaled(backwardCost, scale, .chain(.backwardCost)), stateSize: stateSize,
      tapes: try tapes(scale), forwardTemporary: forwardTemporary, backwardTemporary: backwardTemporary)
    return try Problem(chain: chain, levels: scaledLevels, fractionDigits: scale, situation: situation)
  }

  /// Returns the index of the level whose capacity a level uses, or nil when it has its own.
  private func owner(ofLevel index: Int) throws(ProblemError) -> Int? {
    let name: String
    switch levels[index].sharesCapacityWith {
    case nil: return nil
    case .index(let owner): return owner
    case .name(let given): name = given
    }
    let owners = levels.indices.filter {
      $0 != index && (levels[$0].name ?? AdjointSchedules.Level.defaultName($0)) == name
    }
    guard let owner = owners.first, owners.count == 1 else {
      throw ProblemError(
        field: .level(index, .sharesCapacityWith),
        reason: owners.isEmpty ? .unknownName : .ambiguousName)
    }
    return owner
  }

  /// The finest digit that any cost uses.
  private var scale: Int {
    var scale = 0
    for cost in forwardCost.all + backwardCost.all + (adjointCost?.all ?? []) {
      scale = max(scale, cost.fractionDigits)
    }
    for level in levels {
      scale = max(scale, level.writeCost.fractionDigits, level.readCost.fractionDigits)
      for bandwidth in [level.writeBandwidth, level.readBandwidth] {
        if let bandwidth, bandwidth > 0 { scale = max(scale, fractionDigits(ofBandwidth: bandwidth)) }
      }
    }
    return scale
  }

  /// Returns the digits of the times that states and tapes take at a bandwidth, each rounded up to its ninth.
  private func fractionDigits(ofBandwidth bandwidth: Int) -> Int {
    var digits = 0
    for sizes in [stateSize, tapeSize] {
      for size in sizes?.given ?? [] where size > 0 && digits < DecimalCost.maximumFractionDigits {
        var time = (Int128(size) * 1_000_000_000 + Int128(bandwidth) - 1) / Int128(bandwidth)
        var needed = DecimalCost.maximumFractionDigits
        while needed > digits && time % 10 == 0 { (time, needed) = (time / 10, needed - 1) }
        digits = max(digits, needed)
      }
    }
    return digits
  }

  private func network(_ branches: [Int], _ scale: Int) throws(ProblemError) -> Problem {
    if situation != nil { throw ProblemError(field: .situation(.due), reason: .situationOfJoin) }
    guard levels.count == 1, levels[0] == Level(name: levels[0].name, slots: levels[0].slots) else {
      throw ProblemError(field: .levels, reason: .notOneFreeMemory)
    }
    let costs = try [(forwardCost, ProblemField.join(.forwardCost)), (backwardCost, .join(.backwardCost))].map {
      (costs, field) throws(ProblemError) in
      guard case .uniform(let cost) = costs else {
        throw ProblemError(field: field, reason: .notOneCost)
      }
      return try Self.units(cost, scale, field)
    }
    return try Problem(
      branches: branches, handle: length, forwardCost: costs[0], backwardCost: costs[1],
      memory: levels[0].name ?? AdjointSchedules.Level.defaultName(0), slots: levels[0].slots, fractionDigits: scale,
      situation: joinSituation)
  }

  private func tapes(_ scale: Int) throws(ProblemError) -> Tapes? {
    if hasTurn { return nil }
    return Tapes(
      size: tapeSize, adjointCost: try Self.scaled(adjointCost ?? .uniform(.one), scale, .chain(.adjointCost)))
  }

  private static func scaled(_ costs: Costs, _ scale: Int, _ field: ProblemField) throws(ProblemError) -> StepCost {
    switch costs {
    case .uniform(let cost):
      return .uniform(try units(cost, scale, field))
    case .each(let costs):
      var scaled: [Int] = []
      scaled.reserveCapacity(costs.count)
      for (index, cost) in costs.enumerated() {
        scaled.append(try units(cost, scale, field.entry(index)))
      }
      return .each(scaled)
    }
  }

  /// Returns a field's cost in units of 10^-`scale`.
  package static func units(_ cost: DecimalCost, _ scale: Int, _ field: ProblemField) throws(ProblemError) -> Int {
    guard let units = cost.units(scale: scale) else {
      throw ProblemError(field: field, reason: .costOverflow(fractionDigits: scale))
    }
    return units
  }
}
