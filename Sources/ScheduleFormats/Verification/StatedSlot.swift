import AdjointSchedules

/// The slot that a schedule states beside an operation, and the level, which only backward steps state.
struct StatedSlot {
  var slot: Int
  var level: Int?
}

extension ScheduleReader {
  /// Checks what is stated beside an operation that has been replayed.
  ///
  /// The check begins with the first slot that is stated, and then follows every operation.
  @inline(never)
  mutating func checkSlot(_ stated: StatedSlot?, of operation: Operation) throws(RuleViolation) {
    if slots == nil { slots = replayedProblem.map(SlotCheck.init) }
    do throws(Rule) {
      try slots?.execute(operation, statedLevel: stated?.level, slot: stated?.slot, span: machine?.lastSpan)
    } catch {
      throw RuleViolation(number: machine?.statistics.operations ?? count, operation: operation, rule: error)
    }
  }
}
