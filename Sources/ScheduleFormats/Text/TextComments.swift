import AdjointSchedules

/// The contents of a text schedule's comment lines read so far.
///
/// The first word of a comment determines its meaning; comments that start with any other word are skipped.
struct TextComments {
  private var chain = StatedProblem()
  private var branches: [Int] = []
  private var handle: Int?
  /// What is due and in the buffer, if the file begins in a situation.
  private var begin: Begin?
  /// The same where it ends, if steps are left then.
  private var end: Begin?
  /// The states and tapes of each level in either.
  private var held: [String: [Int: [Int]]] = [:]
  private var statements = StatedSchedule()
  /// The line that begins each part of the problem.
  private var lines: [ProblemField.Part: Int] = [:]
  private var words: Set<String> = []
  private var hasOperations = false

  /// True if no line had any content so far.
  var isEmpty: Bool { words.isEmpty && chain.description.levels.isEmpty && branches.isEmpty }

  /// What a line of a situation says.
  private struct Begin {
    /// nil for a handle that is reversed.
    var due: Int?
    var buffer: Int?
    /// What is due on each branch, nil where all is reversed; nil for a chain.
    var branches: [Int?]?
  }

  /// The statements besides the problem.
  var schedule: StatedSchedule {
    var schedule = statements
    schedule.end = situation(end, prefix: "end-")
    return schedule
  }

  /// The chain, or the join, and the levels.
  var stated: StatedProblem {
    var stated = chain
    if let begin, let branches = begin.branches {
      let states = (0..<branches.count).map { held["stored-branch"]?[$0] ?? [] }
      stated.description.joinSituation = JoinSituation(
        branches: branches, handle: begin.due, storedOnBranches: states,
        storedOnHandle: held["stored-handle"]?[0] ?? [])
    } else {
      stated.description.situation = situation(begin)
    }
    if lines[.join] != nil {
      stated.description.branches = branches
      stated.description.length = handle ?? 0
    }
    return stated
  }

  /// Reads comment lines up to the next operation; returns false at the end of the input.
  @inline(__always)
  mutating func reachOperation(_ scanner: inout JSONScanner) throws(ReadError) -> Bool {
    while let byte = try scanner.skipBlanks() {
      guard byte == ASCII.hash else { return true }
      scanner.advance()
      try readComment(&scanner)
    }
    return false
  }

  /// Marks the start of the operations; the problem must be complete by then.
  mutating func beginOperations() {
    hasOperations = true
  }

  /// Returns the problem described by the lines.
  func problem(before line: Int) throws(ReadError) -> Problem {
    if lines[.join] != nil {
      try checkJoin(before: line)
    } else if lines[.chain] == nil {
      throw .format(
        "line \(line)",
        "there is no line \"# chain\" before this; keep the comment lines, which describe the problem, or use --format json"
      )
    }
    do throws(ProblemError) {
      return try stated.description.problem()
    } catch {
      let line = error.field.part.flatMap { lines[$0] }
      throw .format((line.map { "line \($0), " } ?? "") + error.field.description, error.reason.description)
    }
  }

  /// Returns the situation of the lines whose words begin with `prefix`.
  private func situation(_ numbers: Begin?, prefix: String = "") -> Situation? {
    guard let numbers, let due = numbers.due else { return nil }
    func items(_ word: String) -> [[Int]] {
      chain.description.levels.indices.map { held[prefix + word]?[$0] ?? [] }
    }
    return Situation(due: due, stored: items("stored"), tapes: items("tapes"), buffer: numbers.buffer)
  }

  /// Reads what the memory holds of a branch or the handle.
  private mutating func readHeldOfPart(_ word: String, _ scanner: inout JSONScanner, _ place: String) throws(ReadError)
  {
    try requireBeforeOperations(place)
    let branch = word == "stored-handle" ? 0 : try scanner.wordInteger(place)
    guard (0..<(begin?.branches?.count ?? 0)).contains(branch) else {
      throw .format(place, "names branch \(branch), for which nothing is due on the line of the situation")
    }
    if held[word]?[branch] != nil { throw FieldSet.repeated("\(place) \(branch)") }
    held[word, default: [:]][branch] = try scanner.wordList(place) { scanner throws(ReadError) in
      try scanner.wordInteger(place)
    }.entries
  }

  /// Reads what a level holds in the situation.
  private mutating func readHeld(_ word: String, _ scanner: inout JSONScanner, _ place: String) throws(ReadError) {
    try requireBeforeOperations(place)
    let level = try scanner.wordInteger(place)
    guard chain.description.levels.indices.contains(level) else {
      throw .format(place, "names level \(level), which has no line before this")
    }
    if held[word]?[level] != nil { throw FieldSet.repeated("\(place) \(level)") }
    held[word, default: [:]][level] = try scanner.wordList(place) { scanner throws(ReadError) in
      try scanner.wordInteger(place)
    }.entries
  }

  private func readSituation(_ scanner: inout JSONScanner, _ line: Int) throws(ReadError) -> Begin {
    var begin = Begin()
    let fields = try scanner.wordFields(line, ["due", "buffer", "branches"]) { scanner, name, place throws(ReadError) in
      switch name {
      case "due": begin.due = try scanner.wordDue(place)
      case "buffer": begin.buffer = try scanner.wordInteger(place)
      default:
        begin.branches = try scanner.wordList(place) { scanner throws(ReadError) in try scanner.wordDue(place) }.entries
      }
    }
    try fields.require("due", "give the number of the next backward step")
    if begin.branches == nil && begin.due == nil {
      throw .format(fields.path(of: "due"), "must be the number of the next backward step")
    }
    if begin.branches != nil && begin.buffer != nil {
      throw .format(fields.path(of: "buffer"), "does not go with branches that join; leave it out")
    }
    return begin
  }

  /// Checks that the lines of a join are complete, with one free memory.
  private func checkJoin(before line: Int) throws(ReadError) {
    if lines[.chain] != nil {
      throw .format("line \(line)", "a schedule has a line \"# chain\" or \"# join\", not both")
    }
    guard !branches.isEmpty, handle != nil, chain.description.levels.count == 1,
      let level = chain.description.levels.first, level.capacity == nil
    else {
      throw .format(
        "line \(line)",
        "a join has lines \"# branch\", one \"# handle\" and one \"# level\" in slots before its operations; keep the comment lines"
      )
    }
    if level.writeCost != .zero || level.readCost != .zero {
      throw .format("line \(lines[.level(0)] ?? line)", "the memory of a join must be free to write and read")
    }
  }

  /// Reads what follows `#`.
  private mutating func readComment(_ scanner: inout JSONScanner) throws(ReadError) {
    let line = scanner.line
    guard try scanner.scanWord() else { return }
    let word = String(decoding: scanner.text, as: UTF8.self)
    let place = "line \(line), \(word)"
    switch word {
    case "level":
      try readLevel(&scanner, place)
    case "use":
      let index = try scanner.wordInteger(place)
      _ = try scanner.word(place, "the use of a level has its number, its name and its counts")
      try statements.readUse(&scanner, line, index: index)
    case "branch":
      try requireBeforeOperations(place)
      let index = try scanner.wordInteger(place)
      if index != branches.count { throw .format(place, "is number \(index), but \(branches.count) is next") }
      if index == StatedProblem.maximumBranches { throw .format(place, "is one too many; a join has fewer branches") }
      branches.append(try Self.length(&scanner, line))
    // Without a situation these are comments like any other.
    case "stored" where begin != nil, "tapes" where begin != nil, "end-stored" where end != nil,
      "end-tapes" where end != nil:
      try readHeld(word, &scanner, place)
    case "stored-branch" where begin?.branches != nil, "stored-handle" where begin?.branches != nil:
      try readHeldOfPart(word, &scanner, place)
    case "chain", "join", "handle", "situation", "end-situation":
      try requireBeforeOperations(place)
      try requireFirst(word, place)
      switch word {
      case "chain":
        lines[.chain] = line
        try readChain(&scanner, line)
      case "join":
        lines[.join] = line
        try readJoin(&scanner, line)
      case "situation":
        lines[.situation] = line
        begin = try readSituation(&scanner, line)
      case "end-situation":
        end = try readSituation(&scanner, line)
        if end?.branches != nil {
          throw .format(place, "is of branches that join, which end when all is reversed")
        }
      default: handle = try Self.length(&scanner, line)
      }
    case "planner":
      try requireFirst(word, place)
      statements.planner = try scanner.word(place, "name the planner, or leave the line out")
      return try scanner.skipLine()
    case "makespan":
      try requireFirst(word, place)
      statements.makespan = try scanner.wordTotal(place)
    case "lower-bound":
      try requireFirst(word, place)
      statements.lowerBound = try scanner.wordTotal(place)
    case "optimal":
      try requireFirst(word, place)
      statements.isOptimal = try scanner.wordAnswer(place)
    case "resolution":
      try requireFirst(word, place)
      statements.resolution = try scanner.wordList(place) { scanner throws(ReadError) in
        if try scanner.skipSpaces() == UInt8(ascii: "s"), try scanner.scanWord(upTo: [ASCII.comma]) {
          if scanner.text == Array("slots".utf8) { return nil }
          throw .format(place, "must be numbers of bytes, or slots for a level in slots, separated by commas")
        }
        return try scanner.wordInteger(place)
      }.entries
    case "compute-time", "stall-time":
      try requireFirst(word, place)
      statements.time(word == "stall-time" ? "stallTime" : "computeTime", try scanner.wordTotal(place))
    case _ where Self.counts[word] != nil:
      try requireFirst(word, place)
      statements.count(Self.counts[word] ?? word, try scanner.wordInteger(place))
    case _ where word.hasPrefix("adjsched-"):
      if hasOperations { throw ScheduleReader.severalSchedules(place) }
      try scanner.checkTextFormat(word, place)
      words.insert(word)
    default: return try scanner.skipLine()
    }
    try scanner.endLine(place)
  }

  /// The words for the counts, and the corresponding JSON fields.
  private static let counts = [
    "operations": "operations", "forward-steps": "forwardSteps", "backward-steps": "backwardSteps",
    "max-step-runs": "maxStepRuns",
  ]

  private mutating func readChain(_ scanner: inout JSONScanner, _ line: Int) throws(ReadError) {
    let names = [
      "length", "forward-cost", "backward-cost", "adjoint-cost", "state-size", "tape-size", "forward-temporary",
      "backward-temporary",
    ]
    let fields = try scanner.wordFields(line, names) { scanner, name, place throws(ReadError) in
      switch name {
      case "length": chain.description.length = try scanner.wordInteger(place)
      case "forward-cost": chain.description.forwardCost = try scanner.wordCosts(place)
      case "backward-cost": chain.description.backwardCost = try scanner.wordCosts(place)
      case "adjoint-cost": chain.description.adjointCost = try scanner.wordCosts(place)
      case "state-size": chain.description.stateSize = try scanner.wordSizes(place)
      case "forward-temporary": chain.description.forwardTemporary = try scanner.wordSizes(place)
      case "backward-temporary": chain.description.backwardTemporary = try scanner.wordSizes(place)
      default: chain.description.tapeSize = try scanner.wordSizes(place)
      }
    }
    try fields.require("length", "give the number of steps")
    for name in ["adjoint-cost", "tape-size"] where fields.has(name) && fields.has("backward-cost") {
      throw .format(
        fields.path(of: "backward-cost"), "conflicts with \(name): backward steps run either from states or from tapes")
    }
  }

  private mutating func readJoin(_ scanner: inout JSONScanner, _ line: Int) throws(ReadError) {
    try scanner.wordFields(line, ["forward-cost", "backward-cost"]) { scanner, name, place throws(ReadError) in
      let cost = ProblemDescription.Costs.uniform(try scanner.wordCost(place))
      if name == "forward-cost" { chain.description.forwardCost = cost } else { chain.description.backwardCost = cost }
    }
  }

  private mutating func readLevel(_ scanner: inout JSONScanner, _ place: String) throws(ReadError) {
    let line = scanner.line
    let index = try scanner.wordInteger(place)
    let name = try scanner.word(place, "a level has a number, a name, and slots or capacity")
    let first = try scanner.word(
      place,
      "give slots, with a number or unlimited, or capacity, with a number of bytes, or shares-capacity-with, with a level"
    )
    try requireBeforeOperations(place)
    let levels = chain.description.levels.count
    if index != levels {
      throw .format(place, "is number \(index), but \(levels) is next: levels must be in order")
    }
    if levels == StatedProblem.maximumLevels {
      throw .format(place, "is one too many after \(levels); merge levels that are alike")
    }
    lines[.level(index)] = line
    chain.description.levels.append(try scanner.wordLevel(line, index: index, name: name, first: first))
  }

  private static func length(_ scanner: inout JSONScanner, _ line: Int) throws(ReadError) -> Int {
    var length = 0
    let fields = try scanner.wordFields(line, ["length"]) { scanner, _, place throws(ReadError) in
      length = try scanner.wordInteger(place)
    }
    try fields.require("length", "give the number of steps")
    return length
  }

  private mutating func requireFirst(_ word: String, _ place: String) throws(ReadError) {
    if !words.insert(word).inserted { throw FieldSet.repeated(place) }
  }

  private func requireBeforeOperations(_ place: String) throws(ReadError) {
    if hasOperations { throw .format(place, "describes the problem after an operation; move it before the first") }
  }
}

extension ProblemField {
  /// The parts of a problem that have a line of their own.
  fileprivate enum Part: Hashable {
    case chain, join, situation
    case level(Int)
  }

  fileprivate var part: Part? {
    switch self {
    case .chain: return .chain
    case .join, .branches, .branchLength, .handleLength: return .join
    case .level(let index, _): return .level(index)
    case .situation, .joinSituation: return .situation
    case .fractionDigits, .levels, .members, .member: return nil
    }
  }
}
