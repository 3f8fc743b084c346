/// Finds where the states of a level are so close that their bars would form one block; these are shaded, the others
/// drawn.
///
/// - Complexity: O(bars x columns / 64 + pixels) in time, one bit of memory per half pixel of height and pixel of
///   width.
struct Crowd {
  /// Bars closer than this many half pixels are not drawn separately.
  private static let reach = 4

  /// True if every bar is drawn individually.
  private(set) var isEmpty: Bool
  private let area: PlotArea
  private var crowded: CellGrid

  /// - Parameter bars: The bars of one lane, in pixels.
  init(_ bars: [(start: Double, end: Double, y: Double)], in area: PlotArea) {
    self.area = area
    isEmpty = true
    let grid =
      bars.isEmpty
      ? CellGrid(lanes: 0, cells: 1) : CellGrid(lanes: Int(2 * area.height) + 2, cells: Int(area.width) + 2)
    var (marked, repeated) = (grid, grid)
    for bar in bars {
      let first = Self.column(bar.start, area)
      // A bar ends at the start of its last column, so that it does not touch the next bar of its state.
      let last = max(first, Self.column(bar.end, area) - 1)
      marked.mark(lane: Self.row(bar.y, area), from: first, through: last, repeated: &repeated)
    }
    crowded = marked.crowded(reach: Self.reach, repeated: repeated)
    isEmpty = (0..<crowded.lanes).allSatisfy { crowded.runs(lane: $0).isEmpty }
  }

  private static func row(_ y: Double, _ area: PlotArea) -> Int {
    min(max(Int(2 * (y - area.top)), 0), Int(2 * area.height) + 1)
  }

  private static func column(_ x: Double, _ area: PlotArea) -> Int {
    min(max(Int(x - area.left), 0), Int(area.width) + 1)
  }

  /// Returns the parts of a bar to draw individually.
  func clear(_ bar: (start: Double, end: Double, y: Double)) -> [(start: Double, end: Double)] {
    var parts: [(start: Double, end: Double)] = []
    var start = bar.start
    for run in crowded.runs(lane: Self.row(bar.y, area)) {
      let (low, high) = (area.left + Double(run.lowerBound), area.left + Double(run.upperBound + 1))
      if high <= bar.start || low >= bar.end { continue }
      if low > start { parts.append((start, low)) }
      start = max(start, high)
    }
    if parts.isEmpty && start == bar.start { return [(bar.start, bar.end)] }
    if start < bar.end { parts.append((start, bar.end)) }
    return parts
  }

  /// Returns one-pixel lines that cover the shaded parts.
  func shade() -> SVGPath {
    var filled = crowded
    filled.fillBetween(reach: Self.reach)
    // Two half-pixel rows form one line.
    filled.halveLanes()
    var path = SVGPath()
    for row in 0..<filled.lanes / 2 {
      for run in filled.runs(lane: row) {
        let y = area.top + Double(row) + 0.5
        path.line(area.left + Double(run.lowerBound), y, area.left + Double(run.upperBound + 1), y)
      }
    }
    return path
  }
}
