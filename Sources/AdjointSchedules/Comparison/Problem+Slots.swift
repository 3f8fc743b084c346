extension Problem {
  /// Returns the problem with another number of slots at one level.
  ///
  /// - Precondition: The level exists, and `slots` is at most `Level.maximumSlots`.
  func with(slots: Int, atLevel index: Int) -> Problem {
    var levels = levels
    let level = levels[index]
    levels[index] = Level(name: level.name, slots: slots, writeCost: level.writeCost, readCost: level.readCost)
    do {
      return try Problem(chain: chain, levels: levels, fractionDigits: fractionDigits)
    } catch {
      preconditionFailure("only the slots differ from a valid problem: \(error)")
    }
  }
}
