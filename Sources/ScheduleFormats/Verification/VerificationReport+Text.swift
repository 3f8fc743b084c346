extension VerificationReport {
  /// A line `valid` and what the replay found, or a line `invalid: ...` for each thing that is wrong.
  var textBytes: [UInt8] {
    var lines = faults.map { "invalid: \($0)" }
    if lines.isEmpty {
      lines = ["valid", "makespan \(CostText.text(makespan, fractionDigits: problem.fractionDigits))"]
      lines += statistics.lines(levels: problem.levels)
      lines.append("states left stored \(storedStates)")
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}
