/// One of the chains that a join is made of.
public enum JoinPart: Hashable, Sendable {
  /// A branch, by its index in ``JoinProblem/branches``.
  case branch(Int)
  case handle
}

/// One thing that the machine does on a join.
///
/// Steps and states are numbered along their branch, or along the handle, from 0. The end of a branch is the state whose
/// number is the branch's length.
public enum JoinOperation: Hashable, Sendable {
  /// Runs steps `from` ... `to` - 1 of a part: the buffer holds x_from before and x_to after. Costs uf a step.
  case forward(JoinPart, from: Int, to: Int)
  /// Runs a backward step of a part on x_step in the buffer, which is empty afterwards. Costs ub.
  ///
  /// After backward step 0 of a branch the slot of its end, which held the adjoint, is free.
  case backward(JoinPart, step: Int)
  /// Copies x_step of a part from the buffer to a free slot.
  case write(JoinPart, step: Int)
  /// Copies x_step of a part from memory to the buffer; the slot stays taken.
  case read(JoinPart, step: Int)
  /// Frees the slot of x_step of a part.
  case discard(JoinPart, step: Int)
  /// Joins the ends of all branches, which are in memory, to the handle's x_0 in the buffer. Costs nothing.
  case join
}

extension JoinOperation {
  /// Creates an operation on one part from one on a chain, whose level is the one memory.
  init(_ operation: Operation, on part: JoinPart) {
    switch operation {
    case .forward(let from, let to): self = .forward(part, from: from, to: to)
    case .backward(let step): self = .backward(part, step: step)
    case .write(_, let step): self = .write(part, step: step)
    case .read(_, let step): self = .read(part, step: step)
    case .discard(_, let step): self = .discard(part, step: step)
    case .tape, .readTape: preconditionFailure("no part of a join keeps tapes")
    }
  }
}
