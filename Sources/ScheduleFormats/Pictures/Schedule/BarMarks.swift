/// The bars of a picture: one grid per level lane, separately for states and tapes; a lane of the grid is a row.
///
/// - Complexity: O(columns / 64) per bar; memory for one grid per lane with a bar.
struct BarMarks: TracerMarks {
  private let columns: Int
  private let rows: PositionRows
  private var grids: [CellGrid?]

  init(columns: Int, rows: PositionRows) {
    self.columns = columns
    self.rows = rows
    grids = Array(repeating: nil, count: 2 * SchedulePicture.lanes)
  }

  /// Bars overlap in time, so many may be wide.
  static func isDrawnAlone(_ bar: SchedulePicture.Bar, shift: Int) -> Bool { false }

  mutating func mark(_ bar: SchedulePicture.Bar, shift: Int) {
    let index = bar.isTape ? bar.lane + SchedulePicture.lanes : bar.lane
    if grids[index] == nil { grids[index] = CellGrid(lanes: rows.count, cells: columns) }
    // A bar ends at the start of its last column, unless that is its only one.
    let first = bar.start >> shift
    let last = max(first, (bar.end >> shift) - 1)
    grids[index]?.mark(lane: rows.row(of: bar.state), from: first, through: last)
  }

  mutating func widenColumns() {
    for index in grids.indices { grids[index]?.halveCells() }
  }

  func items(shift: Int, makespan: Int, closing gap: Int) -> [SchedulePicture.Bar] {
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
    return merged
  }
}
