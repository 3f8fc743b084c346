extension Schedule {
  /// Returns what proves the schedule's lower bound, or as much of it as a certificate can.
  ///
  /// Equal steps are proven by prices, with tapes on one level too, steps that differ by layers, transfers that run beside the steps by shares of the time.
  /// States in bytes and what is left of a reversal count as a chain in slots that costs no more. Short chains of any kind, with
  /// tapes or branches too, are proven, if these are not enough, by a value for each state of the machine. Free steps, a chain
  /// without steps and a single slot need no values.
  ///
  /// Where these hit a limit, the certificate only counts what cannot be avoided.
  ///
  /// - Parameter observer: Receives progress updates.
  /// - Throws: ``PlanningError/cancelled``; ``PlanningError/overflow(quantity:)`` if not even the counts fit 64 bits.
  /// - Complexity: that of planning by prices, since the price is found again.
  public func certificate(observer: PlanningObserver? = nil) throws(PlanningError) -> Certificate {
    try PlanningProgress.observed(by: observer) { () throws(PlanningError) in try certified() }
  }

  private func certified() throws(PlanningError) -> Certificate {
    let goal = lowerBoundUnits ?? 0
    var best = certificate(.count, bound: try problem.countedBound())
    if best.lowerBoundUnits >= goal { return best }
    do throws(PlanningError) {
      let found = try problem.chain.tapes == nil ? provenInSlots() : provenWithTapes()
      if let (proof, bound) = found, bound > best.lowerBoundUnits {
        best = certificate(proof, bound: bound)
      }
    } catch {
      // A short chain may still have few machine states.
      if error == .cancelled { throw error }
    }
    if best.lowerBoundUnits < goal, let proof = try PotentialProof(problem, goal: goal) {
      return certificate(.potential(proof), bound: goal)
    }
    return best
  }

  private func provenWithTapes() throws(PlanningError) -> (Certificate.Proof, bound: Int)? {
    try TapeProof(problem).map { (.tapes($0), $0.bound) }
  }

  private func provenInSlots() throws(PlanningError) -> (Certificate.Proof, bound: Int)? {
    guard let relaxed = SlotRelaxation(problem) else { return nil }
    // Only its own schedules are known.
    let schedule = relaxed.isGiven ? self : try Planner.hrevolve.schedule(for: relaxed.problem)
    let chain = SlotProof(
      problem: relaxed.problem, makespan: schedule.makespanUnits, goal: schedule.lowerBoundUnits ?? 0,
      isExact: relaxed.isGiven || problem.situation == nil && problem.countedInSlots != nil)
    guard let (proof, bound) = try chain.best() else { return nil }
    return (proof, Int(clamping: Int128(bound) - relaxed.before))
  }

  private func certificate(_ proof: Certificate.Proof, bound: Int) -> Certificate {
    Certificate(
      problem: problem, makespanUnits: makespanUnits, lowerBoundUnits: Swift.min(bound, makespanUnits), proof: proof)
  }
}
