/// The bars of a picture in the making: all of them while they are few, then cells of a grid for each lane of levels, states and
/// tapes apart.
///
/// - Complexity: O(1) amortised a bar while they are few, O(columns / 64) then; memory for ``limit`` bars and one grid
///   a lane.
struct BarTracer {
  static let columns = 2048
  static let limit = 4096

  private let rows: PositionRows
  private var bars: [SchedulePicture.Bar] = []
  private var grids: [CellGrid?]?
  private var shift = 0

  init(rows: PositionRows) {
    self.rows = rows
  }

  mutating func add(_ bar: SchedulePicture.Bar) {
    guard grids != nil else {
      bars.append(bar)
      if bars.count > Self.limit { startMerging() }
      return
    }
    while bar.end >> shift >= Self.columns { widen() }
    merge(bar)
  }

  private mutating func startMerging() {
    grids = Array(repeating: nil, count: 2 * SchedulePicture.lanes)
    let end = bars.map(\.end).max() ?? 0
    while end >> shift >= Self.columns { shift += 1 }
    for bar in bars { merge(bar) }
    bars = []
  }

  private mutating func widen() {
    shift += 1
    for index in 0..<2 * SchedulePicture.lanes { grids?[index]?.halveCells() }
  }

  private mutating func merge(_ bar: SchedulePicture.Bar) {
    let index = bar.isTape ? bar.lane + SchedulePicture.lanes : bar.lane
    if grids?[index] == nil { grids?[index] = CellGrid(lanes: rows.count, cells: Self.columns) }
    // A bar ends where its last column begins, unless it has no other.
    let first = bar.start >> shift
    let last = max(first, (bar.end >> shift) - 1)
    grids?[index]?.mark(lane: rows.row(of: bar.state), from: first, through: last)
  }

  /// Returns all bars, at most `most` of them when they are merged.
  func finished(makespan: Int, atMost most: Int) -> [SchedulePicture.Bar] {
    guard let grids else { return bars }
    var gap = 0
    while true {
      var merged: [SchedulePicture.Bar] = []
      for (index, grid) in grids.enumerated() {
        guard let grid else { continue }
        for row in 0..<rows.count {
          for run in grid.runs(lane: row, closing: gap) {
            merged.append(
              SchedulePicture.Bar(
                lane: index % SchedulePicture.lanes, state: rows.position(of: row), start: run.lowerBound << shift,
                end: Int(min(Int128(run.upperBound + 1) << shift, Int128(makespan))),
                isTape: index >= SchedulePicture.lanes, isMerged: true))
          }
        }
      }
      if merged.count <= most { return merged }
      gap = 2 * gap + 1
    }
  }
}
