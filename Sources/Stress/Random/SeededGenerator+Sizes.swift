import AdjointSchedules
import SeededRandom

extension SeededGenerator {
  /// Which costs are nonzero: all, all but one, or only one, each in turn.
  private struct Payers {
    var forward = true
    var backward = true
    var write = true
    var read = true
  }

  private mutating func payers() -> Payers {
    if one(in: 2) { return Payers() }
    let chosen = int(0...3)
    let isAlone = one(in: 2)
    return Payers(
      forward: (chosen == 0) == isAlone, backward: (chosen == 1) == isAlone, write: (chosen == 2) == isAlone,
      read: (chosen == 3) == isAlone)
  }

  /// Returns a chain with state sizes, and levels, some of them in bytes.
  mutating func sizedChain() -> (Chain, [Level]) {
    let length = int(0...6)
    let payers = payers()
    let states = sizes(length + 1)
    let chain = Chain(
      length: length, forwardCost: stepCosts(length, payers.forward),
      backwardCost: .uniform(payers.backward ? cost(6) : 0), stateSize: .each(states))
    return (chain, roomy(one(in: 3) ? 2 : 1, holding: states, payers))
  }

  /// Returns a chain whose steps keep tapes, with sizes or without.
  mutating func tapedChain() -> (Chain, [Level]) {
    let length = int(0...6)
    let payers = payers()
    let forward = stepCosts(length, payers.forward)
    let adjoint: StepCost = stepCosts(length, payers.backward)
    let levels = one(in: 4) ? 2 : 1
    if one(in: 4) {
      let chain = Chain(length: length, forwardCost: forward, tapes: Tapes(adjointCost: adjoint))
      return (chain, (0..<levels).map { level($0, slots: int(1...4), payers) })
    }
    let (states, tapes) = (sizes(length + 1), sizes(length))
    let chain = Chain(
      length: length, forwardCost: forward, stateSize: .each(states),
      tapes: Tapes(size: .each(tapes), adjointCost: adjoint))
    return (chain, roomy(levels, holding: states + tapes, payers))
  }

  /// Returns a chain of equal steps with tapes on one level, or a short one on several, that mostly holds some of them.
  mutating func equallyTapedChain() -> (Chain, [Level]) {
    let payers = payers()
    let length = one(in: 2) ? int(0...6) : one(in: 8) ? 1_000 + logarithmic(1_000_000_000_000) : int(7...80)
    // Of tapes that take no room a long chain keeps all, too many for any memory.
    let (state, tape) = (int(0...6), int((length > 80 ? 1 : 0)...7))
    let capacity = max(0, min(state, tape) + tape + int(-1...6 * tape + 2))
    let chain = Chain(
      length: length, forwardCost: .uniform(payers.forward ? cost(6) : 0), stateSize: .uniform(state),
      tapes: Tapes(size: .uniform(tape), adjointCost: .uniform(payers.backward ? cost(6) : 0)))
    let count = length <= 30 && one(in: 3) ? int(2...3) : 1
    return (
      chain,
      (0..<count).map { index in
        let level = level(index, slots: nil, payers)
        return Level(
          name: level.name, capacity: index == 0 ? capacity : int(0...4 * (state + tape)), writeCost: level.writeCost,
          readCost: level.readCost)
      }
    )
  }

  /// What problems in bytes can have besides sizes.
  enum RoomAsks: CaseIterable {
    case byByte, temporaries, compressed
  }

  /// Returns a short chain of states or tapes with some of these properties at random, or only with those in `asks`.
  mutating func roomyChain(asks: Set<RoomAsks>? = nil) -> (Chain, [Level]) {
    /// True at random: once in `times`, or in half of the cases if only some properties are wanted and this is one.
    func asked(_ what: RoomAsks, _ times: Int, _ random: inout SeededGenerator) -> Bool {
      let isDrawn = random.one(in: asks == nil ? times : 2)
      return (asks?.contains(what) ?? true) && isDrawn
    }
    let length = int(0...4)
    let payers = payers()
    let hasTapes = one(in: 2)
    let (states, tapes) = (sizes(length + 1), sizes(length))
    let needsRoom = asked(.temporaries, 3, &self) || asks == [.temporaries]
    let chain = Chain(
      length: length, forwardCost: stepCosts(length, payers.forward),
      backwardCost: .uniform(payers.backward ? cost(6) : 0), stateSize: .each(states),
      tapes: hasTapes ? Tapes(size: .each(tapes), adjointCost: stepCosts(length, payers.backward)) : nil,
      forwardTemporary: needsRoom ? .each(numbers(length, upTo: 4)) : nil,
      backwardTemporary: needsRoom ? .each(numbers(hasTapes ? length : length + 1, upTo: 4)) : nil)
    var levels: [Level] = []
    for index in 0..<int(1...2) {
      let held = (hasTapes ? states + tapes : states).filter { _ in one(in: 2) }.reduce(0, +)
      let plain = level(index, slots: nil, payers)
      let factor: DecimalCost = asked(.compressed, 4, &self) ? DecimalCost(5, fractionDigits: 1) : .one
      // One byte per unit: other rates need digits after the point, and costs here are whole units.
      let (write, read) = (asked(.byByte, 3, &self) ? 1 : nil, asked(.byByte, 3, &self) ? 1 : nil)
      if index > 0 && asked(.compressed, 4, &self) {
        levels.append(
          Level(
            name: plain.name, sharesCapacityWith: 0, writeCost: plain.writeCost, readCost: plain.readCost,
            writeBandwidth: write, readBandwidth: read, sizeFactor: factor))
      } else {
        levels.append(
          Level(
            name: plain.name, capacity: max(0, held + int(-1...1)), writeCost: plain.writeCost,
            readCost: plain.readCost, writeBandwidth: write, readBandwidth: read, sizeFactor: factor))
      }
    }
    return (chain, levels)
  }

  private mutating func stepCosts(_ count: Int, _ isPaid: Bool) -> StepCost {
    if !isPaid { return .uniform(0) }
    // Among expensive steps, a free one is what an exchange argument overlooks.
    return one(in: 3) ? .uniform(cost(6)) : .each(numbers(count, upTo: pick([1, 6, 9])))
  }

  /// Returns sizes that are zero, equal, decreasing, increasing, arbitrary, or a few that dwarf the rest.
  private mutating func sizes(_ count: Int) -> [Int] {
    let any = (0..<count).map { _ in int(0...5) }
    switch int(0...7) {
    case 0: return Array(repeating: 0, count: count)
    case 1: return Array(repeating: int(1...5), count: count)
    case 2: return any.sorted(by: >)
    case 3: return any.sorted()
    case 4: return any.map { $0 == 0 ? 0 : pick([1, 2, 3, 1_000_003, 4_000_012, 10_000_030]) }
    default: return any
    }
  }

  /// Returns levels, most of them in bytes that exactly fit some of the sizes, or one more or less.
  private mutating func roomy(_ count: Int, holding sizes: [Int], _ payers: Payers) -> [Level] {
    (0..<count).map { index in
      if one(in: 6) { return level(index, slots: one(in: 4) ? nil : int(0...3), payers) }
      let held = sizes.filter { _ in one(in: 2) }.reduce(0, +)
      let level = level(index, slots: nil, payers)
      return Level(
        name: level.name, capacity: max(0, held + int(-1...1)), writeCost: level.writeCost, readCost: level.readCost)
    }
  }

  private mutating func level(_ index: Int, slots: Int?, _ payers: Payers) -> Level {
    Level(
      name: "level \(index)", slots: slots, writeCost: payers.write ? cost(6) : 0, readCost: payers.read ? cost(6) : 0)
  }
}
