/// The lines of a picture in the making: all of them while they are few, then only those that are wider than a column.
///
/// A column is 2^`shift` units of time, and becomes twice as wide whenever there would be more than ``columns``.
///
/// - Complexity: O(1) amortised an operation, plus O(rows / 64) for one that is merged; memory for at most ``limit`` +
///   ``columns`` lines, since lines do not overlap in time, and one grid an activity.
struct LineTracer {
  static let columns = 2048
  static let limit = 4096

  private let rows: PositionRows
  private(set) var lines: [SchedulePicture.Line] = []
  private var grids: [CellGrid]?
  private var shift = 0

  init(rows: PositionRows) {
    self.rows = rows
  }

  mutating func add(_ line: SchedulePicture.Line) {
    guard grids != nil else {
      lines.append(line)
      if lines.count > Self.limit { startMerging() }
      return
    }
    while line.end >> shift >= Self.columns { widen() }
    if (line.end - line.start) >> shift > 0 { lines.append(line) } else { merge(line) }
  }

  private mutating func startMerging() {
    let grid = CellGrid(lanes: Self.columns, cells: rows.count)
    grids = SchedulePicture.Activity.allCases.map { _ in grid }
    let end = lines.last?.end ?? 0
    while end >> shift >= Self.columns { shift += 1 }
    mergeNarrow()
  }

  private mutating func widen() {
    shift += 1
    for index in SchedulePicture.Activity.allCases.indices { grids?[index].halveLanes() }
    mergeNarrow()
  }

  private mutating func mergeNarrow() {
    let all = lines
    lines = []
    for line in all {
      if (line.end - line.start) >> shift > 0 { lines.append(line) } else { merge(line) }
    }
  }

  private mutating func merge(_ line: SchedulePicture.Line) {
    let (low, high) = (rows.row(of: min(line.from, line.to)), rows.row(of: max(line.from, line.to)))
    grids?[line.activity.rawValue].mark(lane: line.start >> shift, from: low, through: high)
  }

  /// Returns all lines, those that are merged as blocks a column wide, at most `most` of them beside the others.
  func finished(makespan: Int, atMost most: Int) -> [SchedulePicture.Line] {
    guard let grids else { return lines }
    var gap = 0
    while true {
      var blocks: [SchedulePicture.Line] = []
      for activity in SchedulePicture.Activity.allCases {
        for column in 0..<Self.columns {
          let (start, end) = (column << shift, Int(min(Int128(column + 1) << shift, Int128(makespan))))
          for run in grids[activity.rawValue].runs(lane: column, closing: gap) {
            blocks.append(
              SchedulePicture.Line(
                activity: activity, start: start, end: end, from: rows.position(of: run.lowerBound),
                to: rows.position(of: run.upperBound), isMerged: true))
          }
        }
      }
      if blocks.count <= most { return lines + blocks }
      gap = 2 * gap + 1
    }
  }
}
