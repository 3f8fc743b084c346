/// Appends the next operations of a schedule to a batch: at least one unless none are left.
///
/// Batches make a call through a closure affordable; a closure because its body is specialised for the plan, unlike the
/// methods of a generic type behind an existential.
typealias OperationSource = (_ batch: inout [Operation]) -> Void

/// Returns the source of a plan in phases, whose operations do not all follow from segments: a first run over the chain, say,
/// then one segment after the other.
///
/// - Parameter next: Begins a phase: may append operations, and may set the source of those that follow; returns false after
///   the last phase.
func inPhases(
  _ next: @escaping (_ batch: inout [Operation], _ source: inout OperationSource?) -> Bool
) -> OperationSource {
  var source: OperationSource?
  return { batch in
    while batch.count < SegmentGenerator<BinomialPlan>.batchSize {
      guard let running = source else {
        if next(&batch, &source) { continue }
        return
      }
      let count = batch.count
      running(&batch)
      if batch.count == count { source = nil }
    }
  }
}
