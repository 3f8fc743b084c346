import SeededRandom
import TestSupport

@testable import AdjointSchedules

/// Numbers of a chain of equal steps with tapes on one level.
struct EqualTapes: Sendable {
  var length: Int
  var forward = 1
  var adjoint = 1
  var state: Int
  var tape: Int
  var write = 0
  var read = 0
  var capacity: Int

  /// What every schedule pays.
  var every: Int { length * (forward + adjoint + write + read) }

  /// True when there is a schedule, and not all tapes fit.
  var isTight: Bool { capacity < length * tape && capacity >= max(tape, min(state, tape) + tape) }

  func problem() throws -> Problem {
    try Problem(
      chain: Chain(
        length: length, forwardCost: .uniform(forward), stateSize: .uniform(state),
        tapes: Tapes(size: .uniform(tape), adjointCost: .uniform(adjoint))),
      levels: [Level(name: "memory", capacity: capacity, writeCost: write, readCost: read)])
  }

  /// The units of the exact grid of one byte.
  var chain: UniformTapeChain {
    UniformTapeChain(
      length: length, forwardCost: forward, stateUnits: state, tapeUnits: tape, writeCost: write, readCost: read,
      tapeReadCost: read, room: capacity)
  }

  /// The same as a chain of steps that may differ.
  var intervals: RoomChain {
    RoomChain(
      forwardCosts: Array(repeating: forward, count: length), stateUnits: Array(repeating: state, count: length),
      tapeUnits: Array(repeating: tape, count: length), write: write, read: read,
      rooms: FreeRooms(upTo: capacity))
  }
}

/// An optimum of equal steps with tapes that a program outside this project found.
struct ReferenceTapes: Decodable {
  struct Room: Decodable {
    var capacity: Int
    var write: Int
    var read: Int
  }

  var length: Int
  var forward: Int
  var adjoint: Int
  var stateSize: Int
  var tapeSize: Int
  var levels: [Room]
  var optimum: Int

  var chain: EqualTapes {
    EqualTapes(
      length: length, forward: forward, adjoint: adjoint, state: stateSize, tape: tapeSize, write: levels[0].write,
      read: levels[0].read, capacity: levels[0].capacity)
  }
}

extension SeededGenerator {
  /// Returns a chain that has a schedule, costs that are 0 and equal sizes among them.
  mutating func equalTapes(from shortest: Int = 2, upTo longest: Int, largest: Int = 6) -> EqualTapes {
    while true {
      let length = Int.random(in: shortest...longest, using: &self)
      let tape = Int.random(in: 1...largest, using: &self)
      let chain = EqualTapes(
        length: length, forward: .random(in: 0...4, using: &self), adjoint: .random(in: 0...3, using: &self),
        state: .random(in: 0...largest, using: &self), tape: tape,
        write: Bool.random(using: &self) ? 0 : .random(in: 0...5, using: &self),
        read: Bool.random(using: &self) ? 0 : .random(in: 0...5, using: &self),
        capacity: .random(in: tape...min(length, 8) * tape, using: &self))
      if chain.isTight { return chain }
    }
  }
}
