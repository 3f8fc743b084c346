import AdjointSchedules

/// Builds the picture of a schedule from its operations, as a machine executes them.
///
/// - Complexity: amortised O(1) per operation; memory for a picture and the states stored at the same time.
final class PictureBuilder {
  let problem: Problem
  private let clip: WindowClip
  private var times: WindowTimes
  private var time = 0
  private var lines: Tracer<LineMarks>
  private var bars: Tracer<BarMarks>
  private var open: [OpenBars]
  /// The stored tapes: their levels and start times.
  private var tapes: [Int: (level: Int, start: Int)] = [:]
  private var tapeCounts: [Int]
  private var peaks: [SchedulePicture.Peak?]
  private var stepsRun = StepCover()
  private var stalls = SpanList()
  /// The offloads and prefetches of each level.
  private var transfers: [(out: SpanList, back: SpanList)]

  /// - Throws: ``PictureWindowError`` if the chain has no such window.
  init(_ problem: Problem, _ window: PictureWindow = .whole) throws(PictureWindowError) {
    self.problem = problem
    clip = WindowClip(try window.states(of: problem), of: problem.chain)
    times = WindowTimes(clip)
    let rows = PositionRows(clip.states)
    lines = Tracer(rows: rows)
    bars = Tracer(rows: rows)
    open = Array(repeating: OpenBars(), count: problem.levels.count)
    tapeCounts = Array(repeating: 0, count: problem.levels.count)
    peaks = Array(repeating: nil, count: problem.levels.count)
    transfers = Array(repeating: (SpanList(), SpanList()), count: problem.levels.count)
    for (level, item) in problem.initialItems {
      if item.isTape {
        tapes[item.number] = (level, 0)
        tapeCounts[level] += 1
      } else {
        open[level].open(item.number, at: 0)
      }
      if problem.situation != nil { notePeak(level, state: item.isTape ? item.number + 1 : item.number) }
    }
    if let due = problem.situation?.due { times.begin(due: due) }
  }

  /// Draws an operation just executed by the machine.
  ///
  /// - Parameters:
  ///   - makespan: The total cost up to and including it.
  ///   - span: When it ran, with overlapped levels.
  func add(_ operation: Operation, makespan: Int, span: (start: Int, end: Int)? = nil) {
    guard let span else {
      let start = time
      time = makespan
      return draw(operation, from: start)
    }
    switch operation {
    case .offload, .prefetch, .offloadTape, .prefetchTape: draw(transfer: operation, from: span.start, to: span.end)
    case .discard(let level, let step):
      if let start = open[level].close(step) { bar(level, step, start, until: span.end) }
    default:
      stalls.add(time, span.start)
      time = span.end
      draw(operation, from: span.start)
    }
  }

  private func draw(transfer: Operation, from start: Int, to end: Int) {
    switch transfer {
    case .offload(let level, let step):
      transfers[level].out.add(start, end)
      open[level].open(step, at: start)
      notePeak(level, state: step)
    case .prefetch(let level, let step):
      transfers[level].back.add(start, end)
      open[0].open(step, at: start)
      notePeak(0, state: step)
    case .offloadTape(let level, let step):
      transfers[level].out.add(start, end)
      move(tape: step, to: level, from: start, until: end)
    case .prefetchTape(let level, let step):
      transfers[level].back.add(start, end)
      move(tape: step, to: 0, from: start, until: end)
    default: break
    }
  }

  private func move(tape step: Int, to level: Int, from start: Int, until end: Int) {
    if let tape = tapes[step] { endTape(step, tape, until: end) }
    tapes[step] = (level, start)
    tapeCounts[level] += 1
    notePeak(level, state: step + 1)
  }

  /// Draws an operation of the computing side, which ends now.
  private func draw(_ operation: Operation, from start: Int) {
    switch operation {
    case .forward(let from, let to):
      stepsRun.insert(from..<to)
      times.forward(from: from, to: to, start, time)
      draw(clip.forward(from: from, to: to, start, time))
    case .tape(let level, let step):
      stepsRun.insert(step..<step + 1)
      times.forward(from: step, to: step + 1, start, time)
      draw(clip.forward(from: step, to: step + 1, start, time))
      tapes[step] = (level, start)
      tapeCounts[level] += 1
      notePeak(level, state: step + 1)
    case .backward(let step):
      draw(clip.backward(step: step, start, time))
      if let tape = tapes.removeValue(forKey: step) { endTape(step, tape) }
      if let end = problem.junction?.end(freedBy: step), let start = open[0].close(end) { bar(0, end, start) }
      times.backward(step: step, time)
    case .write(let level, let step):
      draw(clip.transfer(step, start, time))
      open[level].open(step, at: start)
      notePeak(level, state: step)
    case .read(_, let step), .readTape(_, let step):
      draw(clip.transfer(step, start, time))
    case .offload, .prefetch, .offloadTape, .prefetchTape, .join: break
    case .discard(let level, let step):
      if let start = open[level].close(step) { bar(level, step, start) }
    }
  }

  /// Returns the picture of all operations so far; bars of states still stored extend to its end.
  func picture(planner: String?, statistics: Statistics) -> SchedulePicture {
    for level in open.indices {
      for (state, start) in open[level].all { bar(level, state, start) }
      open[level] = OpenBars()
    }
    for (step, tape) in tapes.sorted(by: { $0.key < $1.key }) { endTape(step, tape) }
    tapes = [:]
    let most = SchedulePicture.maximumMerged
    let (begin, end) = (times.begin ?? 0, times.end ?? time)
    return SchedulePicture(
      problem: problem, states: clip.states, times: begin...end, planner: planner, makespan: time,
      statistics: statistics, peaks: peaks.compactMap { $0 },
      lines: lines.finished(makespan: end - begin, atMost: most).map { $0.later(by: begin) },
      bars: bars.finished(makespan: end - begin, atMost: most).map { $0.later(by: begin) }.ending(by: end),
      channels: channels, stepsRun: stepsRun.count)
  }

  /// The lanes below the chain's picture: the stalls, then each overlapped level.
  private var channels: [SchedulePicture.Channel] {
    if !problem.isOverlapped { return [] }
    let levels = problem.levels.indices.filter { problem.levels[$0].isOverlapped }
    return [.init(out: stalls.spans)]
      + levels.map { .init(level: $0, out: transfers[$0].out.spans, back: transfers[$0].back.spans) }
  }

  private func draw(_ line: SchedulePicture.Line?) {
    guard times.isRunning, var line, let part = times.common(line.start, line.end) else { return }
    (line.start, line.end) = part
    lines.add(line)
  }

  private func bar(_ level: Int, _ state: Int, _ start: Int, until end: Int? = nil, isTape: Bool = false) {
    // A step's tape is drawn above its state.
    guard clip.states.contains(isTape ? state + 1 : state), clip.states.contains(state),
      let part = times.common(start, end ?? max(start, time))
    else { return }
    let lane = min(level, SchedulePicture.lanes - 1)
    bars.add(SchedulePicture.Bar(lane: lane, state: state, start: part.start, end: part.end, isTape: isTape))
  }

  private func endTape(_ step: Int, _ tape: (level: Int, start: Int), until end: Int? = nil) {
    tapeCounts[tape.level] -= 1
    bar(tape.level, step, tape.start, until: end, isTape: true)
  }

  /// Records a new peak of the level.
  private func notePeak(_ level: Int, state: Int) {
    let slots = open[level].count + tapeCounts[level]
    if slots > peaks[level]?.slots ?? 0 {
      peaks[level] = SchedulePicture.Peak(level: level, slots: slots, time: time, state: state)
    }
  }
}

extension [SchedulePicture.Bar] {
  /// Returns the bars up to the end of the picture: a state may leave after the last backward step.
  fileprivate func ending(by end: Int) -> [SchedulePicture.Bar] {
    compactMap { bar in
      if bar.end <= end { return bar }
      if bar.start >= end { return nil }
      var bar = bar
      bar.end = end
      return bar
    }
  }
}
