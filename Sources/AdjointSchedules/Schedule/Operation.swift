/// One thing that the machine of the model does.
///
/// Steps and states are numbered along the chain from 0, levels by their index in ``Problem/levels``.
public enum Operation: Hashable, Sendable {
  /// Runs steps `from` ... `to` - 1: the buffer holds x_from before and x_to after. Costs one forward cost a step.
  case forward(from: Int, to: Int)
  /// Runs B_step on x_step in the buffer, which is empty afterwards. Costs one backward cost.
  case backward(step: Int)
  /// Copies x_step from the buffer to a free slot of the level. Costs w_k.
  case write(level: Int, step: Int)
  /// Copies x_step from the level to the buffer; the slot stays taken. Costs r_k.
  case read(level: Int, step: Int)
  /// Frees the slot of x_step at the level. Costs nothing.
  case discard(level: Int, step: Int)
}
