import SeededRandom
import TestSupport

@testable import AdjointSchedules

/// Numbers of a chain with tapes on one level, from which problems and reference recurrences are made.
struct TapedChain {
  var forward: [Int]
  var adjoint: [Int]
  var states: [Int]
  var tapes: [Int]
  var write = 0
  var read = 0
  var capacity: Int

  var length: Int { forward.count }

  /// What every schedule pays.
  var every: Int { forward.reduce(0, +) + adjoint.reduce(0, +) + length * (write + read) }

  func problem() throws -> Problem {
    try Problem(
      chain: Chain(
        length: length, forwardCost: .each(forward), stateSize: .each(states + [1]),
        tapes: Tapes(size: .each(tapes), adjointCost: .each(adjoint))),
      levels: [Level(name: "memory", capacity: capacity, writeCost: write, readCost: read)])
  }

  /// The units of the exact grid of one byte.
  var table: RoomChain {
    RoomChain(
      forwardCosts: forward, stateUnits: states, tapeUnits: tapes, write: write, read: read,
      rooms: FreeRooms(upTo: capacity))
  }
}

extension RoomChain {
  /// A chain with tapes on one tier, all of whose transfers cost the same.
  init(forwardCosts: [Int], stateUnits: [Int], tapeUnits: [Int], write: Int, read: Int, rooms: FreeRooms) {
    let reads = Array(repeating: read, count: forwardCosts.count)
    self.init(
      forwardCosts: forwardCosts,
      tiers: [
        Tier(
          level: 0, pool: 0, stateUnits: stateUnits, stateWrites: Array(repeating: write, count: forwardCosts.count),
          stateReads: reads, tapeSums: Tier.sums(tapeUnits),
          tapeCosts: Array(repeating: 0, count: forwardCosts.count), tapeReads: reads)
      ], pools: [rooms], hasTapes: true)
  }
}

extension SeededGenerator {
  /// Returns a chain whose sizes differ; with `falling` no state from x_1 on weighs more than the one before.
  mutating func tapedChain(upTo length: Int, falling: Bool, largest: Int = 5, free: Bool? = nil) -> TapedChain {
    let length = Int.random(in: 1...length, using: &self)
    let most = Int.random(in: 1...largest, using: &self)
    var states = (0..<length).map { _ in Int.random(in: 1...most, using: &self) }
    if falling { states = states.prefix(1) + states.dropFirst().sorted(by: >) }
    let tapes = (0..<length).map { _ in Int.random(in: 1...2 * most, using: &self) }
    let isFree = free ?? Bool.random(using: &self)
    let enough = zip(states, tapes).reduce(0) { $0 + max($1.0, $1.1) }
    return TapedChain(
      forward: costs(length), adjoint: costs(length), states: states, tapes: tapes,
      write: isFree ? 0 : .random(in: 0...4, using: &self), read: isFree ? 0 : .random(in: 0...4, using: &self),
      capacity: .random(in: 1...enough, using: &self))
  }
}
