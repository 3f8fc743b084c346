/// A word for each level, such as the set of the states that it holds.
///
/// Searches copy and hash millions of them: those of four levels need no allocation.
struct LevelWords: Hashable {
  private var first: UInt64 = 0
  private var second: UInt64 = 0
  private var third: UInt64 = 0
  private var fourth: UInt64 = 0
  private var rest: [UInt64]

  init(count: Int) {
    rest = Array(repeating: 0, count: max(0, count - 4))
  }

  /// The positions in the set of any level.
  var union: UInt64 { rest.reduce(first | second | third | fourth, |) }

  /// Returns the digest of all words after that of something else.
  func digest(after seed: UInt64) -> UInt64 {
    rest.reduce(seed.digested(first).digested(second).digested(third).digested(fourth)) { $0.digested($1) }
  }

  /// The word of a level; bit i is set if its set has position i.
  subscript(level: Int) -> UInt64 {
    get {
      switch level {
      case 0: first
      case 1: second
      case 2: third
      case 3: fourth
      default: rest[level - 4]
      }
    }
    set {
      switch level {
      case 0: first = newValue
      case 1: second = newValue
      case 2: third = newValue
      case 3: fourth = newValue
      default: rest[level - 4] = newValue
      }
    }
  }
}
