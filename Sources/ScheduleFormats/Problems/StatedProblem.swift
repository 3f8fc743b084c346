import AdjointSchedules

/// The part of `chain` or `join` and `levels` read so far; shared by problem files and schedules.
struct StatedProblem {
  /// More levels than this are considered a mistake; the limit bounds memory.
  static let maximumLevels = Level.maximumCount

  /// More branches than this are considered a mistake; the limit bounds memory.
  static let maximumBranches = 1_000

  var description = ProblemDescription(length: 0, levels: [])
  /// Whether each level has to state its slots, or its bytes.
  var needsSlots = true

  /// True if the file describes a join.
  var isJoin: Bool { description.branches != nil }

  /// Reads the object `chain`.
  mutating func readChain(_ scanner: inout JSONScanner) throws(ReadError) {
    let names = [
      "length", "forwardCost", "backwardCost", "stateSize", "tapeSize", "adjointCost", "forwardTemporary",
      "backwardTemporary",
    ]
    let fields = try scanner.fields("chain", names) { scanner, key, path throws(ReadError) in
      switch key {
      case "length": description.length = try scanner.integer(path)
      case "forwardCost": description.forwardCost = try scanner.costs(path)
      case "backwardCost": description.backwardCost = try scanner.costs(path)
      case "stateSize": description.stateSize = try scanner.sizes(path)
      case "tapeSize": description.tapeSize = try scanner.sizes(path)
      case "forwardTemporary": description.forwardTemporary = try scanner.sizes(path)
      case "backwardTemporary": description.backwardTemporary = try scanner.sizes(path)
      default: description.adjointCost = try scanner.costs(path)
      }
    }
    try fields.require("length", "give the number of steps")
    for name in ["tapeSize", "adjointCost"] where fields.has(name) && fields.has("backwardCost") {
      throw .format(
        "chain.backwardCost", "conflicts with \(name): backward steps run from states or from tapes; leave one out")
    }
  }

  /// Reads the object `join`.
  mutating func readJoin(_ scanner: inout JSONScanner) throws(ReadError) {
    var branches: [Int] = []
    let names = ["branches", "handle", "forwardCost", "backwardCost"]
    let fields = try scanner.fields("join", names) { scanner, key, path throws(ReadError) in
      switch key {
      case "branches":
        try scanner.enterArray(path)
        while try scanner.hasElement() {
          if branches.count == Self.maximumBranches {
            throw .format(path, "has more than \(Self.maximumBranches) entries")
          }
          branches.append(try Self.length(&scanner, path: "\(path)[\(branches.count)]"))
        }
      case "handle": description.length = try Self.length(&scanner, path: path)
      case "forwardCost": description.forwardCost = .uniform(try scanner.oneCost(path))
      default: description.backwardCost = .uniform(try scanner.oneCost(path))
      }
    }
    try fields.require("branches", "give a list, such as [{\"length\": 10}, {\"length\": 12}]")
    try fields.require("handle", "give {\"length\": STEPS}; 0 steps are only the turn")
    description.branches = branches
  }

  /// Reads an object with only a length.
  private static func length(_ scanner: inout JSONScanner, path: String) throws(ReadError) -> Int {
    var length = 0
    let fields = try scanner.fields(path, ["length"]) { scanner, _, path throws(ReadError) in
      length = try scanner.integer(path)
    }
    try fields.require("length", "give the number of steps")
    return length
  }

  /// Reads the array `levels`; a join has a single memory.
  mutating func readLevels(_ scanner: inout JSONScanner) throws(ReadError) {
    if isJoin {
      description.levels = [try StatedMemory(&scanner).level]
      return
    }
    try scanner.enterArray("levels")
    while try scanner.hasElement() {
      if description.levels.count == Self.maximumLevels {
        throw .format("levels", "has more than \(Self.maximumLevels) entries; merge levels that are alike")
      }
      let path = "levels[\(description.levels.count)]"
      description.levels.append(try Self.readLevel(&scanner, path: path, needsSlots: needsSlots))
    }
  }

  /// Returns the checked problem.
  func problem() throws(ReadError) -> Problem {
    do throws(ProblemError) {
      return try description.problem()
    } catch {
      throw .format(error.field.description, error.reason.description)
    }
  }

  private static func readLevel(
    _ scanner: inout JSONScanner, path: String, needsSlots: Bool
  ) throws(ReadError) -> ProblemDescription.Level {
    var level = ProblemDescription.Level(slots: nil)
    let names = [
      "name", "slots", "capacity", "writeCost", "readCost", "writeBandwidth", "readBandwidth", "sizeFactor",
      "sharesCapacityWith", "overlapped",
    ]
    let fields = try scanner.fields(path, names) { scanner, key, path throws(ReadError) in
      switch key {
      case "name": level.name = try scanner.string(path)
      case "slots": level.slots = try scanner.takeNull() ? nil : try scanner.integer(path, orNullFor: "unlimited")
      case "capacity": level.capacity = try scanner.size(path)
      case "writeCost": level.writeCost = try scanner.cost(path)
      case "writeBandwidth": level.writeBandwidth = try scanner.size(path)
      case "readBandwidth": level.readBandwidth = try scanner.size(path)
      case "sizeFactor": level.sizeFactor = try scanner.cost(path)
      case "sharesCapacityWith": level.sharesCapacityWith = .name(try scanner.string(path))
      case "overlapped": level.isOverlapped = try scanner.bool(path)
      default: level.readCost = try scanner.cost(path)
      }
    }
    if fields.has("slots") && fields.has("capacity") {
      throw .format(fields.path(of: "capacity"), "conflicts with slots: give a level's size in slots or in bytes")
    }
    if fields.has("slots") && fields.has("sharesCapacityWith") {
      throw .format(
        fields.path(of: "slots"), "does not go with sharesCapacityWith: the level uses the bytes of the other")
    }
    if needsSlots && !fields.has("capacity") && !fields.has("sharesCapacityWith") {
      try fields.require("slots", "give a number, or null for unlimited")
    }
    return level
  }
}

extension JSONScanner {
  /// Returns one cost, or the array of the steps' costs.
  fileprivate mutating func costs(_ path: String) throws(ReadError) -> ProblemDescription.Costs {
    guard try skipBlanks() == ASCII.openBracket else { return .uniform(try cost(path)) }
    try enterArray(path)
    var costs: [DecimalCost] = []
    while try hasElement() {
      costs.append(try cost("\(path)[\(costs.count)]"))
    }
    return .each(costs)
  }
}
