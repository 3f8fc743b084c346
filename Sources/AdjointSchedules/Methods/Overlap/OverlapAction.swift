/// What an overlapped plan does next: an operation, or a segment of Revolve on level 0 as a whole.
enum OverlapAction {
  case forward(from: Int, to: Int)
  case backward(Int)
  /// Level 0 is written, read and freed.
  case write(Int)
  case read(Int)
  case discard(Int)
  /// Transfers of a slower level, by its place in ``OverlapMachine/slower``.
  case offload(Int, Int)
  case prefetch(Int, Int)
  /// The state on a slower level is discarded.
  case forget(Int, Int)
  /// The segment from a state in the buffer that is stored on level 0.
  case segment(start: Int, length: Int, state: BinomialPlan.State)

  init(onLevel0 operation: Operation) {
    switch operation {
    case .forward(let from, let to): self = .forward(from: from, to: to)
    case .backward(let step): self = .backward(step)
    case .write(_, let step): self = .write(step)
    case .read(_, let step): self = .read(step)
    case .discard(_, let step): self = .discard(step)
    default: preconditionFailure("Revolve's segments keep no tapes and join no branches")
    }
  }

  /// The operation, or nil for a segment.
  func operation(_ machine: OverlapMachine) -> Operation? {
    switch self {
    case .forward(let from, let to): return .forward(from: from, to: to)
    case .backward(let step): return .backward(step: step)
    case .write(let step): return .write(level: 0, step: step)
    case .read(let step): return .read(level: 0, step: step)
    case .discard(let step): return .discard(level: 0, step: step)
    case .offload(let channel, let step): return .offload(level: machine.slower[channel].index, step: step)
    case .prefetch(let channel, let step): return .prefetch(level: machine.slower[channel].index, step: step)
    case .forget(let channel, let step): return .discard(level: machine.slower[channel].index, step: step)
    case .segment: return nil
    }
  }
}
