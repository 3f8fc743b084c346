import SeededRandom
import TestSupport

@testable import AdjointSchedules

extension SeededGenerator {
  /// What a random problem of limited room has beside unequal steps and sizes.
  struct RoomTraits {
    var levels = 1...2
    var lengths = 1...4
    var byByte = true
    var temporaries = true
    var compresses = true
  }

  /// Returns a small problem on levels of bytes, and some of slots; zeros and equal numbers come often.
  mutating func roomProblem(tapes: Bool, _ traits: RoomTraits) throws -> Problem {
    let length = Int.random(in: traits.lengths, using: &self)
    let most = Int.random(in: 1...6, using: &self)
    func sizes(_ count: Int, _ range: ClosedRange<Int>, _ random: inout SeededGenerator) -> StepSize {
      if Int.random(in: 0..<6, using: &random) == 0 { return .uniform(Int.random(in: range, using: &random)) }
      return .each((0..<count).map { _ in Int.random(in: range, using: &random) })
    }
    let states = sizes(length + 1, 0...most, &self)
    let taped = sizes(length, 0...2 * most, &self)
    let hasTemporaries = traits.temporaries && Int.random(in: 0..<3, using: &self) == 0
    let chain = Chain(
      length: length, forwardCost: .each(costs(length)), backwardCost: .each(costs(length + 1)), stateSize: states,
      tapes: tapes ? Tapes(size: taped, adjointCost: .each(costs(length))) : nil,
      forwardTemporary: hasTemporaries ? sizes(length, 0...most, &self) : nil,
      backwardTemporary: hasTemporaries ? sizes(tapes ? length : length + 1, 0...most, &self) : nil)
    let enough = (0..<length).reduce(0) { $0 + max(states[$1], tapes ? taped[$1] : 0) }
    let isFree = Int.random(in: 0..<4, using: &self) == 0
    var levels: [Level] = []
    for index in 0..<Int.random(in: traits.levels, using: &self) {
      func cost(_ random: inout SeededGenerator) -> Int { isFree ? 0 : max(0, Int.random(in: -2...5, using: &random)) }
      func bandwidth(_ random: inout SeededGenerator) -> Int? {
        traits.byByte && Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 1...2, using: &random) : nil
      }
      let factor: DecimalCost =
        traits.compresses && Int.random(in: 0..<5, using: &self) == 0 ? DecimalCost(5, fractionDigits: 1) : .one
      let (write, read) = (cost(&self), cost(&self))
      let (writeBandwidth, readBandwidth) = (bandwidth(&self), bandwidth(&self))
      if index > 0, traits.compresses, levels[0].capacity != nil, Int.random(in: 0..<5, using: &self) == 0 {
        levels.append(
          Level(
            name: "\(index)", sharesCapacityWith: 0, writeCost: write, readCost: read, writeBandwidth: writeBandwidth,
            readBandwidth: readBandwidth, sizeFactor: factor))
      } else if index > 0 && Int.random(in: 0..<8, using: &self) == 0 {
        levels.append(
          Level(
            name: "\(index)", slots: Int.random(in: 0...3, using: &self), writeCost: write, readCost: read,
            writeBandwidth: writeBandwidth, readBandwidth: readBandwidth))
      } else {
        levels.append(
          Level(
            name: "\(index)", capacity: Int.random(in: 0...max(1, enough), using: &self), writeCost: write,
            readCost: read, writeBandwidth: writeBandwidth, readBandwidth: readBandwidth, sizeFactor: factor))
      }
    }
    return try Problem(chain: chain, levels: levels)
  }
}
