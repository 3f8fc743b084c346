/// The states that a search has reached, each kept once and numbered in the order of their arrival.
///
/// Large states in a dictionary, and again as the parents of others and in a queue, would be copied many times.
struct StateNumbers<State: Equatable> {
  private(set) var states: [State] = []
  private var digests: [UInt64] = []
  /// Open addressing: one more than the number of a state, or 0.
  private var places = [UInt32](repeating: 0, count: 1024)

  /// Where a state is, or belongs.
  struct Place {
    fileprivate let index: Int
    fileprivate let digest: UInt64
    /// The state's number; nil if it is new.
    let number: Int?
  }

  subscript(number: Int) -> State { states[number] }

  /// Returns the place of a state; `digest` is the same for equal states, and seldom for others.
  func place(of state: State, digest: UInt64) -> Place {
    var index = Int(truncatingIfNeeded: digest) & (places.count - 1)
    while places[index] > 0 {
      let number = Int(places[index]) - 1
      if digests[number] == digest && states[number] == state {
        return Place(index: index, digest: digest, number: number)
      }
      index = (index + 1) & (places.count - 1)
    }
    return Place(index: index, digest: digest, number: nil)
  }

  /// Adds a new state at its place, which must be from after the last addition; returns its number.
  mutating func add(_ state: State, at place: Place) -> Int {
    states.append(state)
    digests.append(place.digest)
    places[place.index] = UInt32(states.count)
    // Half of the places are free.
    if 2 * states.count > places.count { grow() }
    return states.count - 1
  }

  private mutating func grow() {
    places = [UInt32](repeating: 0, count: 2 * places.count)
    for (number, digest) in digests.enumerated() {
      var index = Int(truncatingIfNeeded: digest) & (places.count - 1)
      while places[index] > 0 { index = (index + 1) & (places.count - 1) }
      places[index] = UInt32(number + 1)
    }
  }
}

extension UInt64 {
  /// Returns the digest of what this is the digest of, and another word.
  func digested(_ word: UInt64) -> UInt64 {
    let mixed = (self ^ word) &* 0x9E37_79B9_7F4A_7C15
    return mixed ^ (mixed >> 29)
  }
}
