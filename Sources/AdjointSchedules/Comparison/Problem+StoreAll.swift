extension Problem {
  /// Returns what the chain costs when every state is kept for free: each step once, forward and backward.
  ///
  /// It is what all ratios "to store-all" refer to, and a lower bound on any platform: no schedule runs fewer steps.
  /// In the problem's units.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` when it does not fit 64 bits; then no makespan does.
  /// - Complexity: O(step costs given), since those are added up.
  package func storeAllMakespan() throws(PlanningError) -> Int {
    try (forwardTotal + backwardTotal).asMakespan()
  }
}
