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
    /// The number of slots, or nil when it is unlimited.
    public var slots: Int?
    public var writeCost: DecimalCost
    public var readCost: DecimalCost

    public init(
      name: String? = nil, slots: Int?, writeCost: DecimalCost = .zero, readCost: DecimalCost = .zero
    ) {
      self.name = name
      self.slots = slots
      self.writeCost = writeCost
      self.readCost = readCost
    }
  }

  public var length: Int
  public var forwardCost: Costs
  public var backwardCost: Costs
  public var levels: [Level]

  public init(
    length: Int, forwardCost: Costs = .uniform(.one), backwardCost: Costs = .uniform(.one), levels: [Level]
  ) {
    self.length = length
    self.forwardCost = forwardCost
    self.backwardCost = backwardCost
    self.levels = levels
  }

  /// Returns the problem, its costs in units of the finest digit that any of them uses.
  ///
  /// - Throws: ``ProblemError`` when a number is out of range, or when a cost does not fit 64 bits in those units.
  /// - Complexity: O(levels + step costs given), since each is looked at twice.
  public func problem() throws(ProblemError) -> Problem {
    var scale = 0
    for cost in forwardCost.all + backwardCost.all { scale = max(scale, cost.fractionDigits) }
    for level in levels {
      scale = max(scale, level.writeCost.fractionDigits, level.readCost.fractionDigits)
    }
    var scaledLevels: [AdjointSchedules.Level] = []
    for (index, level) in levels.enumerated() {
      scaledLevels.append(
        AdjointSchedules.Level(
          name: level.name ?? "level \(index)", slots: level.slots,
          writeCost: try Self.units(level.writeCost, scale, "levels[\(index)].writeCost"),
          readCost: try Self.units(level.readCost, scale, "levels[\(index)].readCost")))
    }
    let chain = Chain(
      length: length, forwardCost: try Self.scaled(forwardCost, scale, "chain.forwardCost"),
      backwardCost: try Self.scaled(backwardCost, scale, "chain.backwardCost"))
    return try Problem(chain: chain, levels: scaledLevels, fractionDigits: scale)
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
