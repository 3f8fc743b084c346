/// One operation of the model's machine.
///
/// Steps and states are numbered along the chain from 0, in a network through all parts as in ``Junction``; levels are
/// numbered by their index in ``Problem/levels``.
public enum Operation: Hashable, Sendable {
  /// Runs steps `from` ... `to` - 1: the buffer holds x_from before and x_to after. Costs the forward cost of each
  /// step.
  case forward(from: Int, to: Int)
  /// Runs B_step on x_step in the buffer, which is empty afterwards. Costs the backward cost.
  ///
  /// Backward step 0 of a branch frees the slot of the branch's end, which held the adjoint.
  ///
  /// With tapes it runs from tape `step`, frees it, and leaves the buffer unchanged. Costs a_step + r_k.
  case backward(step: Int)
  /// Copies x_step from the buffer to a free slot of the level. Costs w_k.
  case write(level: Int, step: Int)
  /// Copies x_step from the level to the buffer; the slot stays taken. Costs r_k.
  case read(level: Int, step: Int)
  /// Frees the slot of x_step at the level. Costs nothing.
  case discard(level: Int, step: Int)
  /// Runs step `step` from x_step in the buffer, which holds x_{step+1} afterwards, and stores its tape on the level.
  /// Costs f_step + w_k.
  case tape(level: Int, step: Int)
  /// Copies x_step, the output of step `step` - 1, from that step's tape at the level to the buffer. Costs r_k.
  case readTape(level: Int, step: Int)
  /// Copies x_step from level 0 to a free slot of an overlapped level, while steps run. Takes w_k of the level's channel.
  ///
  /// The slot on level 0 can be discarded at once, but is free only when the transfer has ended.
  case offload(level: Int, step: Int)
  /// Copies x_step from an overlapped level to a free slot of level 0, while steps run. Takes r_k of the level's channel.
  ///
  /// A read of x_step on level 0 waits until the transfer has ended.
  case prefetch(level: Int, step: Int)
  /// Moves tape `step` from level 0 to an overlapped level, while steps run. Takes w_k of the level's channel.
  case offloadTape(level: Int, step: Int)
  /// Moves tape `step` from an overlapped level to level 0, while steps run. Takes r_k of the level's channel.
  case prefetchTape(level: Int, step: Int)
  /// Joins the stored ends of all branches into the handle's first state in the buffer. Costs nothing.
  case join
}
