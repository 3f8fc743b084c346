extension IntervalLevelTable {
  /// The most entries, intervals times rows: some minutes' work.
  private static var entryLimit: Int { PlanningEffort.share(of: 1 << 28) }

  /// Tabulates forward steps that cost `forwardCosts` over levels of slots, given fastest first.
  ///
  /// - Throws: ``PlanningError/tooManyIntervals(bytes:limit:fittingRows:fittingLength:)`` when the rows outgrow
  ///   `memoryLimit` bytes; where ``IntervalTableRoom`` can tell, before one is filled.
  ///   ``PlanningError/tooMuchWork(what:count:limit:)`` when the entries outgrow their limit, likewise.
  init(
    forwardCosts: [Int], levels: [IndexedLevel], memoryLimit: Int = PlanningMemory.current.limit
  ) throws(PlanningError) {
    let length = forwardCosts.count
    if length > IntervalSpace.maximumLength {
      throw .tooManySteps(length: length, limit: IntervalSpace.maximumLength)
    }
    let places = levels.usable.map { entry in
      let slots = entry.level.isUnlimited(forLength: length) ? nil : entry.level.slots
      return TierInput(index: entry.index, level: entry.level, grid: SizeGrid(slots: slots, length: length))
    }
    try self.init(
      forwardCosts: forwardCosts, places: places,
      limits: Limits(memory: memoryLimit, entries: Self.entryLimit, isOfSlots: true))
  }

  /// Tabulates levels of slots, unless ``IntervalTableRoom`` or a short stretch of the chain says that they do not fit.
  static func inSlots<Entry: TableEntry>(
    _ type: Entry.Type, _ forwardCosts: [Int], _ places: [TierInput], _ limits: Limits
  ) throws(PlanningError) -> (tiers: [Tier], optimum: Entry) {
    let length = forwardCosts.count
    let room = IntervalTableRoom(
      length: length, rows: places.map { $0.grid.slotRows }, entrySize: MemoryLayout<Entry>.size, limit: limits.memory)
    if room.fittingRows < 1 { throw room.error }
    let intervals = IntervalSpace(length: length).count
    let workableRows = limits.entries / intervals
    let stretch = IntervalTableRoom.dearestStretch(of: forwardCosts)
    func isTooLong(_ rows: Int) throws(PlanningError) -> Bool {
      guard room.hasMoreRows(than: rows), stretch.count < length else { return false }
      let few = Limits(memory: .max, entries: rows * IntervalSpace(length: stretch.count).count)
      let shorter = places.map { TierInput(index: $0.index, level: $0.level, grid: $0.grid.prefix(stretch.count)) }
      do throws(PlanningError) {
        let _: (tiers: [Tier], optimum: Entry) = try IntervalTableBuilder.table(Array(stretch), shorter, few, nil)
        return false
      } catch .tooMuchWork {
        return true
      }
    }
    if try isTooLong(room.fittingRows) { throw room.error }
    if try isTooLong(workableRows) {
      PlanningEffort.meet()
      let count = (Int128(workableRows) + 1) * Int128(intervals)
      throw .tooMuchWork(what: .intervalEntries, count: Int(clamping: count), limit: limits.entries)
    }
    do throws(PlanningError) {
      return try IntervalTableBuilder.table(forwardCosts, places, limits, .intervalLevelTable)
    } catch .tableTooLarge {
      throw room.error
    } catch .tooMuchWork(_, let count, let limit) {
      PlanningEffort.meet()
      throw .tooMuchWork(what: .intervalEntries, count: count, limit: limit)
    }
  }
}
