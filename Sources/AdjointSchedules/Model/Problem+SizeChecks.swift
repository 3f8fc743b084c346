/// Checks of a problem's sizes in bytes.
extension Level {
  /// Checks a level's capacity, bandwidths and size factor.
  ///
  /// - Throws: ``ProblemError`` naming the field that is out of range or missing.
  func checkBytes(of chain: Chain, index: Int, among levels: [Level], fractionDigits: Int) throws(ProblemError) {
    if let capacity, capacity < 0 { throw ProblemError(field: .level(index, .capacity), reason: .negative) }
    if sizeFactor == .zero { throw ProblemError(field: .level(index, .sizeFactor), reason: .zero) }
    if sharesCapacityWith != nil { try checkSharing(index, levels) }
    if countsBytes || sizeFactor != .one {
      try chain.requireSizes(level: index, countsBytes ? .capacity : .sizeFactor)
    }
    if exactlyStored(chain.largestSize) > Int128(Int.max) {
      throw ProblemError(field: .level(index, .sizeFactor), reason: .sizeOverflow)
    }
    let unit = (0..<fractionDigits).reduce(1) { unit, _ in unit * 10 }
    for (transfer, field) in [(write, ProblemField.OfLevel.writeBandwidth), (read, .readBandwidth)] {
      guard let bandwidth = transfer.bandwidth else { continue }
      if bandwidth < 1 { throw ProblemError(field: .level(index, field), reason: .belowOneByte) }
      try chain.requireSizes(level: index, field)
      if !transfer.fits(size: chain.largestSize, unit: unit) {
        throw ProblemError(field: .level(index, field), reason: .transferOverflow)
      }
    }
  }

  private func checkSharing(_ index: Int, _ levels: [Level]) throws(ProblemError) {
    let field = ProblemField.level(index, .sharesCapacityWith)
    guard let owner = sharesCapacityWith, levels.indices.contains(owner), owner != index else {
      throw ProblemError(field: field, reason: .sharesWithNoOther)
    }
    if levels[owner].capacity == nil {
      throw ProblemError(field: field, reason: .sharesNoCapacity)
    }
    if slots != nil || capacity != nil {
      throw ProblemError(field: field, reason: .sharesBesideOwn)
    }
  }
}

extension Chain {
  /// The size of the largest state or tape; 0 without sizes.
  fileprivate var largestSize: Int { [stateSize, tapes?.size].compactMap { $0?.given.max() }.max() ?? 0 }

  /// Checks that the sizes that a property of a level requires are given.
  fileprivate func requireSizes(level: Int, _ property: ProblemField.OfLevel) throws(ProblemError) {
    if stateSize == nil {
      throw ProblemError(field: .chain(.stateSize), reason: .sizeMissing(.state, level: level, property))
    }
    if let tapes, tapes.size == nil {
      throw ProblemError(field: .chain(.tapeSize), reason: .sizeMissing(.tape, level: level, property))
    }
  }

  /// Checks the bytes that steps need while they run, and that the fastest level is in bytes.
  func checkTemporaries(on fastest: Level?) throws(ProblemError) {
    let given = [
      (ProblemField.chain(.forwardTemporary), forwardTemporary, length),
      (.chain(.backwardTemporary), backwardTemporary, backwardSteps),
    ]
    for (field, size, count) in given {
      guard let size else { continue }
      try Problem.check(size, count: count, field: field)
      if fastest?.capacity == nil {
        throw ProblemError(field: field, reason: .fastestLevelNotInBytes)
      }
    }
  }
}
