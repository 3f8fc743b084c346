/// A rule of the model machine that an operation broke, with the facts that show it.
///
/// One case a rule; the text of every refusal that `verify` can print is in this file.
public enum Rule: Hashable, Sendable {
  /// forward i -> j asks for 0 <= i < j <= l.
  case forwardRange(length: Int)
  /// A state's number is from 0 to l.
  case stateRange(length: Int)
  /// A level's number is one of the problem's.
  case levelRange(levels: Int)
  /// The operation starts from x_`needed` in the buffer.
  case buffer(needed: Int, held: Int?)
  /// Backward steps run in the order l, l - 1, ... 0.
  case order(due: Int?)
  /// A level holds a state at most once.
  case storedTwice(level: Int)
  /// A level holds no more states than it has slots.
  case slotsFull(level: Int, slots: Int)
  /// A level holds no more bytes than its capacity.
  case bytesFull(level: Int, needed: Int, free: Int, capacity: Int)
  /// What is read or discarded is stored there.
  case notStored(level: Int)
  /// Tapes are of chains that state their tapes.
  case noTapes
  /// A tape is of a step, from 0 to l - 1.
  case tapeRange(length: Int)
  /// No two levels hold the same tape.
  case tapeStored(step: Int, level: Int)
  /// A tape that is read is stored there.
  case tapeNotStored(level: Int, step: Int)
  /// With tapes a backward step runs from its tape.
  case tapeMissing(step: Int)
  /// Every backward step runs: at the end none is due.
  case unfinished(due: Int)
  /// Not a rule of the machine but a limit of the program: a total does not fit 64 bits.
  case overflow(quantity: String)
}

extension Rule: CustomStringConvertible {
  public var description: String {
    switch self {
    case .forwardRange(let length):
      return "a forward run goes from a step to a later one, at most \(length)"
    case .stateRange(let length):
      return "the chain has the states 0 to \(length)"
    case .levelRange(let levels):
      return levels == 0 ? "the problem has no level" : "the problem has the levels 0 to \(levels - 1)"
    case .buffer(let needed, let held):
      let state = held.map { "holds state \($0)" } ?? "is empty"
      return "state \(needed) must be in the buffer, which \(state)"
    case .order(let due):
      return due.map { "the next backward step due is \($0)" } ?? "every backward step has been run already"
    case .storedTwice(let level):
      return "level \(level) holds that state already"
    case .slotsFull(let level, let slots):
      return "level \(level) has no free slot: all \(slots) are taken"
    case .bytesFull(let level, let needed, let free, let capacity):
      return "level \(level) has \(free) of its \(capacity) bytes free, and \(needed) are needed"
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
    case .unfinished(let due):
      return "the schedule ends before backward step \(due) has been run"
    case .overflow(let quantity):
      return "the \(quantity) does not fit 64 bits"
    }
  }
}

/// An operation that cannot be executed, or an end that comes too early.
public struct RuleViolation: Error, Hashable, Sendable {
  /// The operation's number, counted from 1; at an early end, the number of operations there were.
  public let number: Int
  /// The operation, or nil at the end of the schedule.
  public let operation: Operation?
  public let rule: Rule

  package init(number: Int, operation: Operation?, rule: Rule) {
    self.number = number
    self.operation = operation
    self.rule = rule
  }
}
