/// One job of a divided reversal: a schedule that begins in one situation and ends in the next.
public struct JobLeg: Sendable {
  /// The problem; it begins in a situation, except that of the first job.
  public let problem: Problem
  /// Where the job ends, with all that is stored then and the state in the buffer; nil for the last one, after which
  /// nothing is left to do.
  public let end: Situation?
  /// The cost of its operations, in the problem's units; with overlapped levels, the time at which its last backward step
  /// ends.
  public let makespan: Int
  /// What it takes with the restart before it, in the problem's units.
  public let time: Int
  private let plan: LegPlan

  init(problem: Problem, end: Situation?, makespan: Int, time: Int, pieces: [LegPlan.Piece]) {
    (self.problem, self.end, self.makespan, self.time) = (problem, end, makespan, time)
    plan = LegPlan(pieces: pieces)
  }

  /// The only job, of a whole schedule.
  init(_ schedule: Schedule) {
    self.init(
      problem: schedule.problem, end: nil, makespan: schedule.makespanUnits, time: schedule.makespanUnits,
      pieces: [.body(SegmentBody(schedule, from: 0, home: nil), keeping: nil)])
  }

  /// The operations, made as they are asked for.
  public var operations: some Sequence<Operation> & Sendable { plan }

  /// Returns the counts and peaks of the operations.
  ///
  /// - Throws: ``PlanningError/overflow(quantity:)`` if a count does not fit 64 bits.
  /// - Complexity: O(operations), each of which is executed.
  public func statistics() throws(PlanningError) -> Statistics {
    try Statistics(replaying: plan.source(), on: problem)
  }
}

/// The operations of a leg.
struct LegPlan: Sequence, Sendable {
  enum Piece: Sendable {
    case operations([Operation])
    /// The operations of a part of the chain, without those that store or discard its first state where that stays until it
    /// is reversed.
    case body(SegmentBody, keeping: Place?)
  }

  /// A state where it lasts.
  struct Place: Sendable {
    var level: Int
    var step: Int

    func isStored(by operation: Operation) -> Bool {
      switch operation {
      case .write(level, step), .offload(level, step), .discard(level, step): return true
      default: return false
      }
    }
  }

  let pieces: [Piece]

  func source() -> OperationSource {
    var next = 0
    var source: OperationSource?
    var kept: Place?
    return { batch in
      while true {
        if let body = source {
          var part: [Operation] = []
          body(&part)
          if part.isEmpty {
            source = nil
            continue
          }
          for operation in part where kept?.isStored(by: operation) != true { batch.append(operation) }
          if batch.isEmpty { continue }
          return
        }
        if next == pieces.count { return }
        next += 1
        switch pieces[next - 1] {
        case .operations(let operations):
          if operations.isEmpty { continue }
          batch += operations
          return
        case .body(let body, let place): (source, kept) = (body.operations(), place)
        }
      }
    }
  }

  func makeIterator() -> Schedule.Iterator { Schedule.Iterator(source()) }
}
