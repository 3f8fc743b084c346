import AdjointSchedules

/// The `join` of a file, read so far: problem files and schedules have it in common.
struct StatedJoin {
  /// A join with more branches than this is taken for a mistake, and keeps memory bounded.
  static let maximumBranches = 1_000

  private var branches: [Int] = []
  private var handle = 0
  private var forwardCost = DecimalCost.one
  private var backwardCost = DecimalCost.one

  init(branches: [Int], handle: Int, forwardCost: DecimalCost, backwardCost: DecimalCost) {
    self.branches = branches
    self.handle = handle
    self.forwardCost = forwardCost
    self.backwardCost = backwardCost
  }

  /// Reads the object `join`.
  init(_ scanner: inout JSONScanner) throws(ReadError) {
    let names = ["branches", "handle", "forwardCost", "backwardCost"]
    let fields = try scanner.fields("join", names) { scanner, key, path throws(ReadError) in
      switch key {
      case "branches":
        try scanner.enterArray(path)
        var isFirst = true
        while try scanner.hasElement(&isFirst) {
          if branches.count == Self.maximumBranches {
            throw .format(path, "has more than \(Self.maximumBranches) entries")
          }
          branches.append(try Self.length(&scanner, path: "\(path)[\(branches.count)]"))
        }
      case "handle": handle = try Self.length(&scanner, path: path)
      case "forwardCost": forwardCost = try scanner.oneCost(path)
      default: backwardCost = try scanner.oneCost(path)
      }
    }
    try fields.require("branches", "give a list, such as [{\"length\": 10}, {\"length\": 12}]")
    try fields.require("handle", "give {\"length\": STEPS}; 0 steps are only the turn")
  }

  /// Returns the problem in a memory, its numbers checked.
  func problem(memory: StatedMemory) throws(ReadError) -> JoinProblem {
    do throws(ProblemError) {
      return try JoinProblem(
        branches: branches, handle: handle, forwardCost: forwardCost, backwardCost: backwardCost, memory: memory.name,
        slots: memory.slots)
    } catch {
      throw .format(error.field, error.reason)
    }
  }

  /// Reads an object that has a length and nothing else.
  private static func length(_ scanner: inout JSONScanner, path: String) throws(ReadError) -> Int {
    var length = 0
    let fields = try scanner.fields(path, ["length"]) { scanner, _, path throws(ReadError) in
      length = try scanner.integer(path)
    }
    try fields.require("length", "give the number of steps")
    return length
  }
}
