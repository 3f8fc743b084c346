/// The kinds of random problems, each aimed at a part of the program.
import SeededRandom

enum Family: String, CaseIterable, Sendable {
  /// Chains and platforms small enough for the exhaustive search.
  case tiny
  /// One to three levels, small enough for the written-out recurrences.
  case small
  /// Forward steps, or backward steps, that differ.
  case unequal
  /// Longer chains of unequal steps: nested grids, and the bound of layers.
  case longUnequal = "long-unequal"
  /// Longer chains, to compare the engines with each other.
  case medium
  /// Up to 10^18 steps: closed forms, prices, bounds.
  case huge
  /// Costs up to 2^63 - 1.
  case extreme
  /// Edge cases only: no level, no slot, no step, zero costs.
  case degenerate
  /// Up to twelve levels.
  case manyLevels = "many-levels"
  /// States with sizes, levels in bytes.
  case sizes
  /// Steps that keep tapes.
  case tapes
  /// Equal steps that keep tapes, up to 10^12 of them on one level, and a few on several.
  case equalTapes = "equal-tapes"
  /// States or tapes on several levels that move by the byte, compress, or share their room, and steps that need room too.
  case rooms
  /// The same, but only with transfers by the byte.
  case byByte = "by-byte"
  /// The same, but only with steps that need room.
  case temporaries
  /// The same, but only with levels that compress or share their room.
  case compressed
  /// Levels whose transfers run beside the steps: short chains for the search of all orders.
  case overlap
  /// The same, with chains of up to 10^12 steps.
  case longOverlap = "long-overlap"
  /// The same, with unequal steps, states in bytes and tapes.
  case roomyOverlap = "roomy-overlap"
  /// Branches that meet in a handle.
  case join
  /// Chains that share a memory.
  case share

  /// The number of cases per thousand.
  private var share: Int {
    switch self {
    case .tiny: return 120
    case .small: return 85
    case .unequal: return 110
    case .longUnequal: return 15
    case .medium: return 30
    case .huge: return 10
    case .extreme: return 90
    case .degenerate: return 70
    case .manyLevels: return 40
    case .sizes: return 90
    case .tapes: return 80
    case .equalTapes: return 40
    case .rooms: return 30
    case .byByte: return 20
    case .temporaries: return 20
    case .compressed: return 20
    case .overlap: return 30
    case .longOverlap: return 5
    case .roomyOverlap: return 15
    case .join: return 40
    case .share: return 40
    }
  }

  static func random(using generator: inout SeededGenerator) -> Family {
    var rest = generator.int(0...999)
    for family in allCases {
      if rest < family.share { return family }
      rest -= family.share
    }
    return .small
  }
}
