/// The units for tabulating the sizes of a chain with tapes: their greatest common divisor if the table then fits, or
/// if the possible sums of sizes do; otherwise a number of bytes with which it fits.
struct TapeGrid: Sendable {
  /// The most bytes of one table with narrow entries: a third of the memory limit, since an unproven plan makes up to
  /// three; 1 GiB by default.
  static var memoryLimit: Int { PlanningMemory.current.limit / shares }
  private static let shares = 3
  /// The most sums compared to fill a table: a few seconds of work.
  static var workLimit: Int { PlanningEffort.share(of: 9_000_000_000) }
  /// An inexact grid finer than this is not worth the time.
  static let mostCoarseUnits = 8192
  /// The most sums of sizes to list individually.
  static let mostListed = 1 << 18
  /// A grid coarser than this is not worth a table.
  static let fewestUnits = 32

  /// The bytes of a unit, or 1 for a level counted in slots.
  let unit: Int
  /// The units of the level.
  let room: Int
  /// The possible numbers of free units.
  let rooms: TapeRooms
  /// The most distinct amounts of free room in a table of the chain.
  private let most: Int
  /// True if every size is a whole number of units and no room is lost.
  let isExact: Bool

  /// Chooses the grid for `capacity` bytes, or for slots, which cannot be divided (`isDivisible` false).
  ///
  /// - Throws: ``PlanningError/tooMuchWork(what:count:limit:)`` or ``PlanningError/tableTooLarge(bytes:limit:)`` if the
  ///   chain is too long for any grid.
  init(
    length: Int, states: StepSize, tapes: StepSize, capacity: Int, isDivisible: Bool, maximumUnits: Int? = nil
  ) throws(PlanningError) {
    let most = maximumUnits ?? Self.maximumUnits(length: length)
    self.most = most
    var divisor = isDivisible ? 0 : 1
    if isDivisible {
      // If all states and all tapes have the same size, one step represents all.
      let steps = states.isList || tapes.isList ? length : min(length, 1)
      for step in 0..<steps { divisor = greatestDivisor(greatestDivisor(divisor, states[step]), tapes[step]) }
    }
    divisor = max(1, divisor)
    if capacity / divisor <= most {
      (unit, room, isExact) = (divisor, capacity / divisor, true)
      rooms = TapeRooms(upTo: room)
      return
    }
    // What exceeds `most` here may fit when running alone, unless memory is the limit.
    let isShort = maximumUnits == nil && most < Self.unitsInMemory(length: length)
    if most < Self.fewestUnits && maximumUnits == nil {
      if isShort { PlanningEffort.meet() }
      let bytes = Self.bytes(length: length, units: Self.fewestUnits, entrySize: 4)
      if bytes > Int128(Self.memoryLimit) {
        // The message has the given limit and the need of all shares.
        let (all, overflow) = bytes.multipliedReportingOverflow(by: Int128(Self.shares))
        throw .tableTooLarge(bytes: overflow ? .max : Int(clamping: all), limit: PlanningMemory.current.limit)
      }
      let splits = Self.splits(length: length) * Int128(Self.fewestUnits + 1)
      throw .tooMuchWork(what: .chainSplits, count: Int(clamping: splits), limit: Self.workLimit)
    }
    if isDivisible {
      let sizes = (0..<length).map { states[$0] / divisor } + (0..<length).map { tapes[$0] / divisor }
      if let sums = TapeRooms(of: capacity / divisor, less: sizes, limit: min(most, Self.mostListed)) {
        (unit, room, rooms, isExact) = (divisor, capacity / divisor, sums, true)
        return
      }
    }
    isExact = false
    if isShort { PlanningEffort.meet() }
    if isDivisible {
      unit = Self.coarseUnit(
        length: length, states: states, tapes: tapes, capacity: capacity, units: min(most, Self.mostCoarseUnits))
      room = capacity / unit
    } else {
      (unit, room) = (1, most)
    }
    rooms = TapeRooms(upTo: room)
  }

  /// Returns a chain on this grid with its possible amounts of free room; nil if there are too many for a table.
  func listed(_ chain: TapeChain) -> TapeChain? {
    guard rooms.isList else { return chain }
    var chain = chain
    guard let sums = TapeRooms(of: room, less: chain.stateUnits + chain.tapeUnits, limit: most) else { return nil }
    chain.rooms = sums
    return chain
  }

  /// Returns a unit of which the capacity has at most `units`: one that divides all sizes that are not smaller than it,
  /// if there is one; otherwise the smallest.
  private static func coarseUnit(length: Int, states: StepSize, tapes: StepSize, capacity: Int, units: Int) -> Int {
    let least = capacity / units + (capacity % units == 0 ? 0 : 1)
    var divisor = 0
    for step in 0..<length {
      for size in [states[step], tapes[step]] where size >= least { divisor = greatestDivisor(divisor, size) }
    }
    // The smallest divisor of the common divisor that is not too fine.
    var parts = min(divisor / least, units)
    while parts > 0 && divisor % parts != 0 { parts -= 1 }
    return parts > 0 ? divisor / parts : least
  }

  /// Returns the most units for which a table of `length` steps fits both limits.
  static func maximumUnits(length: Int) -> Int {
    min(unitsInMemory(length: length), Int(clamping: Int128(workLimit) / splits(length: length) - 1))
  }

  private static func unitsInMemory(length: Int) -> Int {
    Int(clamping: Int128(memoryLimit) / max(1, bytes(length: length, units: 0, entrySize: 4)) - 1)
  }

  /// Returns the sums compared per number of free units, at least 1. Lengths are capped at 10^12, whose cube fits.
  static func splits(length: Int) -> Int128 {
    let length = Int128(min(length, 1_000_000_000_000))
    return max(1, length * length * length / 3)
  }

  /// Returns the bytes of a table while it is filled: three entries per interval and number of free units.
  static func bytes(length: Int, units: Int, entrySize: Int) -> Int128 {
    // Lengths are capped at 10^12 steps; larger tables exceed any limit anyway.
    let length = Int128(min(length, 1_000_000_000_000))
    let entries = length * (length + 1) / 2 * 3 * Int128(entrySize)
    let (bytes, overflow) = entries.multipliedReportingOverflow(by: Int128(units) + 1)
    return overflow ? .max : bytes
  }

  /// Returns the sizes of the first `count` states or tapes in units, rounded up or down.
  func units(_ sizes: StepSize, count: Int, roundingDown: Bool = false) -> [Int] {
    (0..<count).map { index in
      let size = sizes[index]
      return size / unit + (size % unit == 0 || roundingDown ? 0 : 1)
    }
  }
}
