/// The room of a level: bytes or slots, its own or another level's.
extension Problem {
  /// Returns the index of the level whose room a level uses: its own or the one that it shares.
  package func pool(of level: Int) -> Int { levels[level].sharesCapacityWith ?? level }

  /// The levels that use the room of level `pool`.
  package func sharers(of pool: Int) -> [Int] { levels.indices.filter { self.pool(of: $0) == pool } }

  /// Returns the bytes of x_`state` on a level; 0 without sizes.
  package func storedSize(level: Int, state: Int) -> Int {
    levels[level].stored(chain.stateSize?[state] ?? 0)
  }

  /// Returns the bytes of the tape of step `tape` on a level; 0 without sizes.
  package func storedSize(level: Int, tape: Int) -> Int {
    levels[level].stored(chain.tapes?.size?[tape] ?? 0)
  }

  /// Checks that every step has room to run while nothing is stored.
  ///
  /// - Throws: ``PlanningError/noRoomForStep(number:isBackward:needed:available:)``.
  func requireRoomForSteps() throws(PlanningError) {
    guard let available = levels.first?.capacity else { return }
    for (temporary, isBackward) in [(chain.forwardTemporary, false), (chain.backwardTemporary, true)] {
      let count = isBackward ? chain.backwardSteps : chain.length
      guard let numbers = temporary?.given, count > 0 else { continue }
      if let number = numbers.firstIndex(where: { $0 > available }) {
        throw .noRoomForStep(number: number, isBackward: isBackward, needed: numbers[number], available: available)
      }
    }
  }
}

extension Level {
  /// Returns the bytes that an item of `size` bytes takes here.
  ///
  /// - Precondition: The problem has checked that its largest size fits.
  package func stored(_ size: Int) -> Int {
    if sizeFactor == .one { return size }
    return Int(exactlyStored(size))
  }

  /// Returns the same bytes, which may not fit 64 bits.
  func exactlyStored(_ size: Int) -> Int128 {
    let unit = (0..<sizeFactor.fractionDigits).reduce(Int128(1)) { unit, _ in unit * 10 }
    return (Int128(size) * Int128(sizeFactor.significand) + unit - 1) / unit
  }
}
