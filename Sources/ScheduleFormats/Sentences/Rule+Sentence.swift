import AdjointSchedules

extension Rule: CustomStringConvertible {
  /// The broken rule as a sentence, without the operation.
  public var description: String {
    switch self {
    case .forwardRange(let part, let length):
      return "a forward run\(Self.of(part)) goes from a step to a later one, at most \(length)"
    case .stateRange(let part, let length):
      return "\(part?.description ?? "the chain") has the states 0 to \(length)"
    case .levelRange(let levels):
      return levels == 0 ? "the problem has no level" : "the problem has the levels 0 to \(levels - 1)"
    case .buffer(let needed, let held):
      let state = held.map { "holds state \($0)" } ?? "is empty"
      return "state \(needed) must be in the buffer, which \(state)"
    case .order(let part, let due):
      return due.map { "the next backward step due\(Self.of(part)) is \($0)" }
        ?? "every backward step\(Self.of(part)) has been run already"
    case .storedTwice(let level):
      return "level \(level) holds that state already"
    case .slotsFull(let level, let slots):
      return "level \(level) has no free slot: all \(slots) are taken"
    case .bytesFull(let level, let needed, let free, let capacity):
      return "level \(level) has \(free) of its \(capacity) bytes free, and \(needed) are needed"
    case .temporaryFull(let needed, let free, let capacity):
      return "the step needs \(needed) bytes of level 0 while it runs, and \(free) of its \(capacity) are free"
    case .notStored(let level):
      return "level \(level) does not hold that state"
    case .noTapes:
      return "the chain has no tapes; it states neither tapeSize nor adjointCost"
    case .tapeRange(let length):
      return length == 0 ? "the chain has no step" : "the chain has the steps 0 to \(length - 1)"
    case .tapeStored(let step, let level):
      return "level \(level) holds tape \(step) already"
    case .tapeNotStored(let level, let step):
      return step < 0 ? "no tape has the output 0" : "level \(level) does not hold tape \(step)"
    case .tapeMissing(let step):
      return "tape \(step) must be stored, and no level holds it"
    case .overlapped(let level):
      return "level \(level) is overlapped: level 0 is written and read, offload and prefetch go between the two"
    case .notOverlapped(let level):
      return "level \(level) is not overlapped, so it is written and read, without offload and prefetch"
    case .tapeAway(let step, let level):
      return "tape \(step) is on level \(level), which is overlapped, and must be prefetched first"
    case .noJunction:
      return "the problem has no branches to join"
    case .branchRange(let branches):
      return "the problem has the branches 0 to \(branches - 1) and the handle"
    case .handleFirst(let due):
      return "the handle must be reversed before any branch, and its next backward step due is \(due)"
    case .firstStateStays(let branch):
      return "state 0 of branch \(branch) keeps its slot until its backward step 0 has run"
    case .endStays(let branch):
      return "the slot of branch \(branch)'s end holds its adjoint from the join until its backward step 0 has run"
    case .endMissing(let branch):
      return "the end of branch \(branch) is not in memory, and the join needs all of them"
    case .joinedTwice:
      return "the branches have been joined already"
    case .slotRange(let level, let slots):
      return slots == 0 ? "level \(level) has no slot" : "level \(level) has the slots 0 to \(slots - 1)"
    case .slotTaken(let level, let slot, let item, let isTape):
      return "slot \(slot) of level \(level) holds \(isTape ? "tape" : "state") \(item)"
    case .slotInUse(let level, let slot, let item, let isTape):
      return "slot \(slot) of level \(level) is in use until a transfer of \(isTape ? "tape" : "state") \(item) ends"
    case .otherSlot(let level, let slot):
      return slot.map { "level \(level) holds that in slot \($0)" }
        ?? "the schedule did not state a slot when that was stored on level \(level)"
    case .otherLevel(let level):
      return "level \(level) holds what it frees"
    case .noSlot:
      return "the operation touches no slot, but states one"
    case .unfinished(let due):
      return "the schedule ends before backward step \(due) has been run"
    case .overflow(let quantity):
      return "the \(quantity) does not fit 64 bits"
    }
  }

  private static func of(_ part: Part?) -> String { part.map { " of \($0)" } ?? "" }
}
