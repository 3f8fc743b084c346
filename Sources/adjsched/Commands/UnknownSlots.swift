/// The level whose number of slots `budget` looks for: memory, or with `-m` given the disk.
struct UnknownSlots {
  /// The level's index in the problem.
  let level: Int
  /// The name of the column that shows its slots.
  let column: String
  /// The arguments with a number in its place, which nothing looks at.
  let arguments: Arguments

  init(_ arguments: Arguments) throws(UsageError) {
    var arguments = arguments
    guard let memory = arguments.last(.memorySlots) else {
      arguments.add(.memorySlots)
      (level, column, self.arguments) = (0, Option.Key.memorySlots.rawValue, arguments)
      return
    }
    if arguments.has(.memory) {
      throw .outOfRange(memory.name, reason: "--memory gives the number of states in memory; leave one of them out")
    }
    guard arguments.last(.diskWrite, .diskRead) != nil else {
      throw .outOfRange(
        memory.name, reason: "is what budget looks for; leave it out, or add a disk whose slots are to be found")
    }
    if let disk = arguments.last(.diskSlots) {
      throw .outOfRange(disk.name, reason: "nothing is left to look for; leave out -m or \(disk.name)")
    }
    arguments.add(.diskSlots)
    (level, column, self.arguments) = (1, Option.Key.diskSlots.rawValue, arguments)
  }
}

extension Arguments {
  fileprivate mutating func add(_ key: Option.Key) {
    occurrences.append(Occurrence(key: key, name: key.name, value: "0"))
  }
}
