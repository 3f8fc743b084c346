/// The recurrence of ``RoomTable`` for equal steps, over their number and the free room.
///
/// n steps have M free units and their first state in the buffer; f, w, r, r' are the costs, s and t the sizes of a state
/// and a tape. The first state is also
///
///     T(n, M) = min( T(n-1, M - t),  min over 1 <= q < n of  q f + B(n-q, M) + r' + T(q, M) )      on the tape before
///     S(n, M) = min( T(n-1, M - t),  min over 1 <= q < n of  q f + B(n-q, M - s) + r + S(q, M) )   stored
///     B(n, M) = min( T(n-1, M - t),  w + S(n, M) if M >= s )                                       nowhere else
///
/// and T = S = B = 0 for n = 0. If r < r', T may also be w + S(n, M). None of the three falls with n, since leaving out
/// the last step leaves out its operations. So ``SplitSearch`` finds the best splits.
///
/// Ties: a tape is preferred to a run without one, not storing to storing.
///
/// - Complexity: O(l^2 M) at worst, usually some ten candidates per entry, since the three are close to their convex
///   hulls; 4 bytes each for T's and S's choice per length and possible amount of room.
struct UniformTapeTable: Sendable {
  /// The most bytes of one table.
  static var memoryLimit: Int { PlanningMemory.current.uniformLimit }
  /// The most entries: some twenty seconds' work.
  static let maximumEntries = 1 << 27
  /// The most sums to compare in all.
  static let maximumCandidates = 1 << 34

  let chain: UniformTapeChain
  let rooms: UniformTapeRooms
  /// The whole chain's cost beyond what every schedule pays; nil if it does not fit.
  let surplus: Int?
  /// By room and length, the q of T; 0 if the step keeps its tape. Empty if never needed.
  private let onTape: [[UInt32]]
  /// By room and length, the q of S, and whether B stores.
  private let stored: [[UInt32]]
  /// The number of sums compared.
  let candidates: Int

  private static let storeBit: UInt32 = 1 << 31

  /// Tabulates a chain whose room is enough for a schedule.
  ///
  /// - Throws: ``PlanningError`` when the table would exceed a limit.
  init(_ chain: UniformTapeChain, _ rooms: UniformTapeRooms) throws(PlanningError) {
    try Self.require(chain, rooms)
    let unit = max(
      1, [chain.forwardCost, chain.writeCost, chain.readCost, chain.tapeReadCost].reduce(0, greatestDivisor))
    let narrow = try Builder<UInt32>(chain, rooms, unit: unit)
    if narrow.value < SaturatingCost<UInt32>.unreachable {
      self.init(chain, rooms, narrow, unit: unit)
    } else {
      self.init(chain, rooms, try Builder<UInt>(chain, rooms, unit: unit), unit: unit)
    }
  }

  private init<Entry>(_ chain: UniformTapeChain, _ rooms: UniformTapeRooms, _ builder: Builder<Entry>, unit: Int) {
    (self.chain, self.rooms) = (chain, rooms)
    (onTape, stored, candidates) = (builder.onTape, builder.stored, builder.search)
    let (product, overflow) = Int(clamping: builder.value).multipliedReportingOverflow(by: unit)
    surplus = overflow || builder.value >= SaturatingCost<Entry>.unreachable ? nil : product
  }

  /// The entries of a table, three per length and amount of room.
  static func entries(_ chain: UniformTapeChain, _ rooms: UniformTapeRooms) -> Int128 {
    Int128(chain.length) * Int128(rooms.amounts.count)
  }

  /// Returns the bytes of a table while it is filled: all choices, and the values that later rows still read.
  static func bytes(_ chain: UniformTapeChain, _ rooms: UniformTapeRooms, entrySize: Int) -> Int128 {
    let back = chain.storesStates ? max(chain.stateUnits, chain.tapeUnits) : chain.tapeUnits
    let kept = rooms.amounts.count - rooms.amounts.partitioningIndex { $0 > rooms.amounts[rooms.whole] - back } + 4
    let choices = Int128(rooms.amounts.count) * (chain.storesStates ? 8 : 4)
    return (Int128(chain.length) + 1) * (choices + Int128(min(kept, rooms.amounts.count + 4)) * 2 * Int128(entrySize))
  }

  private static func require(_ chain: UniformTapeChain, _ rooms: UniformTapeRooms) throws(PlanningError) {
    let limit = PlanningEffort.share(of: maximumEntries)
    let entries = entries(chain, rooms)
    if entries > Int128(limit) {
      PlanningEffort.meet()
      throw .tooMuchWork(what: .tableEntries, count: Int(clamping: entries), limit: limit)
    }
    try PlanningMemory.reserve(bytes(chain, rooms, entrySize: 8), limit: memoryLimit)
  }
}

extension UniformTapeTable: UniformTapeDecisions {
  struct State: Hashable, Sendable {
    var place: UniformTapePlace
    /// The index of the free room.
    var room: Int32
  }

  var root: State { State(place: .nowhere, room: Int32(rooms.whole)) }

  func place(of state: State) -> UniformTapePlace { state.place }

  func decision(for state: State, length: Int) -> UniformTapeDecision<State> {
    let room = Int(state.room)
    let choice: Int
    switch state.place {
    case .nowhere:
      if stored[room].isEmpty || stored[room][length] & Self.storeBit == 0 { return tape(room) }
      return .write(State(place: .stored, room: state.room))
    case .stored: choice = Int(stored[room][length] & ~Self.storeBit)
    case .onTape:
      if onTape[room][length] & Self.storeBit != 0 { return .write(State(place: .stored, room: state.room)) }
      choice = Int(onTape[room][length])
    }
    if choice == 0 { return tape(room) }
    let beside = state.place == .stored ? rooms.besideState[room] : room
    return .split(steps: choice, right: State(place: .nowhere, room: Int32(beside)), left: state)
  }

  private func tape(_ room: Int) -> UniformTapeDecision<State> {
    .tape(State(place: .onTape, room: Int32(rooms.besideTape[room])))
  }
}

extension UniformTapeTable {
  /// Fills the rows, one per amount of room, the least first.
  private struct Builder<Entry: TableEntry> {
    private typealias Saturating = SaturatingCost<Entry>

    private let chain: UniformTapeChain
    private let rooms: UniformTapeRooms
    private let forward: Entry
    private let write: Entry
    private let read: Entry
    private let tapeRead: Entry
    private(set) var onTape: [[UInt32]] = []
    private(set) var stored: [[UInt32]] = []
    /// T and B by room, as long as later rows read them.
    private var values: [(onTape: [Entry], inBuffer: [Entry])] = []
    private(set) var search = 0
    private(set) var value: Entry = 0

    init(
      _ chain: UniformTapeChain, _ rooms: UniformTapeRooms, unit: Int
    ) throws(PlanningError) {
      (self.chain, self.rooms) = (chain, rooms)
      forward = Saturating.entry(chain.forwardCost / unit)
      write = Saturating.entry(chain.writeCost / unit)
      read = Saturating.entry(chain.readCost / unit)
      tapeRead = Saturating.entry(chain.tapeReadCost / unit)
      let back = chain.storesStates ? max(chain.stateUnits, chain.tapeUnits) : chain.tapeUnits
      var first = 0
      for room in rooms.amounts.indices {
        try fill(room)
        while rooms.amounts[first] < rooms.amounts[room] - back {
          values[first] = ([], [])
          first += 1
        }
      }
      value = values[rooms.whole].inBuffer[chain.length]
    }

    private mutating func fill(_ room: Int) throws(PlanningError) {
      guard rooms.isInBuffer[room] else {
        onTape.append([])
        stored.append([])
        values.append(([], []))
        return
      }
      let taped = taped(room)
      var inBuffer = taped
      var copies: [Entry] = []
      let beside = rooms.besideState[room]
      if beside >= 0 {
        // A state that takes nothing leaves the room as it was.
        let right = beside == room ? nil : values[beside].inBuffer
        let row = try row(taped, right: right, room)
        stored.append(row.choices)
        inBuffer = row.inBuffer
        if chain.copiesStates { copies = row.values }
      } else {
        stored.append([])
      }
      if rooms.isOnTape[room] {
        let row = try row(taped, right: inBuffer, room, isStored: false, copies: copies)
        onTape.append(row.choices)
        values.append((row.values, inBuffer))
      } else {
        onTape.append([])
        values.append(([], inBuffer))
      }
    }

    /// Returns T(n - 1, M - t) by n.
    private func taped(_ room: Int) -> [Entry] {
      var taped = Array(repeating: Saturating.unreachable, count: chain.length + 1)
      (taped[0], taped[1]) = (0, 0)
      let rest = rooms.besideTape[room]
      if rest >= 0 { for n in stride(from: 2, through: chain.length, by: 1) { taped[n] = values[rest].onTape[n - 1] } }
      return taped
    }

    /// Returns S and B, or T, by length, with their choices; if `right` is nil, the right side is B itself.
    ///
    /// - Parameter copies: S if T may be w + S; otherwise none.
    private mutating func row(
      _ taped: [Entry], right: [Entry]?, _ room: Int, isStored: Bool = true, copies: [Entry] = []
    ) throws(PlanningError) -> (choices: [UInt32], values: [Entry], inBuffer: [Entry]) {
      var choices = [UInt32](repeating: 0, count: chain.length + 1)
      var values = taped
      var inBuffer = isStored ? taped : []
      // Splits of n steps are those of a segment of n - 1 whose left part is q - 1 long and whose right part n - q - 1.
      var splits = SplitSearch<Entry>(capacity: chain.length, takesLongest: false)
      if let right { for n in stride(from: 1, to: chain.length, by: 1) { splits.appendRight(right[n]) } }
      for n in stride(from: 1, through: chain.length, by: 1) {
        if n % 4096 == 0 {
          try PlanningProgress.report(
            .rowLengths(row: room + 1, most: rooms.amounts.count), done: n, total: chain.length)
          let limit = PlanningEffort.share(of: UniformTapeTable.maximumCandidates)
          if search + splits.candidates > limit {
            PlanningEffort.meet()
            throw .tooMuchWork(what: .rowSplits, count: search + splits.candidates, limit: limit)
          }
        }
        if n > 1, taped[n] > 0, let (cost, advance) = splits.best(n - 1, below: taped[n]) {
          choices[n] = UInt32(advance)
          values[n] = cost
        }
        if isStored {
          let written = Saturating.sum(write, values[n])
          if written < taped[n] {
            inBuffer[n] = written
            choices[n] |= UniformTapeTable.storeBit
          }
        } else if !copies.isEmpty, case let copied = Saturating.sum(write, copies[n]), copied < values[n] {
          (values[n], choices[n]) = (copied, UniformTapeTable.storeBit)
        }
        if n == chain.length { break }
        let travel = Saturating.sum(Saturating.product(Saturating.entry(n), forward), isStored ? read : tapeRead)
        splits.appendLeft(Saturating.sum(travel, values[n]))
        if right == nil { splits.appendRight(inBuffer[n]) }
      }
      search += splits.candidates
      return (choices, values, inBuffer)
    }
  }
}
