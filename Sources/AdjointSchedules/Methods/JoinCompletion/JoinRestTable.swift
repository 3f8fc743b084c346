/// The best choice of checkpoints and of the order of segments, where each branch may have checkpoints in some places only.
///
/// With q checkpoints left, those of a part below its next backward step among them, the last segment of some branch is
/// reversed, from its last checkpoint:
///
///     G_q(r) = min over the branches b and the places i < r_b of   G_{q-1}(r with r_b = i) + R(N - 1, s)
///
/// for the N steps between the place and the end of what is left of b, and s slots beside the other q - 1 checkpoints and the
/// ends of the branches that are not reversed.
///
/// - Complexity: O(q (n_1 + 1) ... (n_k + 1) (n_1 + ... + n_k)) for n_b places on branch b.
struct JoinRestTable {
  /// A branch, or the handle alone.
  struct Part: Sendable {
    /// Where checkpoints may be, from 0 on.
    var places: [Int]
    /// The steps that are left: one more than the next backward step.
    var steps: Int
    var holdsEnd: Bool
  }

  struct Segment: Hashable, Sendable {
    /// The index of its part.
    var part: Int
    var start: Int
    var steps: Int
    /// Revolve's slots, including its own.
    var slots: Int
  }

  static let unreachable = Int.max / 8

  private let parts: [Part]
  private let slots: Int
  private let strides: [Int]
  /// G, by the number of checkpoints.
  private var layers: [[Int]] = []
  /// R between the places of each part, by the number of slots.
  private var costs: [Int: [[Int]]] = [:]

  /// The operations of building a table.
  static func work(_ counts: [Int], mostCheckpoints: Int) -> Int {
    var work = Int128(max(1, min(mostCheckpoints, counts.reduce(0, +)))) * Int128(max(1, counts.reduce(0, +)))
    for count in counts where work < Int128(1) << 62 { work *= Int128(count + 1) }
    return Int(clamping: work)
  }

  init(_ parts: [Part], slots: Int, mostCheckpoints: Int) throws(PlanningError) {
    self.parts = parts
    self.slots = slots
    var strides: [Int] = []
    var size = 1
    for part in parts {
      strides.append(size)
      size *= part.places.count + 1
    }
    self.strides = strides
    var empty = [Int](repeating: Self.unreachable, count: size)
    empty[0] = 0
    layers = [empty]
    let most = min(mostCheckpoints, parts.reduce(0) { $0 + $1.places.count })
    for checkpoints in 1...max(1, most) {
      try PlanningError.checkCancellation()
      var layer = [Int](repeating: Self.unreachable, count: size)
      for entry in 1..<max(size, 1) {
        if let (cost, _, _) = best(checkpoints, entry) { layer[entry] = cost }
      }
      layers.append(layer)
    }
  }

  /// The most checkpoints.
  var mostCheckpoints: Int { layers.count - 1 }

  /// Returns the forward steps that reverse everything from a number of checkpoints; nil if that is impossible.
  func steps(checkpoints: Int) -> Int? {
    guard layers.indices.contains(checkpoints), let steps = layers[checkpoints].last else { return nil }
    return steps < Self.unreachable ? steps : nil
  }

  /// Returns the segments in the order in which they are reversed.
  mutating func segments(checkpoints: Int) -> [Segment] {
    var segments: [Segment] = []
    var entry = layers[0].count - 1
    for stored in stride(from: checkpoints, to: 0, by: -1) {
      guard let (_, part, place) = best(stored, entry) else { return [] }
      let left = left(part, entry)
      let end = left == parts[part].places.count ? parts[part].steps : parts[part].places[left]
      let start = parts[part].places[place]
      segments.append(Segment(part: part, start: start, steps: end - start, slots: free(stored, entry)))
      entry -= (left - place) * strides[part]
    }
    return segments
  }

  /// What is left of a part: the index of the place at which it ends.
  private func left(_ part: Int, _ entry: Int) -> Int { entry / strides[part] % (parts[part].places.count + 1) }

  /// The slots of the next segment.
  private func free(_ checkpoints: Int, _ entry: Int) -> Int {
    var free = slots - (checkpoints - 1)
    for part in parts.indices where parts[part].holdsEnd && left(part, entry) > 0 { free -= 1 }
    return free
  }

  private mutating func best(_ checkpoints: Int, _ entry: Int) -> (cost: Int, part: Int, place: Int)? {
    let free = free(checkpoints, entry)
    if free < 1 { return nil }
    let costs = costs(free)
    var best: (cost: Int, part: Int, place: Int)?
    for part in parts.indices {
      let left = left(part, entry)
      for place in 0..<left {
        let before = layers[checkpoints - 1][entry - (left - place) * strides[part]]
        if before >= Self.unreachable { continue }
        let cost = before + costs[part][left * parts[part].places.count + place]
        if cost < best?.cost ?? Self.unreachable { best = (cost, part, place) }
      }
    }
    return best
  }

  /// Returns R between places with a number of slots.
  private mutating func costs(_ slots: Int) -> [[Int]] {
    if let known = costs[slots] { return known }
    let made = parts.map { part in
      let count = part.places.count
      var costs = [Int](repeating: Self.unreachable, count: (count + 1) * count)
      for end in 1...max(count, 1) {
        for place in 0..<min(end, count) {
          let steps = (end == count ? part.steps : part.places[end]) - part.places[place]
          let cost = BinomialPlan.forwardSteps(length: steps - 1, slots: slots)
          costs[end * count + place] = Int(min(cost, Int128(Self.unreachable)))
        }
      }
      return costs
    }
    costs[slots] = made
    return made
  }
}
