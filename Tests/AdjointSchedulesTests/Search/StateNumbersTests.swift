import SeededRandom
import Testing

@testable import AdjointSchedules

/// What searches keep their states in.
@Suite struct StateNumbersTests {
  @Test func `states are numbered as they come, however their digests collide`() {
    var random = SeededGenerator(seed: 17)
    for digests in [1, 3, 1 << 20] as [UInt64] {
      var numbers = StateNumbers<Int>()
      var known: [Int: Int] = [:]
      for _ in 0..<(digests == 1 ? 200 : 3_000) {
        let state = random.int(0...1_500)
        let place = numbers.place(of: state, digest: UInt64(state) % digests)
        #expect(place.number == known[state])
        if place.number == nil { known[state] = numbers.add(state, at: place) }
        #expect(numbers[known[state] ?? -1] == state)
      }
      #expect(numbers.states.count == known.count && Set(known.values) == Set(0..<known.count))
    }
  }

  @Test func `each level has a word of its own, beyond the fourth too`() {
    for count in [1, 4, 7] {
      var words = LevelWords(count: count)
      var digests = [words.digest(after: 5)]
      for level in 0..<count {
        words[level] = 1 << UInt64(level)
        digests.append(words.digest(after: 5))
      }
      #expect((0..<count).allSatisfy { words[$0] == 1 << UInt64($0) })
      #expect(words.union == (1 << UInt64(count)) - 1 && Set(digests).count == count + 1)
      #expect(words.digest(after: 6) != words.digest(after: 5))
    }
  }
}
