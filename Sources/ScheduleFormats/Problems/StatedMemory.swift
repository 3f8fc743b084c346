import AdjointSchedules

/// The `levels` of a file whose problem has a single level, free to write and read.
struct StatedMemory {
  private var name = Level.defaultName(0)
  /// The number of slots, or nil if unlimited.
  private(set) var slots: Int?

  /// The memory as a level of a problem.
  var level: ProblemDescription.Level { ProblemDescription.Level(name: name, slots: slots) }

  /// Reads the array `levels`.
  init(_ scanner: inout JSONScanner) throws(ReadError) {
    try scanner.enterArray("levels")
    var count = 0
    while try scanner.hasElement() {
      count += 1
      if count > 1 { throw Self.tooMany }
      try readLevel(&scanner, path: "levels[0]")
    }
    if count == 0 { throw Self.none }
  }

  /// Checks levels that were read before it was known that the problem has only a memory.
  static func check(_ levels: [ProblemDescription.Level]) throws(ReadError) {
    if levels.isEmpty { throw none }
    if levels.count > 1 { throw tooMany }
    for level in levels {
      for (name, cost) in [("writeCost", level.writeCost), ("readCost", level.readCost)] where cost != .zero {
        throw notFree("levels[0].\(name)")
      }
      if level != ProblemDescription.Level(name: level.name, slots: level.slots) {
        throw .format("levels[0]", "is not counted in slots alone, as the memory here; give only its slots and name")
      }
    }
  }

  private static var none: ReadError { .format("levels", "is empty; give one level, such as [{\"slots\": 10}]") }

  private static var tooMany: ReadError {
    .format("levels", "has more than one entry; the memory here is one level")
  }

  private static func notFree(_ path: String) -> ReadError {
    .format(path, "must be 0: the memory here is free to write and read; leave the field out")
  }

  private mutating func readLevel(_ scanner: inout JSONScanner, path: String) throws(ReadError) {
    let names = ["name", "slots", "writeCost", "readCost"]
    let fields = try scanner.fields(path, names) { scanner, key, path throws(ReadError) in
      switch key {
      case "name": name = try scanner.string(path)
      case "slots": slots = try scanner.takeNull() ? nil : try scanner.integer(path, orNullFor: "unlimited")
      default:
        if try scanner.cost(path) != .zero { throw Self.notFree(path) }
      }
    }
    try fields.require("slots", "give a number, or null for unlimited")
  }
}
