import AdjointSchedules

/// What is said of problems without a schedule: what is wrong, and the remedy.
extension PlanningError: CustomStringConvertible {
  /// What is wrong, and the remedy, on one line.
  public var description: String {
    switch self {
    case .noSlot(let length):
      return
        "no schedule exists: no level has a slot for x_0, and a chain of length \(length) needs it stored; give some level at least 1 slot"
    case .noRoom(let needed, let available):
      return
        "no schedule exists: x_0 takes \(needed) bytes, and no level holds more than \(available); give some level a capacity of at least \(needed) bytes"
    case .noRoomForStep(let number, let isBackward, let needed, let available):
      return
        "no schedule exists: \(isBackward ? "backward" : "forward") step \(number) needs \(needed) bytes of level 0 while it runs, and the level has \(available); give it a capacity of at least \(needed) bytes"
    case .noRoomForSteps(let level, let available, let needed):
      return
        "no schedule exists: a step's working memory plus the state that it restarts from needs \(needed) bytes on \(level), which has \(available); give it a capacity of at least \(needed)"
    case .tooFewSlots(let planner, let needed, let available):
      return
        "\(planner.rawValue) stores \(needed) states at the same time, but the levels have \(available) slots; give them more slots, or use hrevolve"
    case .unsuited(_, .dividedChains):
      return "divide takes one chain, not branches that join; divide a branch or the handle as a chain of its own"
    case .unsuited(_, .killsWithoutOverlap):
      return
        "kills are simulated where transfers block, and a level is overlapped; leave out \"overlapped\", or --failures"
    case .unsuited(let planner, let requirement):
      return "\(planner.rawValue) \(requirement.sentence)"
    case .overflow(.storedBytes):
      return "the \(Quantity.storedBytes) does not fit 64 bits; use smaller sizes, or a level with a capacity"
    case .overflow(let quantity):
      return
        "the \(quantity) does not fit 64 bits; use larger units of cost, fewer decimals, a shorter chain or more slots"
    case .tableTooLarge(let bytes, let limit):
      return
        "the tables need at least \(ByteText.needed(bytes)), more than the limit of \(ByteText.allowed(limit)); use a shorter chain, fewer slots or a smaller capacity, or raise the memory limit"
    case .notEnoughMemory(let bytes, let available):
      return
        "the tables need \(ByteText.needed(bytes)), and \(ByteText.allowed(available)) of memory are free; use a machine with more, a shorter chain or fewer slots, or lower the memory limit, which selects another method if there is one"
    case .tooManyIntervals(let bytes, let limit, let rows, let length):
      let slots = rows > 0 ? "at most \(rows) slots in all, or " : ""
      return
        "steps that differ need a table over all intervals of the chain: \(ByteText.needed(bytes)), more than the limit of \(ByteText.allowed(limit)); use \(slots)a chain of at most \(length) steps, or raise the memory limit"
    case .tooManySteps(let length, let limit):
      return
        "steps that differ need a table over all intervals of the chain, which is limited to \(limit) steps, and there are \(length); use a shorter chain"
    case .tooMuchWork(let what, let count, let limit):
      return
        "there are \(count) \(what) to examine, more than the limit of \(limit); use shorter chains, fewer slots or a smaller capacity"
    case .cutShort(let error):
      return "\(error); with other planners it gets only part of its limit, and alone it may do more"
    case .nothingToStartFrom(let due):
      return
        "no schedule exists: backward step \(due) is due, and x_0 is not stored, nor all that replaces it; if the program can make x_0 again, put it into the buffer, with \"buffer\": 0 in the situation"
    case .firstStateMissing(let branch):
      return
        "no schedule exists: branch \(branch) is not reversed, and its x_0 is not stored; if the program can make it again, let the memory hold it in the situation"
    case .jobTooShort(let limit, let least):
      return
        "no division was found with jobs of at most \(limit) units of cost; the least limit that works here is \(least)"
    case .nothingLasts:
      return "no division exists: no level that lasts from job to job has room for x_0; give one a slot, or lose fewer"
    case .noRoomBesideKept:
      return
        "no division was found: beside the states that are kept, some step has too little room; give the levels that are lost more"
    case .killsTooFrequent(let meanTime):
      return
        "with a kill every \(meanTime) units of cost on average hardly any run would end: some stretch after which something is safe takes many times as long; keep states on a level that lasts and costs less, or make restarts cheaper"
    case .cancelled:
      return "planning was cancelled"
    case .timeOver:
      return "the time for planning is over"
    case .tooFewSlotsToShare(let needed, let available):
      return
        "no schedule exists: the chains need \(needed) slots in total, and the memory has \(available); give it more slots, or run the chains one after another"
    case .tooLittleMemory(let bytes, let stateBytes):
      return
        "no schedule exists: a memory of \(bytes) bytes cannot hold a state of \(stateBytes) bytes; give it at least that much, or add a disk"
    case .tooLittleForTapes(let level, _, .max, _):
      return
        "no schedule exists: a step's tape plus the checkpoint it restarts from needs more than \(level), or any level, can have; use smaller sizes"
    case .tooLittleForTapes(let level, let available, let needed, let inBytes):
      let (unit, field) = inBytes ? ("bytes", "a capacity of") : (available == 1 ? "slot" : "slots", "slots:")
      return
        "no schedule exists: \(level) has \(available) \(unit), and a step's tape plus the checkpoint it restarts from needs \(needed); give it \(field) at least \(needed)"
    case .noRoomForTransfers(let planner):
      return
        "\(planner.rawValue) finds no schedule in which level 0 has room for what travels to the overlapped levels; give level 0 more room, or leave out \"overlapped\""
    case .tooLittleToDivide(let planner, let level, let available, let needed, let inBytes):
      let (unit, field) = inBytes ? ("bytes", "a capacity of") : (needed == 1 ? "slot" : "slots", "slots:")
      return
        "\(planner.rawValue) keeps states and tapes of \(needed) \(unit) at the same time on \(level), which has \(available); give it \(field) at least \(needed), or use rotor"
    case .tooFewRuns(let planner, let limit, let needed, let isLeast):
      let most = limit == 1 ? "1 run" : "\(limit) runs"
      let remedy = "allow \(needed), or give the levels more room"
      return isLeast
        ? "no schedule exists with at most \(most) of each step: with these slots some step runs at least \(needed) times; \(remedy)"
        : "\(planner.rawValue) finds no schedule with at most \(most) of each step, but one with \(needed); \(remedy), or use another planner"
    case .tooFewSlotsToJoin(let needed, let available):
      return
        "no schedule exists: each branch needs a slot for its first state and one for its end, and a handle with steps needs one more: \(needed) in total, and the memory has \(available); give it more slots"
    }
  }
}

extension PlanningError {
  /// The planner whose name starts the sentence, if any.
  var subject: Planner? {
    switch self {
    case .tooFewSlots(let planner, _, _), .unsuited(let planner, _), .tooLittleToDivide(let planner, _, _, _, _):
      return planner
    case .cutShort(let error): return error.subject
    default: return nil
    }
  }
}

extension PlanningError.Requirement {
  /// What follows the planner's name.
  fileprivate var sentence: String {
    switch self {
    case .oneChain: return "plans one chain, not branches that join in a handle; use join"
    case .branches: return "plans branches that join in a handle, not one chain; use hrevolve, which plans any chain"
    case .equalSteps:
      return
        "plans chains whose forward steps all cost the same; give forwardCost as a single number, or use hrevolve"
    case .equalSizes: return "plans states of one size; give stateSize as a single number, or use hrevolve"
    case .states:
      return
        "plans backward steps that run from states, not from tapes; use rotor, or give backwardCost instead of tapeSize and adjointCost"
    case .tapes:
      return
        "plans chains whose steps keep tapes; give tapeSize and adjointCost instead of backwardCost, or use hrevolve"
    case .oneLevel: return "plans exactly one level; use hrevolve, which plans any platform"
    case .memoryAndDisk:
      return "plans exactly two levels, memory and a disk; use hrevolve, which plans any platform"
    case .blockingTransfers:
      return
        "plans transfers that block, and a level is overlapped; leave out --overlap or \"overlapped\", or use hrevolve, or rotor if the chain has tapes"
    case .wholeReversals:
      return "plans whole reversals, not what is left of one; use hrevolve, or rotor if the chain has tapes"
    case .dividedChains: return "takes one chain"
    case .killsWithoutOverlap: return "takes transfers that block"
    case .partialRests:
      return
        "plans the rest of a part only where backward steps run from states and transfers block, and the rest of the old schedule cannot be run any more; run the part again from its beginning"
    case .unlimitedRuns:
      return "plans what is left of a reversal without a limit of runs; leave out --max-runs"
    case .levelsOfTapes: return "keeps states and tapes on levels, and there are none; give one level or more"
    case .freeSlotsOfTapes:
      return
        "plans equal steps on one free level whose slots hold a state or a tape each; use rotor, which plans any costs and sizes"
    case .freeMemory:
      return "takes the best period for memory that is free to write and read; set the costs of memory to 0"
    case .memorySlot: return "needs at least one slot of memory; give memory a slot, or use hrevolve"
    case .length(let limit):
      return "simulates chains of at most \(limit) steps; use a shorter chain, or hrevolve"
    case .comparisons(let slots, let length):
      return
        "compares \(slots) stored states at each of \(length) steps, which exceeds its limit; use fewer slots, a shorter chain, or hrevolve"
    case .slots(let limit):
      return
        "assigns at most \(limit) slots to levels; give it fewer slots, or as many as the chain has steps"
    }
  }
}

/// Numbers of bytes in messages about memory: in MiB, or in KiB or bytes if less than one.
package enum ByteText {
  /// Returns a required amount, rounded up so that it is never understated.
  package static func needed(_ bytes: Int) -> String { text(bytes, roundingUp: true) }

  /// Returns a limit or a free amount, rounded down so that a larger requirement never looks the same.
  package static func allowed(_ bytes: Int) -> String { text(bytes, roundingUp: false) }

  private static func text(_ bytes: Int, roundingUp: Bool) -> String {
    for (unit, shift) in [("MiB", 20), ("KiB", 10)] where bytes >= 1 << shift {
      let isCut = bytes & (1 << shift - 1) != 0
      return "\((bytes >> shift) + (isCut && roundingUp ? 1 : 0)) \(unit)"
    }
    return bytes == 1 ? "1 byte" : "\(bytes) bytes"
  }
}
