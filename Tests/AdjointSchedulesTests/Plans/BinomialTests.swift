import Testing

@testable import AdjointSchedules

@Suite struct BinomialTests {
  @Test func `beta is Pascal's triangle`() {
    for m in 0...40 {
      for t in 0...40 where m > 0 && t > 0 {
        #expect(Binomial.beta(m, t) == Binomial.beta(m - 1, t) + Binomial.beta(m, t - 1), "\(m), \(t)")
      }
      #expect(Binomial.beta(m, 0) == 1 && Binomial.beta(0, m) == 1)
      #expect(Binomial.beta(m, -1) == 0 && Binomial.beta(-1, m) == 0)
    }
  }

  @Test func `beta saturates instead of overflowing`() {
    #expect(Binomial.beta(1000, 1000) == Binomial.saturated)
    #expect(Binomial.beta(.max / 2, 60) == Binomial.saturated)
    #expect(Binomial.beta(1, 1_000_000_000_000_000_000) == 1_000_000_000_000_000_001)
  }

  @Test func `the repetition number is the least that reaches the count`() {
    for slots in 1...12 {
      for count in 1...500 {
        let t = Binomial.repetitions(slots: slots, count: Int128(count))
        #expect(Binomial.beta(slots, t) >= count && Binomial.beta(slots, t - 1) < count, "\(slots), \(count)")
      }
    }
    #expect(Binomial.repetitions(slots: 30, count: 1_000_000_000_001) == 17)
  }

  @Test func `the cache says what the formula says, within its range and beyond`() {
    let cache = BetaCache(slots: 300, repetitions: 400)
    for (m, t) in [(0, 0), (3, 5), (255, 2), (256, 2), (300, 3), (2, 255), (2, 400), (7, -1), (200, 200)] {
      #expect(cache.beta(m, t) == Int(clamping: Binomial.beta(m, t)), "\(m), \(t)")
    }
  }
}
