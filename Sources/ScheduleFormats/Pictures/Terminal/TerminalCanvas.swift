/// A grid of characters in which lines rise and fall in quarter characters.
struct TerminalCanvas {
  /// The content of one character.
  private struct Cell {
    /// The quarters of forward runs and of backward steps: upper left 1, upper right 2, lower left 4, lower right 8.
    var forward = 0
    var backward = 0
    var hasTransfer = false
    /// The slowest level with a bar here.
    var lane: Int?
    /// The level with its peak here.
    var peak: Int?
  }

  let columns: Int
  let rows: Int
  private var cells: [Cell]

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Array(repeating: Cell(), count: columns * rows)
  }

  /// Draws a bar between two fractions of the width at a fraction of the height.
  mutating func bar(_ lane: Int, from start: Double, to end: Double, at height: Double) {
    let row = row(quarter(height, rows))
    let first = min(Int(start * Double(columns)), columns - 1)
    let last = min(max(first, Int((end * Double(columns)).rounded(.up)) - 1), columns - 1)
    for column in first...last {
      let index = row * columns + column
      cells[index].lane = max(cells[index].lane ?? lane, lane)
    }
  }

  /// Draws an activity between two points, given as fractions of width and height.
  mutating func line(_ activity: SchedulePicture.Activity, from: (x: Double, y: Double), to: (x: Double, y: Double)) {
    let (start, end) = (quarter(from.x, columns), quarter(to.x, columns))
    let (low, high) = (quarter(from.y, rows), quarter(to.y, rows))
    for x in start...max(start, end) {
      // The heights that the line crosses within this half of a column.
      let enter = start == end ? low : low + (high - low) * (x - start) / (end - start + 1)
      let leave = start == end ? high : low + (high - low) * (x - start + 1) / (end - start + 1)
      for y in min(enter, leave)...max(enter, leave) { mark(activity, x, y) }
    }
  }

  mutating func peak(_ level: Int, x: Double, y: Double) {
    cells[row(quarter(y, rows)) * columns + quarter(x, columns) / 2].peak = level
  }

  private mutating func mark(_ activity: SchedulePicture.Activity, _ x: Int, _ y: Int) {
    let bit = (y.isMultiple(of: 2) ? 4 : 1) << (x % 2)
    let index = row(y) * columns + x / 2
    switch activity {
    case .forward: cells[index].forward |= bit
    case .backward: cells[index].backward |= bit
    case .transfer: cells[index].hasTransfer = true
    }
  }

  private func quarter(_ fraction: Double, _ count: Int) -> Int {
    min(max(Int((fraction * Double(2 * count - 1)).rounded()), 0), 2 * count - 1)
  }

  /// Returns the row, counted from the top, of a height in halves, counted from the bottom.
  private func row(_ half: Int) -> Int { rows - 1 - half / 2 }

  /// Returns a row as text.
  func text(row: Int, isColored: Bool) -> String {
    var line = TerminalLine(isColored: isColored)
    for cell in cells[row * columns..<(row + 1) * columns] {
      if let peak = cell.peak {
        line.add("●", color: TerminalGlyph.color(ofLane: peak))
      } else if cell.backward > 0 {
        // Without colours, shade distinguishes falling lines from rising ones.
        line.add(isColored ? TerminalGlyph.quarters[cell.backward] : "▒", color: TerminalGlyph.backward)
      } else if cell.forward > 0 {
        line.add(TerminalGlyph.quarters[cell.forward], color: nil)
      } else if let lane = cell.lane {
        line.add(TerminalGlyph.bars[lane], color: TerminalGlyph.color(ofLane: lane))
      } else {
        line.add(cell.hasTransfer ? "┄" : " ", color: nil)
      }
    }
    return line.finished()
  }
}
