/// The slots or bytes of a level, each a place of its own: taken, or free from some time on.
struct PlainPlaces {
  /// Of each place that was ever used, from when on it is free; nil while it is taken.
  private var freeFrom: [Int128?] = []
  /// How many there are; nil for as many as are asked for.
  let limit: Int?

  init(limit: Int?) { self.limit = limit }

  /// The most places that were ever used.
  var used: Int { freeFrom.count }

  /// Returns the first time, not before `start`, when `count` places are free.
  func firstTime(for count: Int, from start: Int128) -> Int128 {
    guard let limit else { return start }
    let fresh = limit - freeFrom.count
    if count <= fresh { return start }
    let times = freeFrom.compactMap { $0 }.sorted()
    return max(start, times[count - fresh - 1])
  }

  /// Takes the places that became free last, but not after `time`; then those that were never used.
  mutating func take(_ count: Int, at time: Int128) -> [Int] {
    let free = freeFrom.indices.filter { freeFrom[$0] ?? .max <= time }
      .sorted { (freeFrom[$0] ?? 0, $0) > (freeFrom[$1] ?? 0, $1) }
    var places = Array(free.prefix(count))
    for place in places { freeFrom[place] = nil }
    while places.count < count {
      places.append(freeFrom.count)
      freeFrom.append(nil)
    }
    return places
  }

  mutating func free(_ places: [Int], from time: Int128) {
    for place in places { freeFrom[place] = time }
  }
}
