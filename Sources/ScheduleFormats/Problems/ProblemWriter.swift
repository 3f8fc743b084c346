import AdjointSchedules

/// Writes problem files.
public enum ProblemWriter {
  /// Returns the file that states a problem, which ``ProblemReader`` reads as the same problem.
  ///
  /// - Complexity: O(levels + costs given step by step) in time and memory, since each is written once.
  public static func bytes(_ problem: Problem) -> [UInt8] {
    var json = JSONBuilder(style: .readable)
    json.openTop()
    json.appendFields(of: problem)
    json.closeTop()
    return json.bytes + [ASCII.newline]
  }
}
