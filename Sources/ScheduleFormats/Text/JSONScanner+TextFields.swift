import AdjointSchedules

/// Comment lines of the text format that consist of names and values.
extension JSONScanner {
  /// Reads the rest of a line, names with values in any order; returns the names found.
  ///
  /// - Parameters:
  ///   - first: The first name, if it has already been read.
  ///   - read: Reads the value of a name, given its place for messages.
  @discardableResult
  mutating func wordFields(
    _ line: Int, _ names: [String], first: String? = nil,
    _ read: (_ scanner: inout JSONScanner, _ name: String, _ place: String) throws(ReadError) -> Void
  ) throws(ReadError) -> FieldSet {
    var fields = FieldSet(path: "line \(line)", names: names, separator: ", ")
    var next = first
    while true {
      if next == nil {
        guard try scanWord() else { return fields }
        next = String(decoding: text, as: UTF8.self)
      }
      let name = next ?? ""
      guard try fields.accept(name) else { throw fields.unknown(name) }
      try read(&self, name, fields.path(of: name))
      next = nil
    }
  }

  /// Returns the level described by the rest of a line.
  mutating func wordLevel(
    _ line: Int, index: Int, name: String, first: String
  ) throws(ReadError) -> ProblemDescription.Level {
    var level = ProblemDescription.Level(slots: nil)
    level.name = Level.name(ofWord: name, index)
    let names = [
      "slots", "capacity", "write-cost", "read-cost", "write-bandwidth", "read-bandwidth", "size-factor",
      "shares-capacity-with", "overlapped", "name",
    ]
    let fields = try wordFields(line, names, first: first) { scanner, name, place throws(ReadError) in
      switch name {
      case "slots":
        if try scanner.skipSpaces() == UInt8(ascii: "u") {
          guard try scanner.word(place, "") == "unlimited" else {
            throw .format(place, "must be an integer >= 0, or unlimited")
          }
        } else {
          level.slots = try scanner.wordInteger(place)
        }
      case "capacity": level.capacity = try scanner.wordInteger(place)
      case "write-cost": level.writeCost = try scanner.wordCost(place)
      case "read-cost": level.readCost = try scanner.wordCost(place)
      case "write-bandwidth": level.writeBandwidth = try scanner.wordInteger(place)
      case "read-bandwidth": level.readBandwidth = try scanner.wordInteger(place)
      case "size-factor": level.sizeFactor = try scanner.wordCost(place)
      case "shares-capacity-with": level.sharesCapacityWith = .index(try scanner.wordInteger(place))
      case "overlapped": level.isOverlapped = try scanner.wordAnswer(place)
      default:
        level.name = try scanner.wordName(place)
      }
    }
    if fields.has("slots") && fields.has("capacity") {
      throw .format(fields.path(of: "capacity"), "conflicts with slots: give a level's size in slots or in bytes")
    }
    if !fields.has("capacity") && !fields.has("shares-capacity-with") {
      try fields.require("slots", "give a number, or unlimited")
    }
    return level
  }

  /// Returns a name in quotes; after a comma at the end of the line it continues on the next comment line.
  private mutating func wordName(_ place: String) throws(ReadError) -> String {
    let (pieces, _) = try wordList(place) { scanner throws(ReadError) in
      guard try scanner.skipSpaces() == ASCII.quote else { throw .format(place, "must be a string in quotes") }
      try scanner.scanString()
      return scanner.text
    }
    if pieces.reduce(0, { $0 + $1.count }) > Self.maximumStringBytes {
      throw .format(place, "is longer than \(Self.maximumStringBytes) bytes")
    }
    return String(decoding: pieces.joined(), as: UTF8.self)
  }

  /// Returns one cost or one per step.
  mutating func wordCosts(_ place: String) throws(ReadError) -> ProblemDescription.Costs {
    var count = 0
    let (costs, isList) = try wordList(place) { scanner throws(ReadError) in
      defer { count += 1 }
      return try scanner.wordCost("\(place)[\(count)]")
    }
    return isList ? .each(costs) : .uniform(costs[0])
  }

  /// Returns one size in bytes or one per state or tape.
  mutating func wordSizes(_ place: String) throws(ReadError) -> StepSize {
    let (sizes, isList) = try wordList(place) { scanner throws(ReadError) in try scanner.wordInteger(place) }
    return isList ? .each(sizes) : .uniform(sizes[0])
  }

  /// Checks the line that names the format.
  func checkTextFormat(_ word: String, _ place: String) throws(ReadError) {
    if word == ScheduleFormat.name { return }
    throw .format(
      place, "\"\(PrintableText.line(word, limit: 60))\" is not known; a schedule is \"\(ScheduleFormat.name)\"")
  }
}

extension StatedSchedule {
  /// Adds a count from the file.
  mutating func count(_ path: String, _ value: Int) {
    if statistics == nil { statistics = Counts() }
    statistics?.numbers.append((path, value))
  }

  /// Adds a time from the file.
  mutating func time(_ path: String, _ value: DecimalCost) {
    if statistics == nil { statistics = Counts() }
    statistics?.times.append((path, value))
  }

  /// Reads the counts of a level, which end the line of its use.
  mutating func readUse(_ scanner: inout JSONScanner, _ line: Int, index: Int) throws(ReadError) {
    let next = statistics?.levelCount ?? 0
    if index != next {
      throw .format("line \(line), use", "is number \(index), but \(next) is next: levels must be in order")
    }
    if next == StatedProblem.maximumLevels { throw .format("line \(line), use", "is one too many after \(next)") }
    if statistics == nil { statistics = Counts() }
    let names = Counts.levelFields.map(\.word)
    try scanner.wordFields(line, names) { scanner, name, place throws(ReadError) in
      let path = "levels[\(index)].\(Counts.levelFields.first { $0.word == name }?.field ?? name)"
      if name == "busy-time" {
        time(path, try scanner.wordTotal(place))
      } else {
        count(path, try scanner.wordInteger(place))
      }
    }
    statistics?.levelCount = next + 1
  }
}

extension StatedSchedule.Counts {
  /// The words for a level's counts, and the corresponding JSON fields.
  static let levelFields: [(word: String, field: String)] = [
    ("writes", "writes"), ("reads", "reads"), ("tapes", "tapes"), ("peak-slots", "peakSlots"),
    ("peak-bytes", "peakBytes"), ("busy-time", "busyTime"),
  ]
}
