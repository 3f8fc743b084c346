/// A rule of the model's machine that was broken, with the facts.
///
/// There is one case per rule; ScheduleFormats has the messages. In a network a rule names the part, and numbers are
/// relative to it; a single chain has no parts.
public enum Rule: Error, Hashable, Sendable {
  /// forward i -> j requires 0 <= i < j <= l.
  case forwardRange(Part? = nil, length: Int)
  /// State numbers are 0 to l.
  case stateRange(Part? = nil, length: Int)
  /// The level must exist.
  case levelRange(levels: Int)
  /// The operation needs x_`needed` in the buffer.
  case buffer(needed: Place, held: Place?)
  /// Backward steps run in the order l, l - 1, ... 0.
  case order(Part? = nil, due: Int?)
  /// A level holds a state at most once.
  case storedTwice(level: Int)
  /// A level holds no more states than it has slots.
  case slotsFull(level: Int, slots: Int)
  /// A level holds no more bytes than its capacity.
  case bytesFull(level: Int, needed: Int, free: Int, capacity: Int)
  /// While a step runs the fastest level has the room that the step needs.
  case temporaryFull(needed: Int, free: Int, capacity: Int)
  /// A state that is read or discarded must be stored there.
  case notStored(level: Int)
  /// Only chains with tapes have operations on tapes.
  case noTapes
  /// Tapes belong to steps 0 to l - 1.
  case tapeRange(length: Int)
  /// A tape is on at most one level.
  case tapeStored(step: Int, level: Int)
  /// A tape that is read must be stored there.
  case tapeNotStored(level: Int, step: Int)
  /// With tapes, a backward step runs from its tape.
  case tapeMissing(step: Int)
  /// States reach an overlapped level and leave it by way of level 0.
  case overlapped(level: Int)
  /// Only overlapped levels have transfers beside the steps.
  case notOverlapped(level: Int)
  /// With tapes, a backward step runs from a tape that is not on an overlapped level.
  case tapeAway(step: Int, level: Int)
  /// Only networks have branches to join.
  case noJunction
  /// The branch must exist.
  case branchRange(branches: Int)
  /// A branch is reversed after the handle.
  case handleFirst(due: Int)
  /// A branch's x_0 keeps its slot until the branch is reversed.
  case firstStateStays(branch: Int)
  /// From the join until the branch is reversed, the slot of its end holds the adjoint or waits for it.
  case endStays(branch: Int)
  /// The join needs every branch's end stored.
  case endMissing(branch: Int)
  /// The branches are joined only once.
  case joinedTwice
  /// A slot that is stated is one of the level's.
  case slotRange(level: Int, slots: Int)
  /// A slot that is filled is free.
  case slotTaken(level: Int, slot: Int, by: Place, isTape: Bool)
  /// With overlapped levels a slot is free when the last transfer that uses it has ended.
  case slotInUse(level: Int, slot: Int, by: Place, isTape: Bool)
  /// A state or tape is read and freed in the slot that it was given.
  case otherSlot(level: Int, slot: Int?)
  /// A tape, or a branch's end, is freed on the level that holds it.
  case otherLevel(level: Int)
  /// Only operations that fill, read or free a slot state one.
  case noSlot
  /// Every backward step must run.
  case unfinished(due: Place)
  /// Not a rule but a limit of the program: a total does not fit 64 bits.
  case overflow(quantity: Quantity)
}

/// An operation that cannot be executed, or a schedule that ends too early.
public struct RuleViolation: Error, Hashable, Sendable {
  /// The operation's number, counted from 1; for an early end, the number of operations.
  public let number: Int
  /// The operation, or nil at the end of the schedule.
  public let operation: Operation?
  /// The rule that it breaks, with the facts.
  public let rule: Rule

  package init(number: Int, operation: Operation?, rule: Rule) {
    self.number = number
    self.operation = operation
    self.rule = rule
  }
}
