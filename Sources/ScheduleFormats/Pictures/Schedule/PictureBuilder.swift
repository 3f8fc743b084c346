import AdjointSchedules

/// Turns the operations of a schedule, one after another as a machine has executed them, into its picture.
///
/// - Complexity: O(1) amortised an operation; memory for a picture and for the states stored at once.
final class PictureBuilder {
  let problem: Problem
  private var time = 0
  private var lines: Tracer<LineMarks>
  private var bars: Tracer<BarMarks>
  private var open: [OpenBars]
  /// The tapes that are stored: where, and since when.
  private var tapes: [Int: (level: Int, start: Int)] = [:]
  private var tapeCounts: [Int]
  private var peaks: [SchedulePicture.Peak?]

  init(_ problem: Problem) {
    self.problem = problem
    let rows = PositionRows(length: problem.chain.length)
    lines = Tracer(rows: rows)
    bars = Tracer(rows: rows)
    open = Array(repeating: OpenBars(), count: problem.levels.count)
    tapeCounts = Array(repeating: 0, count: problem.levels.count)
    peaks = Array(repeating: nil, count: problem.levels.count)
  }

  /// Draws an operation that the machine has just executed.
  ///
  /// - Parameter makespan: The sum of the costs up to it, itself included.
  func add(_ operation: Operation, makespan: Int) {
    let start = time
    time = makespan
    switch operation {
    case .forward(let from, let to):
      line(.forward, start, from: from, to: to)
    case .tape(let level, let step):
      line(.forward, start, from: step, to: step + 1)
      tapes[step] = (level, start)
      tapeCounts[level] += 1
      notePeak(level, state: step + 1)
    case .backward(let step):
      line(.backward, start, from: min(step + 1, problem.chain.length), to: step)
      if let tape = tapes.removeValue(forKey: step) { endTape(step, tape) }
    case .write(let level, let step):
      if time > start { line(.transfer, start, from: step, to: step) }
      open[level].open(step, at: start)
      notePeak(level, state: step)
    case .read(_, let step), .readTape(_, let step):
      if time > start { line(.transfer, start, from: step, to: step) }
    case .discard(let level, let step):
      if let start = open[level].close(step) { bar(level, step, start) }
    }
  }

  /// Returns the picture of all operations so far; states that are still stored are drawn up to its end.
  func picture(planner: String?, statistics: Statistics) -> SchedulePicture {
    for level in open.indices {
      for (state, start) in open[level].all { bar(level, state, start) }
      open[level] = OpenBars()
    }
    for (step, tape) in tapes.sorted(by: { $0.key < $1.key }) { endTape(step, tape) }
    tapes = [:]
    let most = SchedulePicture.maximumMerged
    return SchedulePicture(
      problem: problem, planner: planner, makespan: time, statistics: statistics, peaks: peaks.compactMap { $0 },
      lines: lines.finished(makespan: time, atMost: most), bars: bars.finished(makespan: time, atMost: most))
  }

  private func line(_ activity: SchedulePicture.Activity, _ start: Int, from: Int, to: Int) {
    lines.add(SchedulePicture.Line(activity: activity, start: start, end: time, from: from, to: to))
  }

  private func bar(_ level: Int, _ state: Int, _ start: Int, isTape: Bool = false) {
    let lane = min(level, SchedulePicture.lanes - 1)
    bars.add(SchedulePicture.Bar(lane: lane, state: state, start: start, end: time, isTape: isTape))
  }

  private func endTape(_ step: Int, _ tape: (level: Int, start: Int)) {
    tapeCounts[tape.level] -= 1
    bar(tape.level, step, tape.start, isTape: true)
  }

  /// Remembers where the level holds more than it ever did.
  private func notePeak(_ level: Int, state: Int) {
    let slots = open[level].count + tapeCounts[level]
    if slots > peaks[level]?.slots ?? 0 {
      peaks[level] = SchedulePicture.Peak(level: level, slots: slots, time: time, state: state)
    }
  }
}
