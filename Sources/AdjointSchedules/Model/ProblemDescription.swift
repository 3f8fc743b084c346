/// A problem as a person states it: costs as decimals, names optional.
///
/// Command line and problem file both arrive here; ``problem()`` puts all costs on one scale.
public struct ProblemDescription: Hashable, Sendable {
  /// What the steps cost, as stated.
  public enum Costs: Hashable, Sendable {
    case uniform(DecimalCost)
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
    /// The number of slots, or nil when it is unlimited or given in bytes.
    public var slots: Int?
    /// The number of bytes, or nil when slots are counted.
    public var capacity: Int?
    public var writeCost: DecimalCost
    public var readCost: DecimalCost

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

  /// The length of the chain, or of the handle where branches join.
  public var length: Int
  /// The lengths of the branches that join in a handle, or nil where there is one chain alone.
  public var branches: [Int]?
  public var forwardCost: Costs
  public var backwardCost: Costs
  /// The bytes of the states, where they are given.
  public var stateSize: StepSize?
  /// The bytes of the tapes, where they are given.
  public var tapeSize: StepSize?
  /// What the backward steps cost from tapes; a chain with this or with the tapes' size has tapes.
  public var adjointCost: Costs?
  public var levels: [Level]

  public init(
    length: Int, forwardCost: Costs = .uniform(.one), backwardCost: Costs = .uniform(.one), levels: [Level]
  ) {
    self.length = length
    self.forwardCost = forwardCost
    self.backwardCost = backwardCost
    self.levels = levels
  }

  /// True when backward steps run from states, so that even the empty chain has one.
  package var hasTurn: Bool { tapeSize == nil && adjointCost == nil }

  /// Returns the problem, its costs in units of the finest digit that any of them uses.
  ///
  /// - Throws: ``ProblemError`` when a number is out of range, or when a cost does not fit 64 bits in those units.
  /// - Complexity: O(levels + step costs given), since each is looked at twice.
  public func problem() throws(ProblemError) -> Problem {
    let scale = scale
    if let branches { return try network(branches, scale) }
    var scaledLevels: [AdjointSchedules.Level] = []
    for (index, level) in levels.enumerated() {
      let name = level.name ?? AdjointSchedules.Level.defaultName(index)
      let writeCost = try Self.units(level.writeCost, scale, "levels[\(index)].writeCost")
      let readCost = try Self.units(level.readCost, scale, "levels[\(index)].readCost")
      scaledLevels.append(
        level.capacity.map {
          AdjointSchedules.Level(name: name, capacity: $0, writeCost: writeCost, readCost: readCost)
        } ?? AdjointSchedules.Level(name: name, slots: level.slots, writeCost: writeCost, readCost: readCost))
    }
    let chain = Chain(
      length: length, forwardCost: try Self.scaled(forwardCost, scale, "chain.forwardCost"),
      backwardCost: try Self.scaled(backwardCost, scale, "chain.backwardCost"), stateSize: stateSize,
      tapes: try tapes(scale))
    return try Problem(chain: chain, levels: scaledLevels, fractionDigits: scale)
  }

  /// The finest digit that any cost uses.
  private var scale: Int {
    var scale = 0
    for cost in forwardCost.all + backwardCost.all + (adjointCost?.all ?? []) {
      scale = max(scale, cost.fractionDigits)
    }
    for level in levels {
      scale = max(scale, level.writeCost.fractionDigits, level.readCost.fractionDigits)
    }
    return scale
  }

  private func network(_ branches: [Int], _ scale: Int) throws(ProblemError) -> Problem {
    guard levels.count == 1, levels[0].capacity == nil, levels[0].writeCost == .zero, levels[0].readCost == .zero else {
      throw ProblemError(field: "levels", reason: "must be one memory in slots, free to write and to read")
    }
    let costs = try [(forwardCost, "join.forwardCost"), (backwardCost, "join.backwardCost")].map {
      (costs, field) throws(ProblemError) in
      guard case .uniform(let cost) = costs else {
        throw ProblemError(field: field, reason: "must be one cost: the steps of a join all cost the same")
      }
      return try Self.units(cost, scale, field)
    }
    return try Problem(
      branches: branches, handle: length, forwardCost: costs[0], backwardCost: costs[1],
      memory: levels[0].name ?? AdjointSchedules.Level.defaultName(0), slots: levels[0].slots, fractionDigits: scale)
  }

  private func tapes(_ scale: Int) throws(ProblemError) -> Tapes? {
    if hasTurn { return nil }
    return Tapes(
      size: tapeSize, adjointCost: try Self.scaled(adjointCost ?? .uniform(.one), scale, "chain.adjointCost"))
  }

  private static func scaled(_ costs: Costs, _ scale: Int, _ field: String) throws(ProblemError) -> StepCost {
    switch costs {
    case .uniform(let cost):
      return .uniform(try units(cost, scale, field))
    case .each(let costs):
      var scaled: [Int] = []
      scaled.reserveCapacity(costs.count)
      for (index, cost) in costs.enumerated() {
        scaled.append(try units(cost, scale, "\(field)[\(index)]"))
      }
      return .each(scaled)
    }
  }

  private static func units(_ cost: DecimalCost, _ scale: Int, _ field: String) throws(ProblemError) -> Int {
    guard let units = cost.units(scale: scale) else {
      throw ProblemError(
        field: field,
        reason: "does not fit 64 bits beside costs with \(scale) decimals; use larger units or fewer decimals")
    }
    return units
  }
}
