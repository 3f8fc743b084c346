/// A rule of the machine that an operation on a join broke, with the facts that show it.
///
/// One case a rule; the text of every refusal that `verify` can print of a join is in this file.
public enum JoinRule: Hashable, Sendable {
  /// A branch's number is one of the problem's.
  case branchRange(branches: Int)
  /// forward i -> j asks for 0 <= i < j <= the length of the part.
  case forwardRange(JoinPart, length: Int)
  /// A state's number is from 0 to the length of the part.
  case stateRange(JoinPart, length: Int)
  /// The operation starts from a state in the buffer.
  case buffer(JoinPart, needed: Int, held: Held?)
  /// Backward steps of a part run from the last to the first.
  case order(JoinPart, due: Int?)
  /// A branch is reversed when the handle has been.
  case handleFirst(due: Int)
  /// Memory holds a state at most once.
  case storedTwice
  /// Memory holds no more states than it has slots.
  case slotsFull(slots: Int)
  /// What is read or discarded is stored.
  case notStored
  /// A branch's x_0 keeps its slot until the branch is reversed.
  case firstStateStays(branch: Int)
  /// From the join until the branch is reversed the slot of a branch's end holds the adjoint, or waits for it.
  case endStays(branch: Int)
  /// The join needs every branch's end in memory.
  case endMissing(branch: Int)
  /// The branches are joined once.
  case joinedTwice
  /// Every backward step runs: at the end none is due.
  case unfinished(JoinPart, due: Int)
  /// Not a rule of the machine but a limit of the program: a total does not fit 64 bits.
  case overflow(quantity: String)

  /// A state and the part that it belongs to.
  public struct Held: Hashable, Sendable {
    public let part: JoinPart
    public let step: Int

    public init(_ part: JoinPart, step: Int) {
      self.part = part
      self.step = step
    }
  }
}

extension JoinPart: CustomStringConvertible {
  public var description: String {
    switch self {
    case .branch(let index): return "branch \(index)"
    case .handle: return "the handle"
    }
  }
}

extension JoinRule: CustomStringConvertible {
  public var description: String {
    switch self {
    case .branchRange(let branches):
      return "the problem has the branches 0 to \(branches - 1) and the handle"
    case .forwardRange(let part, let length):
      return "a forward run of \(part) goes from a step to a later one, at most \(length)"
    case .stateRange(let part, let length):
      return "\(part) has the states 0 to \(length)"
    case .buffer(let part, let needed, let held):
      let state = held.map { "holds state \($0.step) of \($0.part)" } ?? "is empty"
      return "state \(needed) of \(part) must be in the buffer, which \(state)"
    case .order(let part, let due):
      return due.map { "the next backward step due of \(part) is \($0)" }
        ?? "every backward step of \(part) has been run already"
    case .handleFirst(let due):
      return "the handle must be reversed before any branch, and its next backward step due is \(due)"
    case .storedTwice:
      return "the memory holds that state already"
    case .slotsFull(let slots):
      return "the memory has no free slot: all \(slots) are taken"
    case .notStored:
      return "the memory does not hold that state"
    case .firstStateStays(let branch):
      return "state 0 of branch \(branch) keeps its slot until its backward step 0 has run"
    case .endStays(let branch):
      return "the slot of branch \(branch)'s end holds its adjoint from the join until its backward step 0 has run"
    case .endMissing(let branch):
      return "the end of branch \(branch) is not in memory, and the join needs all of them"
    case .joinedTwice:
      return "the branches have been joined already"
    case .unfinished(let part, let due):
      return "the schedule ends before backward step \(due) of \(part) has been run"
    case .overflow(let quantity):
      return "the \(quantity) does not fit 64 bits"
    }
  }
}

/// An operation on a join that cannot be executed, or an end that comes too early.
public struct JoinRuleViolation: Error, Hashable, Sendable {
  /// The operation's number, counted from 1; at an early end, the number of operations there were.
  public let number: Int
  /// The operation, or nil at the end of the schedule.
  public let operation: JoinOperation?
  public let rule: JoinRule

  public init(number: Int, operation: JoinOperation?, rule: JoinRule) {
    self.number = number
    self.operation = operation
    self.rule = rule
  }
}
