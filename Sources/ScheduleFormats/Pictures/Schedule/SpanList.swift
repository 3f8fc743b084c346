/// Spans of time in the order of their starts; once they are many, those with the shortest gaps are merged.
///
/// - Complexity: amortised O(1) per span; memory for at most ``most`` of them.
struct SpanList {
  static let most = 4096

  private(set) var spans: [SchedulePicture.Span] = []
  /// Shorter gaps are not drawn.
  private var gap = 0

  /// Adds a span unless it takes no time.
  mutating func add(_ start: Int, _ end: Int) {
    if end <= start { return }
    Self.append(.init(start: start, end: end), to: &spans, gap: gap)
    while spans.count > Self.most {
      // A gap is at most a time, so twice the last that left many fits.
      gap = max(1, 2 * gap)
      var merged: [SchedulePicture.Span] = []
      for span in spans { Self.append(span, to: &merged, gap: gap) }
      spans = merged
    }
  }

  private static func append(_ span: SchedulePicture.Span, to spans: inout [SchedulePicture.Span], gap: Int) {
    if let last = spans.last, span.start - last.end < gap {
      spans[spans.count - 1].end = max(last.end, span.end)
    } else {
      spans.append(span)
    }
  }
}
