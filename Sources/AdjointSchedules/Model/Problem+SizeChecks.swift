/// Checks of a problem's sizes in bytes.
extension Level {
  /// Checks a level's capacity, bandwidths and size factor.
  ///
  /// - Throws: ``ProblemError`` naming the field that is out of range or missing.
  func checkBytes(of chain: Chain, index: Int, among levels: [Level], fractionDigits: Int) throws(ProblemError) {
    if let capacity, capacity < 0 { throw ProblemError(field: .level(index, .capacity), reason: "must be at least 0") }
    if sizeFactor == .zero { throw ProblemError(field: .level(index, .sizeFactor), reason: "must be above 0") }
    if sharesCapacityWith != nil { try checkSharing(index, levels) }
    if countsBytes || sizeFactor != .one {
      try chain.requireSizes("levels[\(index)] has \(countsBytes ? "a capacity" : "a sizeFactor")")
    }
    if exactlyStored(chain.largestSize) > Int128(Int.max) {
      throw ProblemError(field: .level(index, .sizeFactor), reason: "makes a size that does not fit 64 bits")
    }
    let unit = (0..<fractionDigits).reduce(1) { unit, _ in unit * 10 }
    for (transfer, field) in [(write, ProblemField.OfLevel.writeBandwidth), (read, .readBandwidth)] {
      guard let bandwidth = transfer.bandwidth else { continue }
      if bandwidth < 1 { throw ProblemError(field: .level(index, field), reason: "must be at least 1 byte") }
      try chain.requireSizes("levels[\(index)] has a \(field.rawValue)")
      if !transfer.fits(size: chain.largestSize, unit: unit) {
        throw ProblemError(
          field: .level(index, field),
          reason:
            "makes a cost that does not fit 64 bits; use larger units of cost, or give the bandwidth in larger ones")
      }
    }
  }

  private func checkSharing(_ index: Int, _ levels: [Level]) throws(ProblemError) {
    let field = ProblemField.level(index, .sharesCapacityWith)
    guard let owner = sharesCapacityWith, levels.indices.contains(owner), owner != index else {
      throw ProblemError(field: field, reason: "must name another level")
    }
    if levels[owner].capacity == nil {
      throw ProblemError(field: field, reason: "must name a level that has a capacity of its own")
    }
    if slots != nil || capacity != nil {
      throw ProblemError(field: field, reason: "does not go with slots or capacity: the level uses the other's bytes")
    }
  }
}

extension Chain {
  /// The size of the largest state or tape; 0 without sizes.
  fileprivate var largestSize: Int { [stateSize, tapes?.size].compactMap { $0?.given.max() }.max() ?? 0 }

  /// Checks that sizes are given if bytes matter.
  ///
  /// - Parameter reason: What requires them.
  fileprivate func requireSizes(_ reason: String) throws(ProblemError) {
    let remedy = "is missing; \(reason), so give"
    if stateSize == nil { throw ProblemError(field: .chain(.stateSize), reason: "\(remedy) the size of a state") }
    if let tapes, tapes.size == nil {
      throw ProblemError(field: .chain(.tapeSize), reason: "\(remedy) the size of a tape")
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
        throw ProblemError(field: field, reason: "needs levels[0], the fastest level, to have a capacity in bytes")
      }
    }
  }
}
