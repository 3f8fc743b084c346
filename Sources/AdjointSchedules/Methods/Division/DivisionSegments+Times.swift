extension DivisionSegments {
  /// Calls a function after every backward step of a part's reversal, with the step and the time since its first state was in
  /// the buffer.
  ///
  /// - Complexity: O(operations).
  /// - Returns: The number of operations.
  func times(
    from start: Int, to end: Int, root: Int?, room: DivisionRoom?, _ body: (_ step: Int, _ time: Int128) -> Void
  ) throws(PlanningError) -> Int {
    guard let reversal = try reversal(from: start, to: end, root: root, room: room) else { return 0 }
    guard let source = reversal.body?.operations() else {
      body(start, reversal.cost)
      return 1
    }
    var time: Int128 = 0
    var count = 0
    var tapes: [Int: Int] = [:]
    var batch: [Operation] = []
    while true {
      batch.removeAll(keepingCapacity: true)
      source(&batch)
      if batch.isEmpty { return count }
      count += batch.count
      for operation in batch
      where !(root.map { LegPlan.Place(level: $0, step: start).isStored(by: operation) } ?? false) {
        time += cost(of: operation, &tapes)
        if case .backward(let step) = operation { body(step, time) }
      }
    }
  }

  /// Returns the cost of an operation whose transfer blocks.
  ///
  /// - Parameter tapes: The level of each stored tape.
  private func cost(of operation: Operation, _ tapes: inout [Int: Int]) -> Int128 {
    switch operation {
    case .forward(let start, let end): return travel(start, end)
    case .write(let level, let step): return Int128(problem.writeCost(level: level, state: step))
    case .read(let level, let step): return Int128(problem.readCost(level: level, state: step))
    case .tape(let level, let step):
      tapes[step] = level
      return travel(step, step + 1) + Int128(problem.writeCost(level: level, tape: step))
    case .readTape(let level, let step): return Int128(problem.readCost(level: level, tape: step - 1))
    case .backward(let step):
      let read = tapes.removeValue(forKey: step).map { problem.readCost(level: $0, tape: step) } ?? 0
      return Int128(problem.chain.adjointCost[step]) + Int128(read)
    case .discard, .offload, .prefetch, .offloadTape, .prefetchTape, .join: return 0
    }
  }
}
