/// The lines or bars of a picture being built: all of them while they are few; then items too small to draw
/// individually become marks in a grid.
///
/// Times are relative to the start of the picture. A column is 2^`shift` units of time and doubles whenever there would
/// be more than ``columns``.
///
/// - Complexity: amortised O(1) per item, plus O(a lane of the grid / 64) for a merged one; memory for at most
///   ``limit`` items and the marks, plus the items that are never merged: at most ``columns`` if these do not overlap
///   in time.
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

  /// Returns all items, with the marks as at most `most` merged ones.
  func finished(makespan: Int, atMost most: Int) -> [Marks.Item] {
    items + (marks?.finished(shift: shift, makespan: makespan, atMost: most) ?? [])
  }
}

extension TracerMarks {
  /// Returns the marks as at most `most` items, closing gaps if there would be more.
  func finished(shift: Int, makespan: Int, atMost most: Int) -> [Item] {
    var gap = 0
    while true {
      let merged = items(shift: shift, makespan: makespan, closing: gap)
      if merged.count <= most { return merged }
      gap = 2 * gap + 1
    }
  }
}

/// Something in a picture with a duration.
protocol TracedItem {
  var start: Int { get set }
  var end: Int { get set }
}

extension TracedItem {
  /// Returns the same item at a later time.
  func later(by time: Int) -> Self {
    var item = self
    item.start += time
    item.end += time
    return item
  }
}

extension SchedulePicture.Line: TracedItem {}
extension SchedulePicture.Bar: TracedItem {}

/// The grid in which a ``Tracer`` marks merged items.
protocol TracerMarks {
  associatedtype Item: TracedItem

  init(columns: Int, rows: PositionRows)
  /// Returns whether an item is never merged into columns of 2^`shift` units of time.
  static func isDrawnAlone(_ item: Item, shift: Int) -> Bool
  mutating func mark(_ item: Item, shift: Int)
  /// Merges each two neighbouring columns.
  mutating func widenColumns()
  /// Returns the marks as items, closing gaps of at most `gap` cells.
  func items(shift: Int, makespan: Int, closing gap: Int) -> [Item]
}
