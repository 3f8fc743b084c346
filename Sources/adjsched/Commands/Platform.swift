import AdjointSchedules
import ScheduleFormats

/// The options in which a command states its storage levels.
enum Platform: Sendable {
  /// One free level: `-m`.
  case memory
  /// A free level and a disk: `-m`, `--disk-write`, `--disk-read`, `--disk-slots`.
  case memoryAndDisk
  /// Any levels: a free one when there is `-m`, a disk when there is any of its options, then each `--level`.
  case levels
  /// The same, or free memory for every state when no level is stated.
  case levelsOrUnlimited
}

/// A level and the options that say its numbers, for messages.
struct StatedLevel {
  var level: ProblemDescription.Level
  var slotsOption: String
  var writeOption: String
  var readOption: String

  init(_ level: ProblemDescription.Level, options: String) {
    self.level = level
    slotsOption = options
    writeOption = options
    readOption = options
  }
}

extension Arguments {
  /// Returns the levels, fastest first.
  func levels(_ platform: Platform) throws(UsageError) -> [StatedLevel] {
    switch platform {
    case .memory:
      return [try memory()]
    case .memoryAndDisk:
      return [try memory(), try disk()]
    case .levels, .levelsOrUnlimited:
      var levels = last(.memorySlots) == nil ? [] : [try memory()]
      if last(.diskWrite, .diskRead, .diskSlots) != nil { levels.append(try disk()) }
      for occurrence in all(.level) {
        if levels.count == Level.maximumCount {
          throw .outOfRange(
            occurrence.name, reason: "is one level too many after \(levels.count); join levels that are alike")
        }
        let level = try LevelSpecification.parse(occurrence.value, option: occurrence.name)
        levels.append(StatedLevel(level, options: "\(occurrence.name) '\(occurrence.value.excerpt)'"))
      }
      if !levels.isEmpty { return levels }
      if platform == .levelsOrUnlimited {
        let memory = ProblemDescription.Level(name: "memory", slots: nil)
        return [StatedLevel(memory, options: Option.Key.memorySlots.name)]
      }
      throw .missingOption(
        "-m (the number of states in memory) or --level (one for each storage level)", command: command.name,
        example: command.example)
    }
  }

  private func memory() throws(UsageError) -> StatedLevel {
    let slots = try required(.memorySlots, "the number of states in memory")
    return StatedLevel(
      ProblemDescription.Level(name: "memory", slots: try slots.wholeNumber(in: SlotCount.range)),
      options: slots.name)
  }

  private func disk() throws(UsageError) -> StatedLevel {
    let write = try required(.diskWrite, "the cost of writing a state to the disk")
    let read = try required(.diskRead, "the cost of reading a state from the disk")
    let slots = last(.diskSlots)
    var level = StatedLevel(
      ProblemDescription.Level(
        name: "disk", slots: try slots?.slotsOrUnlimited(), writeCost: try write.cost(),
        readCost: try read.cost()),
      options: slots?.name ?? Option.Key.diskSlots.name)
    level.writeOption = write.name
    level.readOption = read.name
    return level
  }
}
