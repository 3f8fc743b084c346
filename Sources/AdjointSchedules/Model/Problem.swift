/// A planning problem: a chain, or a network of chains, and the storage levels it may use, with exact costs on one
/// scale.
///
/// Every cost in the chain and the levels is an integer number of units of 10^-`fractionDigits`, so that sums are
/// exact: with one digit, a step of 0.1 costs 1 unit and 2.5 costs 25.
public struct Problem: Hashable, Sendable {
  /// The chain; for a network, the states of all parts, numbered as in ``junction``.
  public let chain: Chain
  /// The structure of a network, or nil for a single chain.
  public let junction: Junction?
  /// The levels in the given order; operations identify a level by its index here.
  ///
  /// Levels given in bytes also get a number of slots if all states and tapes have the same size.
  public let levels: [Level]
  /// The digits after the point of one unit of cost, in 0 ... 9.
  public let fractionDigits: Int
  /// Where the reversal begins, or nil for the beginning: x_0 in the buffer, nothing stored, every backward step due.
  public private(set) var situation: Situation?

  /// Creates a problem after checking every number in it.
  ///
  /// - Parameters:
  ///   - chain: The chain.
  ///   - levels: The levels.
  ///   - fractionDigits: The digits after the point of one unit of cost, in 0 ... 9.
  ///   - situation: Where the reversal begins; nil for the beginning.
  /// - Throws: ``ProblemError`` naming the field that is out of range, as spelled in problem files.
  /// - Complexity: O(levels + step costs given + what the situation stores), since each number is visited once.
  public init(
    chain: Chain, levels: [Level], fractionDigits: Int = 0, situation: Situation? = nil
  ) throws(ProblemError) {
    try Self.check(fractionDigits: fractionDigits)
    guard (0...Chain.maximumLength).contains(chain.length) else {
      throw ProblemError(field: .chain(.length), reason: .outside(0...Chain.maximumLength))
    }
    try Self.check(chain.forwardCost, count: chain.length, field: .chain(.forwardCost))
    if let tapes = chain.tapes {
      try Self.check(tapes.adjointCost, count: chain.length, field: .chain(.adjointCost))
      if let size = tapes.size { try Self.check(size, count: chain.length, field: .chain(.tapeSize)) }
    } else {
      try Self.check(chain.backwardCost, count: chain.length + 1, field: .chain(.backwardCost))
    }
    if let size = chain.stateSize { try Self.check(size, count: chain.length + 1, field: .chain(.stateSize)) }
    for (index, level) in levels.enumerated() {
      try level.checkNumbers(index: index)
      try level.checkBytes(of: chain, index: index, among: levels, fractionDigits: fractionDigits)
    }
    try chain.checkTemporaries(on: levels.first)
    self.init(
      checked: chain, junction: nil, levels: Self.counted(levels, chain, fractionDigits: fractionDigits),
      fractionDigits: fractionDigits)
    if let situation { self = try with(situation: situation) }
  }

  /// Creates a problem from checked numbers.
  init(checked chain: Chain, junction: Junction?, levels: [Level], fractionDigits: Int) {
    self.chain = chain
    self.junction = junction
    self.levels = levels
    self.fractionDigits = fractionDigits
  }

  /// Returns the same problem beginning in a situation, or at the beginning.
  ///
  /// - Throws: ``ProblemError`` if the situation does not suit the chain and the levels.
  /// - Complexity: O(levels + step costs given + what the situation stores).
  public func with(situation: Situation?) throws(ProblemError) -> Problem {
    var problem = self
    problem.situation = nil
    guard let situation else { return problem }
    if let junction {
      guard situation.branches.count == junction.branches.count, situation.buffer == nil, situation.tapes.isEmpty else {
        throw ProblemError(field: .situation(.due), reason: .situationOfJoin)
      }
      _ = try junction.numbered(junction.along(situation))
    } else {
      if !situation.branches.isEmpty { throw ProblemError(field: .situation(.due), reason: .situationOfChain) }
      try situation.check(chain, levels)
    }
    try problem.checkRoom(of: situation)
    problem.situation = situation
    return problem
  }

  /// True if states travel to and from some level while steps run.
  public var isOverlapped: Bool { levels.contains(where: \.isOverlapped) }

  /// Returns the same problem beginning in a situation of one with the same chain and the same room.
  func keeping(_ situation: Situation?) -> Problem {
    var problem = self
    problem.situation = situation
    return problem
  }

  static func check(fractionDigits: Int) throws(ProblemError) {
    guard (0...DecimalCost.maximumFractionDigits).contains(fractionDigits) else {
      throw ProblemError(field: .fractionDigits, reason: .outside(0...9))
    }
  }

  static func check(_ numbers: PerStep, count: Int, field: ProblemField) throws(ProblemError) {
    switch numbers {
    case .uniform(let number):
      if number < 0 { throw ProblemError(field: field, reason: .negative) }
    case .each(let numbers):
      if numbers.count != count {
        throw ProblemError(field: field, reason: .wrongCount(numbers.count, needed: count))
      }
      if let index = numbers.firstIndex(where: { $0 < 0 }) {
        throw ProblemError(field: field.entry(index), reason: .negative)
      }
    }
  }
}

extension Level {
  /// Checks the slots and the costs of a problem's level.
  func checkNumbers(index: Int) throws(ProblemError) {
    if let slots, !(0...Self.maximumSlots).contains(slots) {
      throw ProblemError(field: .level(index, .slots), reason: .outsideOrUnlimited(0...Self.maximumSlots))
    }
    if writeCost < 0 { throw ProblemError(field: .level(index, .writeCost), reason: .negative) }
    if readCost < 0 { throw ProblemError(field: .level(index, .readCost), reason: .negative) }
    if isOverlapped && index == 0 { throw ProblemError(field: .level(0, .overlapped), reason: .overlappedFastest) }
  }
}
