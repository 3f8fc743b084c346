/// The units in which the sizes of a chain with tapes are tabulated: their common divisor when the table then fits, or
/// when the sums of sizes that can occur do, else as many bytes as make it fit.
struct TapeGrid: Sendable {
  /// The most bytes of one table, in the narrow entries: a third of the limit of memory, since a plan that is not proven
  /// makes up to three; 1 GiB where none is given.
  static var memoryLimit: Int { PlanningMemory.current.limit / shares }
  private static let shares = 3
  /// The most sums that filling a table compares: a few seconds' work.
  static var workLimit: Int { PlanningEffort.share(of: 9_000_000_000) }
  /// Finer than this, a grid that is not exact gains nothing that is worth the time.
  static let mostCoarseUnits = 8192
  /// More sums of sizes than this are not listed one by one.
  static let mostListed = 1 << 18
  /// Coarser than this, a grid says too little to be worth a table.
  static let fewestUnits = 32

  /// The bytes of a unit, or 1 for a level counted in slots.
  let unit: Int
  /// The units of the level.
  let room: Int
  /// What can be free of them.
  let rooms: TapeRooms
  /// The most amounts of free room that a table of the chain may tell apart.
  private let most: Int
  /// True when every size is a whole number of units and no room is left out.
  let isExact: Bool

  /// Chooses the grid for `capacity` bytes, or slots, which cannot be divided (`isDivisible` false).
  ///
  /// - Throws: ``PlanningError/tooMuchWork(what:count:limit:)`` or ``PlanningError/tableTooLarge(bytes:limit:)`` when the
  ///   chain is too long for any grid.
  init(
    length: Int, states: StepSize, tapes: StepSize, capacity: Int, isDivisible: Bool, maximumUnits: Int? = nil
  ) throws(PlanningError) {
    let most = maximumUnits ?? Self.maximumUnits(length: length)
    self.most = most
    var divisor = isDivisible ? 0 : 1
    if isDivisible {
      // Where all states and all tapes weigh the same, one step says what all do.
      let steps = states.isList || tapes.isList ? length : min(length, 1)
      for step in 0..<steps { divisor = greatestDivisor(greatestDivisor(divisor, states[step]), tapes[step]) }
    }
    divisor = max(1, divisor)
    if capacity / divisor <= most {
      (unit, room, isExact) = (divisor, capacity / divisor, true)
      rooms = TapeRooms(upTo: room)
      return
    }
    // What is beyond `most` here may not be so alone, unless it is the memory that is short.
    let isShort = maximumUnits == nil && most < Self.unitsInMemory(length: length)
    if most < Self.fewestUnits && maximumUnits == nil {
      if isShort { PlanningEffort.meet() }
      let bytes = Self.bytes(length: length, units: Self.fewestUnits, entrySize: 4)
      if bytes > Int128(Self.memoryLimit) {
        // What is said is the limit that was given, and what all shares of it need.
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

  /// Returns a chain on this grid with what can be free of the room beside its states and tapes; nil where that is more
  /// than a table tells apart.
  func listed(_ chain: TapeChain) -> TapeChain? {
    guard rooms.isList else { return chain }
    var chain = chain
    guard let sums = TapeRooms(of: room, less: chain.stateUnits + chain.tapeUnits, limit: most) else { return nil }
    chain.rooms = sums
    return chain
  }

  /// Returns a unit of which the capacity has at most `units`: one that divides all sizes but those that are less than
  /// that, where there is one, else the least.
  private static func coarseUnit(length: Int, states: StepSize, tapes: StepSize, capacity: Int, units: Int) -> Int {
    let least = capacity / units + (capacity % units == 0 ? 0 : 1)
    var divisor = 0
    for step in 0..<length {
      for size in [states[step], tapes[step]] where size >= least { divisor = greatestDivisor(divisor, size) }
    }
    // Of the divisor's own divisors the least that is not too fine.
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

  /// Returns the sums compared for one number of free units, at least 1; longer chains than any that is tabulated count
  /// as one of 10^12 steps, whose cube fits.
  static func splits(length: Int) -> Int128 {
    let length = Int128(min(length, 1_000_000_000_000))
    return max(1, length * length * length / 3)
  }

  /// Returns the bytes of a table while it is filled: three entries for each interval and each number of free units.
  static func bytes(length: Int, units: Int, entrySize: Int) -> Int128 {
    // Longer chains than any that is tabulated count as one of 10^12 steps: what is more than 128 bits is more than any limit.
    let length = Int128(min(length, 1_000_000_000_000))
    let entries = length * (length + 1) / 2 * 3 * Int128(entrySize)
    let (bytes, overflow) = entries.multipliedReportingOverflow(by: Int128(units) + 1)
    return overflow ? .max : bytes
  }

  /// Returns the sizes of the first `count` states or tapes in units, rounded up, or down.
  func units(_ sizes: StepSize, count: Int, roundingDown: Bool = false) -> [Int] {
    (0..<count).map { index in
      let size = sizes[index]
      return size / unit + (size % unit == 0 || roundingDown ? 0 : 1)
    }
  }
}
