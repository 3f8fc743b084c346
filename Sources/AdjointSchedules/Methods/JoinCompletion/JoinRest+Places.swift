extension JoinRest {
  /// Returns where each branch may have checkpoints, and whether these are all places that cost no extra run; nil if there are
  /// too many branches for a table.
  ///
  /// - Parameter work: The most operations of the table.
  func places(work: Int) -> (places: [[Int]]?, isWhole: Bool) {
    let counts = branches.map { branch in
      branch.stored.count + (isJoined || branch.hasEnd ? 0 : branch.length - 1 - branch.last)
    }
    let most = slots - ends - handleNeeds
    if most < branches.count { return (nil, false) }
    func all(_ branch: JoinRest.Branch) -> [Int] {
      isJoined || branch.hasEnd ? branch.stored : branch.stored + Array(branch.last + 1..<branch.length)
    }
    if JoinRestTable.work(counts, mostCheckpoints: most) <= work { return (branches.map(all), true) }
    var width = 1
    while JoinRestTable.work(counts.map { min($0, width + 1) }, mostCheckpoints: most) <= work { width += 1 }
    if JoinRestTable.work(counts.map { min($0, width) }, mostCheckpoints: most) > work { return (nil, false) }
    return (
      branches.map { branch in
        let stored = branch.stored.thinned(to: width)
        if isJoined || branch.hasEnd || stored.count == width { return stored }
        // Between the last stored state and the end they are spread evenly.
        let (more, room) = (width - stored.count, branch.length - 1 - branch.last)
        let few = min(more, room)
        return stored
          + (0..<few).map { branch.last + 1 + Int(Int128($0) * Int128(room) / Int128(few)) }
      }, false
    )
  }
}
