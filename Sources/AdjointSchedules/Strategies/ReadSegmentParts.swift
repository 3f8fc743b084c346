/// The parts into which the reads of its first state divide a segment of ``ReadSegmentPlan``, in closed form.
///
/// Part i from the right, i = 0 ... k, has all its backward steps up to depth d - 1, which are beta(m, d - 1 - i), and,
/// since the advance is the longest, those of depth d go to the parts furthest left: beta(m - 1, d - i) to each that is
/// full, what is left over to one, none to those right of it.
struct ReadSegmentParts {
  let shape: ReadSegmentShape
  /// d, the largest depth.
  let depth: Int
  /// The one part that may be neither full to depth d nor to d - 1, from the right, and its backward steps.
  private let place: Int
  private let rest: Int

  init(count: Int, slots: Int, reads: Int) {
    shape = ReadSegmentShape(slots: slots, reads: reads)
    depth = shape.depth(count: count)
    let deepest = Int128(count) - shape.offered(depth: depth - 1)
    // What the parts left of `place` have of depth d.
    func taken(_ place: Int, _ depth: Int) -> Int128 {
      Binomial.beta(slots, depth - place - 1) - Binomial.beta(slots, depth - reads - 1)
    }
    var (low, high) = (0, reads)
    while low < high {
      let middle = low + (high - low) / 2
      if taken(middle, depth) < deepest { high = middle } else { low = middle + 1 }
    }
    place = low
    rest = Int(Binomial.beta(slots, depth - 1 - low) + deepest - taken(low, depth))
  }

  /// The backward steps of the longest part, the first from the right.
  var longest: Int { place == 0 ? rest : Int(Binomial.beta(shape.slots, depth - 1)) }

  /// The states written to memory: beta(m - 1, t) in a full part of beta(m, t) > 1 backward steps, whose sums telescope.
  var writes: Int {
    let slots = shape.slots
    func full(from least: Int, to most: Int) -> Int128 {
      let least = max(1, least)
      return least > most ? 0 : Binomial.beta(slots, most) - Binomial.beta(slots, least - 1)
    }
    let own = rest > 1 ? BinomialPlan.writesWithin(count: rest, slots: slots) + 1 : 0
    return Int(full(from: depth - shape.reads, to: depth - place - 1) + full(from: depth - place, to: depth - 1)) + own
  }
}
