import AdjointSchedules
import Foundation
import TestSupport
import Testing

@testable import ScheduleFormats

/// The fields of certificates. `docs/certificates/trials.py` checks what they prove.
@Suite struct CertificateWriterTests {
  /// What a checker reads of the proofs.
  private struct Proof: Decodable {
    struct Row: Decodable { var stored, buffer: [Int] }
    struct Layer: Decodable { var from, to: Double }
    struct Room: Decodable {
      var room: Int
      var onTape, stored, buffer: [Int]
    }
    var format, kind: String
    var makespan, lowerBound: Double
    var optimal: Bool
    var price, denominator, prices: Int?
    var tiers: [[Row]]?
    var losses: [[[Int]]]?
    var layers: [Layer]?
    var shares, offloads: [Int]?
    var share: Int?
    var values: [[[Int]]]?
    var blocks: [[Int]]?
    var rooms: [Room]?
  }

  private func written(_ problem: Problem, _ planner: Planner = .hrevolve) throws -> (text: String, proof: Proof) {
    let certificate = try planner.schedule(for: problem).certificate()
    let bytes = CertificateWriter.bytes(certificate)
    let proof = try JSONDecoder().decode(Proof.self, from: Data(bytes))
    #expect(proof.format == "adjsched-certificate/1" && proof.lowerBound <= proof.makespan)
    #expect(proof.optimal == (proof.lowerBound == proof.makespan) && proof.optimal == certificate.isOptimal)
    #expect(proof.optimal == (certificate.note == nil))
    return (String(decoding: bytes, as: UTF8.self), proof)
  }

  @Test func `a price and its values say the bound`() throws {
    let (_, proof) = try written(uniform(1000, levels((5, 0, 0), (8, 50, 50))))
    let (price, most) = (try #require(proof.price), try #require(proof.tiers?.last?.last?.buffer[0]))
    #expect(proof.kind == "prices" && proof.optimal && proof.tiers?.count == 1)
    #expect(proof.tiers?[0].allSatisfy { $0.stored.count == proof.prices && $0.buffer.count == proof.prices } == true)
    // 1001 backward steps are paid for, and each costs 1 besides.
    let denominator = try #require(proof.denominator)
    #expect(Double((1001 * price - most + denominator - 1) / denominator + 1001) == proof.lowerBound)
  }

  @Test func `losses are written where the optimum is no vertex`() throws {
    let proofs = try (20...60).map { try written(uniform($0, levels((2, 0, 0), (2, 7, 5)))).proof }
    let lossy = proofs.filter { $0.losses != nil }
    #expect(!lossy.isEmpty && lossy.allSatisfy { $0.losses?.joined().allSatisfy { $0.count == 6 } == true })
  }

  @Test func `layers go from cost to cost`() throws {
    let (_, proof) = try written(unequal([3, 5, 2, 9, 2, 3, 7, 1, 4, 4, 6, 2], nil, levels((3, 0, 0), (2, 1, 1))))
    let layers = try #require(proof.layers)
    #expect(proof.kind == "layers" && layers[0].from == 0 && layers[layers.count - 1].to == 9)
    for (layer, next) in zip(layers, layers.dropFirst()) { #expect(layer.to == next.from && layer.from < layer.to) }
  }

  @Test func `every overlapped level has a share, offloads and blocks`() throws {
    let levels = [
      Level(name: "memory", slots: 10),
      Level(name: "disk", slots: nil, writeCost: 20, readCost: 20, isOverlapped: true),
    ]
    let (_, proof) = try written(uniform(300, levels))
    #expect(proof.kind == "overlap" && [proof.shares?.count, proof.offloads?.count, proof.blocks?.count] == [1, 1, 1])
    #expect(proof.lowerBound > 601)
  }

  @Test func `few slots beside an overlapped level have a share, a price and values of every slot`() throws {
    let levels = [
      Level(name: "memory", slots: 3), Level(name: "disk", slots: nil, writeCost: 20, readCost: 20, isOverlapped: true),
    ]
    let (_, proof) = try written(uniform(300, levels))
    let (share, denominator) = (try #require(proof.share), try #require(proof.denominator))
    #expect(proof.kind == "overlapSlots" && (0..<denominator).contains(share) && proof.price ?? 0 > denominator)
    // The first slot's values are those of prices lambda - b beta uf alone.
    #expect(proof.values?.count == 3 && proof.values?[0].count == 1 && proof.values?[2].count ?? 0 > 1)
    #expect(proof.lowerBound > 601)
  }

  @Test func `tapes have values for every room`() throws {
    let problem = try Problem(
      chain: Chain(length: 100, stateSize: .uniform(2), tapes: Tapes(size: .uniform(6), adjointCost: .uniform(2))),
      levels: [Level(name: "memory", capacity: 30)])
    let (_, proof) = try written(problem, .rotor)
    let rooms = try #require(proof.rooms)
    #expect(proof.kind == "tapes" && rooms.count > 3 && rooms.map(\.room) == rooms.map(\.room).sorted())
    let values = rooms.flatMap { [$0.onTape.count, $0.stored.count, $0.buffer.count] }
    #expect(Set(values).count == 1 && values[0] > 1)
  }

  @Test func `small problems have a value for every state of the machine`() throws {
    let (text, proof) = try written(Problem(branches: [3, 2], handle: 1, slots: 5), .join)
    #expect(proof.kind == "potential" && proof.optimal)
    // At the beginning the branches' first states are stored, and nothing is in the buffer.
    #expect(proof.lowerBound == 16 && text.contains("[null, [8,0,2,5], [[0,4]], 16]"))
  }

  @Test func `nothing but counts where a bound needs no more`() throws {
    let (text, proof) = try written(uniform(7, levels((8, 0, 0))))
    #expect(proof.kind == "count" && proof.optimal && proof.lowerBound == 15 && !text.contains("price"))
  }
}
