import AdjointSchedules

extension BarChart {
  /// The chart of a comparison: one bar per planner, divided by what its makespan is spent on.
  package init(_ comparison: Comparison) {
    let problem = comparison.problem
    let unit = DecimalLogarithm.power(problem.fractionDigits)
    let text = { (cost: Int) in GroupedNumber.cost(cost, fractionDigits: problem.fractionDigits) }
    let isProven = if case .optimum = comparison.reference { true } else { false }
    let makespan = comparison.reference.makespan
    let missing = comparison.notApplicable.map(\.planner.rawValue)
    let length = problem.steps
    let words = { (level: Level) in
      let room = level.capacity.map { "\(GroupedNumber.text($0)) bytes" } ?? level.slots.map { GroupedNumber.text($0) }
      let costs = level.isFree ? "" : " at \(text(level.writeCost)) a write and \(text(level.readCost)) a read"
      return "\(PrintableText.line(level.name, limit: 32)) \(room ?? "unlimited")\(costs)"
    }
    self.init(
      title: "\(GroupedNumber.text(length)) \(length == 1 ? "step" : "steps"), "
        + problem.levels.map(words).joined(separator: ", "),
      axisTitle: "makespan (units of cost)",
      partNames: ["every step once", "steps run again", "writes and reads"],
      bars: comparison.rows.map { row in
        // The rest, neither a step's first run nor a transfer, is rerun steps.
        let excess = Int128(row.makespan - comparison.storeAll)
        let transfers = Self.transferCost(row.statistics, problem)
        let parts = [Int128(comparison.storeAll), excess - transfers, transfers]
        return Bar(name: row.planner.rawValue, parts: parts.map { Double($0) / unit }, label: text(row.makespan))
      },
      reference: ("\(isProven ? "optimum" : "lower bound") \(text(makespan))", Double(makespan) / unit),
      note: missing.isEmpty ? "" : "does not apply: " + missing.joined(separator: ", "))
  }

  /// Returns the cost of a schedule's writes and reads.
  private static func transferCost(_ statistics: Statistics, _ problem: Problem) -> Int128 {
    zip(statistics.levels, problem.levels).reduce(0) { sum, level in
      // A tape is written when its step runs and read when its backward step runs.
      let tapes = level.0.tapes ?? 0
      return sum + Int128(level.0.writes + tapes) * Int128(level.1.writeCost)
        + Int128(level.0.reads + tapes) * Int128(level.1.readCost)
    }
  }
}
