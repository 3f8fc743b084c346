import AdjointSchedules

/// Draws a schedule, or a window of it, from its outline: parts narrower than a column of the picture are drawn from
/// their totals.
///
/// Lines as wide as a column are drawn individually; everything else is marked in a grid, as in a full ``Tracer``.
/// Instead of bars, each row has a count of stored states and is drawn while the count is nonzero. In a part narrower
/// than an eighth of a column but taller than a row, states may be anywhere.
///
/// Outside a window, only stored states and the moments of the peaks matter.
///
/// - Complexity: O(rows) per part; memory for a picture.
struct OutlineTracer: OutlineVisitor {
  /// The states of one lane in one row.
  private struct Stored {
    var count = 0
    var since = 0
  }

  private let problem: Problem
  private let makespan: Int
  private let statistics: Statistics
  private let clip: WindowClip
  private let times: WindowTimes
  private let rows: PositionRows
  private let shift: Int
  private var lines: [SchedulePicture.Line] = []
  private var lineMarks: LineMarks
  private var barMarks: BarMarks
  private var stored: [[Stored]]
  /// The slots in use on each level.
  private var slots: [Int]
  private var peaks: [SchedulePicture.Peak?]
  private var seen = 0
  private let onProgress: SchedulePicture.Progress

  init(
    _ schedule: Schedule, _ clip: WindowClip, _ times: WindowTimes, _ statistics: Statistics,
    onProgress: @escaping SchedulePicture.Progress
  ) {
    problem = schedule.problem
    makespan = schedule.makespanUnits
    self.statistics = statistics
    (self.clip, self.times) = (clip, times)
    rows = PositionRows(clip.states)
    var shift = 0
    let duration = (times.end ?? makespan) - (times.begin ?? 0)
    while duration >> shift >= Tracer<LineMarks>.columns { shift += 1 }
    self.shift = shift
    lineMarks = LineMarks(columns: Tracer<LineMarks>.columns, rows: rows)
    barMarks = BarMarks(columns: Tracer<BarMarks>.columns, rows: rows)
    stored = Array(repeating: Array(repeating: Stored(), count: rows.count), count: SchedulePicture.lanes)
    slots = Array(repeating: 0, count: problem.levels.count)
    peaks = Array(repeating: nil, count: problem.levels.count)
    self.onProgress = onProgress
  }

  /// Returns the picture after the whole schedule has been visited.
  func picture(planner: String?) -> SchedulePicture {
    let most = SchedulePicture.maximumMerged
    let (begin, end) = (times.begin ?? 0, times.end ?? makespan)
    let lines = lines + lineMarks.finished(shift: shift, makespan: end - begin, atMost: most)
    let bars = barMarks.finished(shift: shift, makespan: end - begin, atMost: most)
    return SchedulePicture(
      problem: problem, states: clip.states, times: begin...end, planner: planner, makespan: makespan,
      statistics: statistics, peaks: peaks.compactMap { $0 }, lines: lines.map { $0.later(by: begin) },
      bars: bars.map { $0.later(by: begin) })
  }

  func entersPart(_ part: OutlinePart, from start: Int, to end: Int) -> Bool {
    // The exact moment of a peak is needed.
    for (level, use) in part.levels.enumerated() where peaks[level] == nil && use.peak > 0 {
      if slots[level] + use.peak >= statistics.levels[level].peakSlots { return true }
    }
    guard times.common(start, end) != nil, let states = clip.common(part.states) else { return false }
    let duration = end - start
    if duration >> shift > 0 { return true }
    if rows.row(of: states.lowerBound) == rows.row(of: states.upperBound) { return false }
    return (duration << 3) >> shift > 0
  }

  mutating func visit(_ operation: Operation, from start: Int, to end: Int) {
    tick(end)
    switch operation {
    case .forward(let from, let to): draw(clip.forward(from: from, to: to, start, end))
    case .backward(let step): draw(clip.backward(step: step, start, end))
    case .write(let level, let step):
      draw(clip.transfer(step, start, end))
      if clip.states.contains(step) { store(level, row: rows.row(of: step), 1, at: start) }
      slots[level] += 1
      if peaks[level] == nil && slots[level] == statistics.levels[level].peakSlots {
        peaks[level] = SchedulePicture.Peak(level: level, slots: slots[level], time: end, state: step)
      }
    case .read(_, let step): draw(clip.transfer(step, start, end))
    case .discard(let level, let step):
      if clip.states.contains(step) { free(level, row: rows.row(of: step), 1, at: end) }
      slots[level] -= 1
    case .tape, .readTape, .offload, .prefetch, .offloadTape, .prefetchTape, .join:
      preconditionFailure("tapes, transfers beside steps and joins are drawn one by one")
    }
  }

  mutating func visit(_ part: OutlinePart, from start: Int, to end: Int) {
    tick(end)
    mark(.forward, start, end, part.forward)
    mark(.backward, start, end, part.backward)
    let states = times.common(start, end).flatMap { _ in clip.common(part.states) }
    for (level, use) in part.levels.enumerated() {
      let costs = problem.levels[level]
      if use.writes > 0 && costs.writeCost > 0 || use.reads > 0 && costs.readCost > 0 {
        mark(.transfer, start, end, part.states)
      }
      // States stored and freed within the part.
      if let states, use.writes > max(use.net, 0) {
        for row in rows.row(of: states.lowerBound)...rows.row(of: states.upperBound) {
          store(level, row: row, 1, at: start)
          free(level, row: row, 1, at: end)
        }
      }
      if use.net > 0 { lasting(part, use.net) { row, count in store(level, row: row, count, at: start) } }
      if use.net < 0 { lasting(part, -use.net) { row, count in free(level, row: row, count, at: end) } }
      slots[level] += use.net
    }
  }

  /// Calls `body` with each row that contains states that a part leaves stored or freed, and their number.
  private func lasting(_ part: OutlinePart, _ count: Int, _ body: (_ row: Int, _ count: Int) -> Void) {
    let (start, stride) = part.lasting
    let state = { (index: Int) in start + index * stride }
    if start > clip.states.upperBound { return }
    // The states inside the window.
    let below = max(0, clip.states.lowerBound - start)
    var first = below / stride + (below % stride > 0 ? 1 : 0)
    let count = min(count, (clip.states.upperBound - start) / stride + 1)
    while first < count {
      let row = rows.row(of: state(first))
      // The first state past the row, by bisection.
      var (low, high) = (first + 1, count)
      while low < high {
        let middle = low + (high - low) / 2
        if rows.row(of: state(middle)) > row { high = middle } else { low = middle + 1 }
      }
      body(row, low - first)
      first = low
    }
  }

  private mutating func store(_ level: Int, row: Int, _ count: Int, at time: Int) {
    let lane = min(level, SchedulePicture.lanes - 1)
    if stored[lane][row].count == 0 { stored[lane][row].since = time }
    stored[lane][row].count += count
  }

  private mutating func free(_ level: Int, row: Int, _ count: Int, at time: Int) {
    let lane = min(level, SchedulePicture.lanes - 1)
    stored[lane][row].count -= count
    if stored[lane][row].count > 0 { return }
    guard let part = times.common(stored[lane][row].since, time) else { return }
    barMarks.mark(
      SchedulePicture.Bar(lane: lane, state: rows.position(of: row), start: part.start, end: part.end), shift: shift)
  }

  private mutating func draw(_ line: SchedulePicture.Line?) {
    guard var line, let part = times.common(line.start, line.end) else { return }
    (line.start, line.end) = part
    if LineMarks.isDrawnAlone(line, shift: shift) { lines.append(line) } else { lineMarks.mark(line, shift: shift) }
  }

  /// Marks a part in the columns of its start and end.
  private mutating func mark(
    _ activity: SchedulePicture.Activity, _ start: Int, _ end: Int, _ range: ClosedRange<Int>?
  ) {
    guard let states = range.flatMap(clip.common), let (start, end) = times.common(start, end) else { return }
    let (from, to) = (states.lowerBound, states.upperBound)
    let line = SchedulePicture.Line(activity: activity, start: start, end: end, from: from, to: to)
    lineMarks.mark(line, shift: shift)
    if (end - 1) >> shift > start >> shift {
      lineMarks.mark(.init(activity: activity, start: end - 1, end: end, from: from, to: to), shift: shift)
    }
  }

  private mutating func tick(_ time: Int) {
    seen += 1
    if seen.isMultiple(of: 1 << 14) { onProgress("of the makespan drawn", time, makespan) }
  }
}
