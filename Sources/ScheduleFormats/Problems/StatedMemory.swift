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
      if count > 1 { throw .format("levels", "has more than one entry; the memory here is one level") }
      try readLevel(&scanner, path: "levels[0]")
    }
    if count == 0 { throw .format("levels", "is empty; give one level, such as [{\"slots\": 10}]") }
  }

  private mutating func readLevel(_ scanner: inout JSONScanner, path: String) throws(ReadError) {
    let names = ["name", "slots", "writeCost", "readCost"]
    let fields = try scanner.fields(path, names) { scanner, key, path throws(ReadError) in
      switch key {
      case "name": name = try scanner.string(path)
      case "slots": slots = try scanner.takeNull() ? nil : try scanner.integer(path, orNullFor: "unlimited")
      default:
        if try scanner.cost(path) != .zero {
          throw .format(path, "must be 0: the memory here is free to write and read; leave the field out")
        }
      }
    }
    try fields.require("slots", "give a number, or null for unlimited")
  }
}
