/// The recurrence for chains with tapes on one level of limited room, over intervals of steps.
///
/// Steps i ... j are to be reversed with M free units. A schedule runs each step once with its tape and each backward
/// step once; the table counts only the rest: runs without a tape, writes, and reads that start a run. f(i, k) is the
/// cost of the steps from x_i to x_k. x_i is in the buffer and
///
/// * B(i, j, M): nowhere else; * S(i, j, M): stored, with its s_i units included in M, since they are free as soon as
/// it is dropped; * T(i, j, M): readable from tape i - 1, which stays until these steps are reversed.
///
///     T(i, j, M) = min( T(i+1, j, M - t_i),  min over i < k <= j of  f(i, k) + B(k, j, M) + r + T(i, k-1, M) )
///     S(i, j, M) = min( T(i+1, j, M - t_i),  min over i < k <= j of  f(i, k) + B(k, j, M - s_i) + r + S(i, k-1, M) )
///     B(i, j, M) = min( T(i+1, j, M - t_i),  w + S(i, j, M) if M >= s_i )
///
/// and an empty interval costs nothing. In S the tape takes the place of x_i, which is dropped first.
///
/// This is the least makespan of all schedules that keep a stored state until its step has kept its tape, and that run
/// over no step whose tape is stored. `TapeChain.isSolvedByTable` says when no other schedule is better, and
/// docs/tapes.md why.
///
/// - Complexity: O(l^3 M) time at most, in loops without a branch over M, and O(l^2 M) memory: three entries per
///   interval and unit, of 4 bytes (8 if costs need them), two of which are kept.
struct TapeTable<Entry: TapeTableEntry>: Sendable {
  /// Larger than every representable cost; three of them do not overflow.
  static var unreachable: Entry { Entry.max / 4 }

  let chain: TapeChain
  /// f(0, k), saturated.
  let travel: [Entry]
  let write: Entry
  let read: Entry
  /// T and S by (i, j, M); intervals with the same i are adjacent.
  private let fromTape: [Entry]
  private let stored: [Entry]
  /// The costs' common divisor; entries are multiples of it.
  private let costUnit: Int

  /// Tabulates a chain of at least one step; ``TapeGrid`` tells in advance what that takes.
  init(_ chain: TapeChain) throws(PlanningError) {
    let costs = chain.forwardCosts + [chain.writeCost, chain.readCost]
    let unit = max(1, costs.reduce(0, greatestDivisor))
    self.chain = chain
    costUnit = unit
    func entry(_ cost: Int) -> Entry { min(Entry(clamping: cost / unit), Self.unreachable) }
    var travel: [Entry] = [0]
    for cost in chain.forwardCosts {
      travel.append(min(travel[travel.count - 1] + entry(cost), Self.unreachable))
    }
    self.travel = travel
    write = entry(chain.writeCost)
    read = entry(chain.readCost)
    let builder = TapeTableBuilder(
      chain: chain, travel: travel, write: write, read: read, unreachable: Self.unreachable)
    (fromTape, stored) = try builder.rows()
  }

  /// The cost of the whole chain beyond the common costs, or nil if impossible or too large.
  var surplus: Int? {
    let entry = inBuffer(0, chain.length - 1, chain.rooms.whole)
    if entry >= Self.unreachable { return nil }
    let (product, overflow) = Int(entry).multipliedReportingOverflow(by: costUnit)
    return overflow ? nil : product
  }

  /// Returns the index of the entry (i, j, M), with M given by its index in `chain.rooms`.
  private func index(_ start: Int, _ end: Int, _ room: Int) -> Int {
    chain.row(start, end) * chain.rooms.count + room
  }

  func readable(_ start: Int, _ end: Int, _ room: Int) -> Entry {
    start > end ? 0 : fromTape[index(start, end, room)]
  }

  func stored(_ start: Int, _ end: Int, _ room: Int) -> Entry {
    start > end ? 0 : stored[index(start, end, room)]
  }

  /// T(i+1, j, M - t_i): step i runs with its tape.
  func taped(_ start: Int, _ end: Int, _ room: Int) -> Entry {
    let rest = chain.rooms.rest(room, less: chain.tapeUnits[start])
    return rest < 0 ? Self.unreachable : readable(start + 1, end, rest)
  }

  func inBuffer(_ start: Int, _ end: Int, _ room: Int) -> Entry {
    start > end ? 0 : min(taped(start, end, room), write + stored(start, end, room))
  }
}

/// The integer types of tape tables: signed, for a faster minimum.
protocol TapeTableEntry: FixedWidthInteger, SignedInteger, Sendable {}
extension Int32: TapeTableEntry {}
extension Int: TapeTableEntry {}
