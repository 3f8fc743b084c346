import AdjointSchedules
import ScheduleFormats

extension ProblemDescription {
  /// The same problem with every level overlapped that costs something and is not the first.
  var overlapped: ProblemDescription {
    var description = self
    for index in levels.indices.dropFirst() where levels[index].writeCost > .zero || levels[index].readCost > .zero {
      description.levels[index].isOverlapped = true
    }
    return description
  }
}

/// The levels given by options, fastest first.
extension ProblemOptions {
  mutating func readLevels() throws(UsageError) {
    let hasMemory = form.platform == .memory || form.platform == .memoryAndDisk
    if hasMemory || form.unknown == .memorySlots || arguments.has(.memorySlots) { try readMemory() }
    if form.platform == .memory { return }
    if form.platform == .memoryAndDisk || arguments.last(.diskWrite, .diskRead, .diskSlots) != nil { try readDisk() }
    if form.platform == .memoryAndDisk { return }
    for (place, occurrence) in arguments.occurrences.enumerated() where occurrence.key == .level {
      if options.count == Level.maximumCount {
        throw .outOfRange(
          occurrence.name, reason: "is one level too many after \(options.count); merge levels that are alike")
      }
      try readLevel(try LevelSpecification(occurrence, takesRanges: form.takesRanges), at: place)
    }
    if !options.isEmpty { return }
    if form.platform == .levelsOrUnlimited {
      return add(.init(name: "memory", slots: nil), option: Option.Key.memorySlots.name)
    }
    throw .missingOption(
      "-m (the number of states in memory) or --level (one for each storage level)", command: arguments.command.name,
      example: arguments.command.example)
  }

  private mutating func add(_ level: ProblemDescription.Level, option: String) {
    first.description.levels.append(level)
    options.append(LevelOptions(slots: option, write: option, read: option))
  }

  private mutating func readMemory() throws(UsageError) {
    let index = options.count
    add(.init(name: "memory", slots: 0), option: Option.Key.memorySlots.name)
    if form.unknown == .memorySlots { return }
    let occurrence = try arguments.required(.memorySlots, "the number of states in memory")
    options[index].slots = occurrence.name
    let stated = try occurrence.wholeNumbers(in: SlotCount.range, takesRanges: form.takesRanges)
    try take(stated, of: .memorySlots, value: { .number($0) }, put: { $1.description.levels[index].slots = $0 })
  }

  private mutating func readDisk() throws(UsageError) {
    let write = try arguments.required(.diskWrite, "the cost of writing a state to the disk")
    let read = try arguments.required(.diskRead, "the cost of reading a state from the disk")
    let index = options.count
    add(.init(name: "disk", slots: form.unknown == .diskSlots ? 0 : nil), option: Option.Key.diskSlots.name)
    (options[index].write, options[index].read) = (write.name, read.name)
    if let slots = arguments.last(.diskSlots) {
      options[index].slots = slots.name
      try take(
        try slots.slots(takesRanges: form.takesRanges), of: .diskSlots, value: { .number($0 ?? 0) },
        put: {
          $1.description.levels[index].slots = $0
        })
    }
    try takeCosts(try write.costs(takesRanges: form.takesRanges), of: .diskWrite) {
      $1.description.levels[index].writeCost = $0
    }
    try takeCosts(try read.costs(takesRanges: form.takesRanges), of: .diskRead) {
      $1.description.levels[index].readCost = $0
    }
  }

  private mutating func readLevel(_ stated: LevelSpecification, at place: Int) throws(UsageError) {
    let index = options.count
    add(stated.level, option: stated.option)
    try take(
      stated.slots, of: .level, at: place, value: { .level(stated.text(part: 0, "\($0 ?? 0)")) },
      put: {
        $1.description.levels[index].slots = $0
      })
    let costs: [(Stated<StatedCost>?, WritableKeyPath<ProblemDescription.Level, DecimalCost> & Sendable)] = [
      (stated.write, \.writeCost), (stated.read, \.readCost),
    ]
    for (part, (cost, field)) in costs.enumerated() {
      guard let cost else { continue }
      units.add(cost, of: .level)
      try take(
        cost, of: .level, at: place, value: { .level(stated.text(part: part + 1, $0.text)) },
        put: { $1.description.levels[index][keyPath: field] = $0.cost })
    }
  }
}
