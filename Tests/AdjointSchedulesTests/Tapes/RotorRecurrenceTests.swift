import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

/// The table against recurrences written out from the page: its own, and the published one.
@Suite struct RotorRecurrenceTests {
  @Test func `the table says what its recurrence says`() throws {
    var random = SeededGenerator(seed: 61)
    for _ in 0..<400 {
      let chain = random.tapedChain(upTo: 12, falling: .random(using: &random), largest: 9)
      let written = Written(chain: chain)
      let narrow = try RoomTable<Int32>(chain.table)
      #expect(
        try narrow.surplus == written.surplus && RoomTable<Int>(chain.table).surplus == written.surplus, "\(chain)")
    }
  }

  @Test func `no problem is planned worse than by the published recurrence, and many better`() throws {
    var random = SeededGenerator(seed: 62)
    var (planned, better, only) = (0, 0, 0)
    for _ in 0..<2000 {
      let chain = random.tapedChain(upTo: 12, falling: .random(using: &random), free: true)
      guard let surplus = try RoomTable<Int32>(chain.table).surplus else {
        #expect(Self.published(chain) == nil, "\(chain)")
        continue
      }
      planned += 1
      guard let published = Self.published(chain) else {
        only += 1
        continue
      }
      #expect(chain.every + surplus <= published, "\(chain)")
      better += chain.every + surplus < published ? 1 : 0
    }
    #expect(planned > 1000 && better > 100 && only > 100)
  }

  /// The recurrence of Beaumont et al. (2019), in which the first state of a part always stays stored, with free access.
  private static func published(_ chain: TapedChain) -> Int? {
    let (l, room) = (chain.length, chain.capacity - chain.states[0])
    if room < 0 { return nil }
    let infinity = Int.max / 4
    var best = (0...l).map { _ in (0...l).map { _ in Array(repeating: infinity, count: room + 1) } }
    for i in (0..<l).reversed() {
      for j in i..<l {
        for free in 0...room {
          var least = infinity
          if free >= chain.tapes[i] {
            least = chain.forward[i] + chain.adjoint[i] + (j > i ? best[i + 1][j][free - chain.tapes[i]] : 0)
          }
          var run = 0
          for k in stride(from: i + 1, through: j, by: 1) {
            run += chain.forward[k - 1]
            if free >= chain.states[k] {
              least = min(least, run + best[k][j][free - chain.states[k]] + best[i][k - 1][free])
            }
          }
          best[i][j][free] = min(least, infinity)
        }
      }
    }
    return best[0][l - 1][room] < infinity ? best[0][l - 1][room] : nil
  }

  /// B, S and T as ``RoomTable`` states them, by memoised recursion.
  private final class Written {
    private enum Place: Hashable { case nowhere, stored, onTape }
    private struct Key: Hashable {
      var start: Int
      var end: Int
      var room: Int
      var place: Place
    }

    private static let infinity = Int.max / 4
    private let chain: TapedChain
    private var known: [Key: Int] = [:]

    init(chain: TapedChain) { self.chain = chain }

    var surplus: Int? {
      let value = cost(Key(start: 0, end: chain.length - 1, room: chain.capacity, place: .nowhere))
      return value < Self.infinity ? value : nil
    }

    private func cost(_ key: Key) -> Int {
      if key.start > key.end { return 0 }
      if let value = known[key] { return value }
      var least = Self.infinity
      var next = key
      if key.room >= chain.tapes[key.start] {
        next = Key(start: key.start + 1, end: key.end, room: key.room - chain.tapes[key.start], place: .onTape)
        least = cost(next)
      }
      if key.place == .nowhere {
        next = key
        next.place = .stored
        if key.room >= chain.states[key.start] { least = min(least, chain.write + cost(next)) }
      } else {
        let taken = key.place == .stored ? chain.states[key.start] : 0
        var run = chain.read
        for split in stride(from: key.start + 1, through: key.end, by: 1) {
          run += chain.forward[split - 1]
          var left = key
          left.end = split - 1
          next = Key(start: split, end: key.end, room: key.room - taken, place: .nowhere)
          least = min(least, run + cost(next) + cost(left))
        }
      }
      known[key] = min(least, Self.infinity)
      return min(least, Self.infinity)
    }
  }
}
