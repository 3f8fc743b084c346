import SeededRandom
import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct StateSetTests {
  @Test func `a state set is a set, in whatever order states come and go`() {
    var random = SeededGenerator(seed: 17)
    for round in 0..<300 {
      var states = StateSet()
      var model: Set<Int> = []
      // Few numbers, so that insertions below the top and removals out of turn are frequent.
      let range = Int.random(in: 1...12, using: &random)
      for turn in 0..<60 {
        let state = Int.random(in: 0..<range, using: &random)
        let wasThere = states.remove(state)
        #expect(wasThere == (model.remove(state) != nil), "round \(round), turn \(turn)")
        if !wasThere {
          states.insert(state)
          model.insert(state)
        }
        #expect(states.count == model.count, "round \(round), turn \(turn)")
        for other in 0..<range {
          #expect(states.contains(other) == model.contains(other), "round \(round), turn \(turn), state \(other)")
        }
      }
    }
  }
}
