import AdjointSchedules

extension Schedule {
  /// Writes the schedule with all its operations; an array of bytes is a sink.
  ///
  ///     var bytes: [UInt8] = []
  ///     try schedule.write(.jsonl, to: &bytes)
  ///
  /// - Parameters:
  ///   - format: Text, JSON or JSON Lines.
  ///   - sink: Takes the bytes, in chunks of at least 64 KiB except the last.
  /// - Throws: `PlanningError.overflow` before the first byte when a count does not fit 64 bits; whatever the sink throws.
  /// - Complexity: O(operations) in time; memory for one chunk beside what the sink keeps.
  public func write<Sink: ByteSink>(_ format: ScheduleFormat, to sink: inout Sink) throws {
    try ScheduleWriter(format: format).write(self, to: &sink)
  }
}
