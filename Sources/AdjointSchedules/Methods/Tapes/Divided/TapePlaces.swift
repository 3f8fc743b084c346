/// Where the states and tapes of a divided chain are stored.
struct TapePlaces: Sendable {
  enum Levels: Sendable {
    /// The first ones on one level, the next on another.
    case runs([(level: Int, slots: Int)])
    case each([Int])

    func level(of index: Int) -> Int {
      switch self {
      case .runs(let runs): SlotPlaces(runs).level(ofSlot: index)
      case .each(let levels): levels[index]
      }
    }
  }

  /// The level of each stored state, by segment.
  var states: Levels
  /// The level of each tape: by step, or as runs within a segment.
  var tapes: Levels
  /// The level of each tape of the last segment.
  var lastTapes: Levels

  func level(ofTape step: Int, in division: TapeDivision) -> Int {
    let isLast = step >= division.lastStart
    let levels = isLast ? lastTapes : tapes
    if case .each = levels { return levels.level(of: step) }
    return levels.level(of: isLast ? step - division.lastStart : step % division.period)
  }

  /// What these places cost beyond one run of each step and each backward step.
  var cost: Int128
}
