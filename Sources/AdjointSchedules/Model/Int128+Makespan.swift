extension Int128 {
  /// Returns a total, added up in 128 bits, as the makespan that is announced.
  ///
  /// 2^63 - 1 itself counts as too large for every planner alike: tables mark with it what has no schedule.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when it does not fit 64 bits.
  func asMakespan() throws(PlanningError) -> Int {
    if self >= Int128(Int.max) { throw .overflow(quantity: "makespan") }
    return Int(self)
  }
}
