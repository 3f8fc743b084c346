/// The room that is left for a part of the chain beside the states that are kept.
struct DivisionRoom: Hashable {
  /// Beside all of them.
  var pinned: [Level]
  /// With the room of the part's first state.
  var own: [Level]
}

/// The rooms beside the kept states, where they count: not for states whose transfers block, which are planned on the levels
/// that are lost.
final class DivisionRooms {
  private let segments: DivisionSegments
  private let places: DivisionPlaces
  private var known: [Int: DivisionRoom?] = [:]

  init(_ segments: DivisionSegments, _ places: DivisionPlaces) { (self.segments, self.places) = (segments, places) }

  /// Returns the room beside a kept state and all that is stored before it; nil if it does not count.
  ///
  /// - Complexity: O(states) for the first time.
  func room(beside index: Int) -> DivisionRoom? {
    if !segments.isInRooms { return nil }
    if let room = known[index] { return room }
    let stored = places.stored(upTo: index).map {
      (level: places.levels[$0], item: StoredItem(number: places.states[$0], isTape: false))
    }
    var room: DivisionRoom?
    if let pinned = segments.problem.levels(beside: stored),
      let own = segments.problem.levels(beside: Array(stored.dropLast()))
    {
      room = DivisionRoom(pinned: pinned, own: own)
    }
    known[index] = room
    return room
  }
}
