/// The lines of a picture that are narrower than a column: one grid per activity; a lane is a column.
///
/// - Complexity: O(rows / 64) per line.
struct LineMarks: TracerMarks {
  private let columns: Int
  private let rows: PositionRows
  private var grids: [CellGrid]

  init(columns: Int, rows: PositionRows) {
    self.columns = columns
    self.rows = rows
    let grid = CellGrid(lanes: columns, cells: rows.count)
    grids = SchedulePicture.Activity.allCases.map { _ in grid }
  }

  static func isDrawnAlone(_ line: SchedulePicture.Line, shift: Int) -> Bool {
    (line.end - line.start) >> shift > 0
  }

  mutating func mark(_ line: SchedulePicture.Line, shift: Int) {
    let (low, high) = (rows.row(of: min(line.from, line.to)), rows.row(of: max(line.from, line.to)))
    grids[line.activity.rawValue].mark(lane: line.start >> shift, from: low, through: high)
  }

  mutating func widenColumns() {
    for index in grids.indices { grids[index].halveLanes() }
  }

  /// Returns the marks as blocks one column wide.
  func items(shift: Int, makespan: Int, closing gap: Int) -> [SchedulePicture.Line] {
    var blocks: [SchedulePicture.Line] = []
    for activity in SchedulePicture.Activity.allCases {
      for column in 0..<columns {
        let (start, end) = (column << shift, Int(min(Int128(column + 1) << shift, Int128(makespan))))
        for run in grids[activity.rawValue].runs(lane: column, closing: gap) {
          blocks.append(
            SchedulePicture.Line(
              activity: activity, start: start, end: end, from: rows.position(of: run.lowerBound),
              to: rows.position(of: run.upperBound), isMerged: true))
        }
      }
    }
    return blocks
  }
}
