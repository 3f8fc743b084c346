/// The lines, or the bars, of a picture in the making: all of them while they are few, then what is too small to be
/// drawn by itself as marks in a grid.
///
/// Times count from the beginning of the picture. A column is 2^`shift` units of them, and becomes twice as wide whenever there would be more than ``columns``.
///
/// - Complexity: O(1) amortised an item, plus O(a lane of the grid / 64) for one that is merged; memory for at most
///   ``limit`` items and the marks, beside those that stay by themselves: ``columns`` where these do not overlap in time.
struct Tracer<Marks: TracerMarks> {
  static var columns: Int { 2048 }
  static var limit: Int { 4096 }

  private let rows: PositionRows
  private var items: [Marks.Item] = []
  private var marks: Marks?
  private var shift = 0

  init(rows: PositionRows) {
    self.rows = rows
  }

  mutating func add(_ item: Marks.Item) {
    guard marks != nil else {
      items.append(item)
      if items.count > Self.limit { startMerging() }
      return
    }
    while item.end >> shift >= Self.columns {
      shift += 1
      marks?.widenColumns()
      mergeNarrow()
    }
    place(item)
  }

  private mutating func startMerging() {
    marks = Marks(columns: Self.columns, rows: rows)
    let end = items.map(\.end).max() ?? 0
    while end >> shift >= Self.columns { shift += 1 }
    mergeNarrow()
  }

  private mutating func mergeNarrow() {
    let all = items
    items = []
    for item in all { place(item) }
  }

  private mutating func place(_ item: Marks.Item) {
    if Marks.isDrawnAlone(item, shift: shift) { items.append(item) } else { marks?.mark(item, shift: shift) }
  }

  /// Returns all items, what the marks stand for as at most `most` of them beside the others.
  func finished(makespan: Int, atMost most: Int) -> [Marks.Item] {
    items + (marks?.finished(shift: shift, makespan: makespan, atMost: most) ?? [])
  }
}

extension TracerMarks {
  /// Returns what the marks stand for as at most `most` items, gaps closed where there would be more.
  func finished(shift: Int, makespan: Int, atMost most: Int) -> [Item] {
    var gap = 0
    while true {
      let merged = items(shift: shift, makespan: makespan, closing: gap)
      if merged.count <= most { return merged }
      gap = 2 * gap + 1
    }
  }
}

/// Something in a picture that lasts for a time.
protocol TracedItem {
  var start: Int { get set }
  var end: Int { get set }
}

extension TracedItem {
  /// Returns the same at a later time.
  func later(by time: Int) -> Self {
    var item = self
    item.start += time
    item.end += time
    return item
  }
}

extension SchedulePicture.Line: TracedItem {}
extension SchedulePicture.Bar: TracedItem {}

/// Where a ``Tracer`` marks what is merged.
protocol TracerMarks {
  associatedtype Item: TracedItem

  init(columns: Int, rows: PositionRows)
  /// Returns whether an item is never merged into columns of 2^`shift` units of time.
  static func isDrawnAlone(_ item: Item, shift: Int) -> Bool
  mutating func mark(_ item: Item, shift: Int)
  /// Puts each two neighbouring columns together.
  mutating func widenColumns()
  /// Returns the items that the marks stand for, gaps of at most `gap` cells closed.
  func items(shift: Int, makespan: Int, closing gap: Int) -> [Item]
}
