extension ProblemError {
  /// What is wrong with a number. ScheduleFormats has the sentences.
  public enum Reason: Hashable, Sendable {
    /// A number outside this range.
    case outside(ClosedRange<Int>)
    /// A number outside this range that may also be unlimited.
    case outsideOrUnlimited(ClosedRange<Int>)
    case negative
    /// A number that must be above 0.
    case zero
    /// A bandwidth of less than a byte per unit of cost.
    case belowOneByte
    /// A list without entries; the item is what it lists.
    case empty(Item)
    case tooManyEntries(Int, limit: Int)
    /// A list whose number of entries does not suit the chain's length.
    case wrongCount(Int, needed: Int)
    /// The branches and the handle have more steps than this.
    case tooManySteps(limit: Int)
    /// The size of each item is missing, but this property of a level needs it.
    case sizeMissing(Item, level: Int, ProblemField.OfLevel)
    /// A size factor by which some size does not fit 64 bits.
    case sizeOverflow
    /// A bandwidth at which some transfer's cost does not fit 64 bits.
    case transferOverflow
    /// A cost that does not fit 64 bits in units of this many digits after the point.
    case costOverflow(fractionDigits: Int)
    /// A level that shares the capacity of itself, or of no level.
    case sharesWithNoOther
    /// A level that shares the capacity of one that has none of its own.
    case sharesNoCapacity
    /// A level that shares a capacity and has slots or a capacity too.
    case sharesBesideOwn
    /// A name that no other level has.
    case unknownName
    /// A name that several levels have.
    case ambiguousName
    /// A fastest level that is overlapped.
    case overlappedFastest
    /// Steps need room while they run, but the fastest level has no capacity in bytes.
    case fastestLevelNotInBytes
    /// The levels of a network that are not one free memory in slots.
    case notOneFreeMemory
    /// The steps of a network that do not all cost the same.
    case notOneCost
    /// A situation of a chain without a backward step.
    case nothingDue
    /// Tapes in the situation of a chain that has none.
    case noTapes
    /// A list that does not have an entry for each level.
    case notEachLevel(Int, levels: Int)
    /// A state or tape that is listed twice.
    case listedTwice(Int)
    /// More states and tapes than a level has slots.
    case beyondSlots(Int)
    /// More bytes than a level has.
    case beyondCapacity(Int)
    /// A chain's situation where branches join.
    case situationOfJoin
    /// A situation of branches that join, on a chain.
    case situationOfChain
    /// A list that does not have an entry for each branch.
    case notEachBranch(Int, branches: Int)
    /// A branch that has been reversed before the handle; nothing of it can be, so its last step is due.
    case beforeTheHandle(last: Int)
  }

  /// What a list or a size is of.
  public enum Item: String, Hashable, Sendable {
    case branch, chain, state, tape
  }
}
