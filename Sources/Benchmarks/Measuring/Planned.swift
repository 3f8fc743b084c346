/// A problem planned by the built program, `--summary`, as a whole process: the median of several runs.
struct Planned {
  enum Outcome {
    case schedule(makespan: Int, isOptimal: Bool, lowerBound: Int?)
    case refused(reason: String)
    case timedOut(limit: Double)
  }

  var outcome: Outcome
  var seconds: Double
  var peakBytes: Int

  /// Plans until two seconds or seven runs are used up.
  ///
  /// A run that fails or reaches the limit is not repeated.
  static func measure(_ program: String, _ arguments: [String], limit: Double, repeats: Int = 7) -> Planned {
    var (times, peak, outcome) = ([Double](), 0, Outcome.timedOut(limit: limit))
    repeat {
      let child = Child.run([program] + arguments + ["--summary"], limit: limit, output: .kept)
      outcome = Outcome(child, limit: limit)
      times.append(child.seconds)
      peak = max(peak, child.peakBytes)
      guard case .schedule = outcome else { break }
    } while times.count < repeats && times.reduce(0, +) < 2
    return Planned(outcome: outcome, seconds: median(times), peakBytes: peak)
  }

  /// True if there is a schedule, proven optimal or not.
  var isPlanned: Bool {
    if case .schedule = outcome { return true }
    return false
  }

  /// How far the makespan may be from the optimum, as a fraction of the bound; 0 if proven optimal.
  var gap: Double? {
    guard case .schedule(let makespan, let isOptimal, let bound) = outcome else { return nil }
    if isOptimal { return 0 }
    return bound.map { (Double(makespan) - Double($0)) / Double($0) }
  }

  /// The time, or why there is none.
  var timeCell: String {
    switch outcome {
    case .schedule: return Text.seconds(seconds)
    case .refused: return "refused"
    case .timedOut(let limit): return "> \(Text.seconds(limit))"
    }
  }

  var memoryCell: String { isPlanned ? Text.bytes(peakBytes) : timeCell }

  /// Whether the makespan is proven, or why there is none.
  var proofCell: String {
    switch outcome {
    case .schedule(_, true, _): return "optimal"
    case .schedule: return gap.map { "within \(Text.percent($0))" } ?? "no bound"
    case .refused(let reason): return "refused: \(reason)"
    case .timedOut: return "time limit"
    }
  }
}

extension Planned.Outcome {
  /// Parses the output of `--summary`.
  init(_ child: Child, limit: Double) {
    if child.ending == .timedOut {
      self = .timedOut(limit: limit)
      return
    }
    var facts: [Substring: Substring] = [:]
    for line in child.output.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 2)
      if words.count == 3 { facts[words[1]] = words[2] }
    }
    guard child.ending == .exited(0), let makespan = facts["makespan"].flatMap({ Int($0) }) else {
      let said = child.errors.split(separator: "\n").first.map(String.init) ?? "\(child.ending)"
      let name = "adjsched: "
      self = .refused(reason: said.hasPrefix(name) ? String(said.dropFirst(name.count)) : said)
      return
    }
    self = .schedule(
      makespan: makespan, isOptimal: facts["optimal"] == "yes", lowerBound: facts["lower-bound"].flatMap { Int($0) })
  }
}
