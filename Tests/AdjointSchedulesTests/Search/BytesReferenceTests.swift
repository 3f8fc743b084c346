import Foundation
import TestSupport
import Testing

@testable import AdjointSchedules

/// Problems whose levels are in bytes and whose transfers cost by the byte, with optima that a program outside this
/// project found by exhaustive search.
enum BytesReference {
  struct Line: Decodable {
    struct Platform: Decodable {
      var capacity: Int
      var write: Int
      var read: Int
      var writePerByte: Int
      var readPerByte: Int
    }
    var forward: [Int]
    var backward: [Int]?
    var adjoint: [Int]?
    var stateSize: [Int]
    var tapeSize: [Int]?
    var levels: [Platform]
    var optimum: Int?

    /// The problem; a cost by the byte is the reciprocal of a bandwidth, and all of them are 0 or 1.
    func problem() throws -> Problem {
      let levels = levels.enumerated().map { index, level in
        Level(
          name: "level \(index)", capacity: level.capacity, writeCost: level.write, readCost: level.read,
          writeBandwidth: level.writePerByte == 0 ? nil : 1 / level.writePerByte,
          readBandwidth: level.readPerByte == 0 ? nil : 1 / level.readPerByte)
      }
      return try Problem(
        chain: Chain(
          length: forward.count, forwardCost: .each(forward), backwardCost: backward.map { .each($0) } ?? .uniform(0),
          stateSize: .each(stateSize),
          tapes: adjoint.map { Tapes(size: tapeSize.map { .each($0) }, adjointCost: .each($0)) }),
        levels: levels)
    }
  }

  static func lines(_ name: String) throws -> [Line] {
    let url = try #require(Bundle.module.url(forResource: "Reference/\(name)", withExtension: "jsonl"))
    let text = try String(contentsOf: url, encoding: .utf8)
    return try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
  }
}

/// The two searches against those optima.
@Suite(.slow) struct BytesReferenceTests {
  @Test(arguments: ["optimum-sizes-per-byte", "optimum-tapes-levels"])
  func `both searches attain every optimum of transfers by the byte`(name: String) throws {
    let lines = try BytesReference.lines(name)
    #expect(lines.count == 60)
    for (number, line) in lines.enumerated() {
      let problem = try line.problem()
      // The other search takes seconds for each of the longer ones.
      if problem.chain.length <= 4 {
        #expect(ExhaustiveSearch(problem: problem).optimum() == line.optimum, "\(name) \(number)")
      }
      let search = try #require(BestFirstSearch(problem))
      guard case .found(let makespan, let operations) = search.search(below: .max, effort: .max) else {
        #expect(line.optimum == nil, "\(name) \(number)")
        continue
      }
      #expect(makespan == line.optimum, "\(name) \(number)")
      var machine = ReplayMachine(problem: problem)
      for operation in operations { try machine.execute(operation) }
      try machine.finish()
      #expect(machine.makespan == makespan, "\(name) \(number)")
    }
  }
}
