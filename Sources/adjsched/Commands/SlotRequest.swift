import AdjointSchedules
import ScheduleFormats

/// The limit on the makespan, as the last of its options states it.
struct BudgetLimit {
  let occurrence: Arguments.Occurrence
  let makespan: MakespanLimit

  init?(_ arguments: Arguments) throws(UsageError) {
    guard let occurrence = arguments.last(.atMost, .time) else { return nil }
    self.occurrence = occurrence
    makespan = occurrence.key == .time ? .cost(try occurrence.seconds()) : try occurrence.limit()
  }

  /// The cost as it stands beside the problem's, in the same unit; nil for a multiple, or for a time by its option.
  var costBeside: (key: Option.Key, stated: Stated<StatedCost>)? {
    guard case .cost(let cost) = makespan, occurrence.key == .atMost else { return nil }
    let text = occurrence.value
    return (
      .atMost, Stated(StatedCost(cost: cost, text: text, isTime: TimeText.isTime(text)), option: occurrence.name)
    )
  }

  /// Returns the message for a limit below what even free storage allows; perhaps an x was forgotten.
  func multipleHint(_ problem: Problem) throws(PlanningError) -> String? {
    guard case .cost = makespan, occurrence.key == .atMost,
      try makespan.makespan(for: problem) < problem.storeAllMakespan()
    else { return nil }
    let text = occurrence.value.excerpt
    return
      "\(occurrence.name): the steps alone cost more than \(text); for that many times store-all write \(text)x"
  }
}

/// What `budget` is asked about a problem's slots.
struct SlotRequest {
  enum Budget {
    case makespan(BudgetLimit)
    case bytes(Int, stateSize: Int)
  }

  let problem: Problem
  let budget: Budget
  let stateSize: Int?
  /// The option whose slots are to be found.
  let unknown: Option.Key

  /// The level of that option; the disk follows memory.
  var level: Int { unknown == .memorySlots ? 0 : 1 }

  init(_ arguments: Arguments, _ limit: BudgetLimit?, memory: Arguments.Occurrence?) throws(UsageError) {
    // Checked first.
    if limit != nil { _ = try arguments.length() }
    unknown = try arguments.unknownSlots()
    var form = ProblemOptions.Form(unknown: unknown)
    if let cost = limit?.costBeside { form.costsBeside = [cost] }
    let stated = try ProblemOptions(arguments, form)
    problem = try stated.problem(at: stated.first)
    stateSize = try arguments.last(.stateSize)?.bytes(roundedUp: true)
    if let limit {
      budget = .makespan(limit)
    } else {
      guard let stateSize else { throw arguments.missing(.stateSize, "the size of one state") }
      guard let memory else { throw arguments.missing(.memory, "the memory for states") }
      budget = .bytes(try memory.bytes(roundedUp: false), stateSize: stateSize)
    }
  }

  /// Returns how many slots fit a memory.
  func slots(in memory: Int, stateSize: Int) throws(PlanningError) -> Int {
    let slots = min(memory / stateSize, Level.maximumSlots)
    let hasOthers = problem.levels.enumerated().contains {
      $0.offset != level && $0.element.slots != 0 && !$0.element.isOverlapped
    }
    if slots == 0 && !hasOthers && problem.chain.length > 0 {
      throw .tooLittleMemory(bytes: memory, stateBytes: stateSize)
    }
    return slots
  }
}

extension Arguments {
  /// Returns the option whose slots are to be found: memory's, or with `-m` the disk's.
  fileprivate func unknownSlots() throws(UsageError) -> Option.Key {
    guard let memory = last(.memorySlots) else { return .memorySlots }
    if has(.memory) {
      throw .outOfRange(memory.name, reason: "--memory gives the number of states in memory; leave one of them out")
    }
    guard last(.diskWrite, .diskRead) != nil else {
      throw .outOfRange(
        memory.name, reason: "is what budget looks for; leave it out, or add a disk to look for its slots")
    }
    if let disk = last(.diskSlots) {
      throw .outOfRange(disk.name, reason: "leaves nothing to look for; leave out -m or \(disk.name)")
    }
    return .diskSlots
  }
}
