import Testing

@testable import adjsched

/// The order in which transfers are timed, on storage whose times are made up.
@Suite struct CalibrationTrialTests {
  /// Notes every transfer and returns the next made-up time.
  private final class Storage: TimedStorage {
    static let transfers: [Transfer] = [.new, .overwrite, .readCached, .readUncached, .unlink]
    let slots: Int
    let work = WorkCounter()
    /// While a load runs, a hundred pieces are done during each transfer.
    var lastWork: Int { isLoaded ? 100_000 : 0 }
    var log: [String] = []
    var isLoaded = false
    /// The number of the transfer that fails.
    var fault = Int.max

    init(slots: Int) { self.slots = slots }

    func time(_ transfer: Transfer, slot: Int) throws(CalibrationError) -> Int {
      log.append("\(transfer.rawValue) \(slot)\(isLoaded ? " loaded" : "")")
      if log.count == fault { throw .readFailed(directory: "x", code: 5) }
      return log.count
    }
  }

  private func run(
    _ storage: Storage, rounds: Int, pace: Int? = nil, step: () -> Void = {}
  ) throws -> Timings {
    try CalibrationTrial.run(
      storage, rounds: rounds, loaded: [.overwrite, .readCached],
      load: { _ in
        storage.isLoaded = true
        return { storage.isLoaded = false }
      }, pace: { _ in pace }, step: step)
  }

  @Test func `every slot is filled first and emptied last, and rounds go through them`() throws {
    let storage = Storage(slots: 2)
    var steps = 0
    let timings = try run(storage, rounds: 3) { steps += 1 }
    let round = { (slot: Int) in ["overwrite \(slot)", "read-cached \(slot)", "read-uncached \(slot)"] }
    let loaded = { (slot: Int) in ["overwrite \(slot) loaded", "read-cached \(slot) loaded"] }
    let expected =
      ["new 0", "new 1"] + round(0) + round(1) + round(0) + loaded(0) + loaded(1) + loaded(0) + [
        "unlink 0", "unlink 1",
      ]
    #expect(storage.log == expected)
    #expect(steps == expected.count)
    #expect(CalibrationTrial.count(Storage.self, slots: 2, rounds: 3, loaded: 2) == expected.count)
    // The made-up times are the places in the log.
    #expect(timings.spread(.new) == Spread([1, 2]))
    #expect(timings.spread(.overwrite) == Spread([3, 6, 9]))
    #expect(timings.spread(.overwrite, isLoaded: true) == Spread([12, 14, 16]))
    #expect(timings.spread(.unlink) == Spread([18, 19]))
    #expect(timings.spread(.overwriteSynced) == nil && timings.spread(.new, isLoaded: true) == nil)
  }

  @Test func `what is hidden is what both take less together than one after the other`() throws {
    // Alone an overwrite takes 2 and a read 3; beside a load 5 and 6, the place in the log.
    for (pace, write, read) in [(50, 100, 66), (40, 50, 33), (30, 0, 0), (0, 0, 0), (1_000, 100, 100)] {
      let timings = try run(Storage(slots: 1), rounds: 1, pace: pace)
      #expect(timings.hidden(.overwrite) == write && timings.hidden(.readCached) == read, "\(pace)")
      #expect(timings.hidden(.readUncached) == nil)
    }
    // Nobody knows where no thread computed.
    #expect(try run(Storage(slots: 1), rounds: 1).hidden(.overwrite) == nil)
  }

  @Test func `an error ends the load`() throws {
    let storage = Storage(slots: 1)
    storage.fault = 6
    #expect(throws: CalibrationError.readFailed(directory: "x", code: 5)) { try run(storage, rounds: 1) }
    #expect(storage.log.last == "read-cached 0 loaded" && !storage.isLoaded)
  }

  @Test func `real slots know every transfer that can be a cost`() throws {
    for fits in [false, true] {
      for isDurable in [false, true] {
        let proposed = DriverTransfers(fits: fits, isDurable: isDurable)
        #expect(SlotFiles.transfers.contains(proposed.write) && SlotFiles.transfers.contains(proposed.read))
      }
    }
    let ofMemory = DriverTransfers(fits: true, isDurable: false)
    #expect(MemorySlots.transfers == [ofMemory.write, ofMemory.read])
    #expect(DriverTransfers(fits: true, isDurable: true).write == .overwriteSynced)
    #expect(DriverTransfers(fits: false, isDurable: false).write == .overwriteUncached)
  }

  @Test func `files are timed in every way, and none is left`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let files = try SlotFiles(directory: scratch.path, size: 3 << 16, slots: 2)
    for transfer in SlotFiles.transfers {
      for slot in 0..<2 { #expect(try files.time(transfer, slot: slot) > 0, "\(transfer)") }
    }
    #expect((0...100).contains(files.cached ?? 0))
    // A slot that is not filled yet is, first.
    #expect(try files.time(.readCached, slot: 1) > 0)
    #expect(try scratch.names() == [])
  }

  @Test func `a load ends when it is stopped`() {
    for _ in 0..<3 {
      let stop = ComputingLoad.start(WorkCounter())
      stop()
    }
  }

  @Test func `a load counts its work, and nothing computes when it has stopped`() {
    let work = WorkCounter()
    let stop = ComputingLoad.start(work)
    #expect(work.timeOfThousand() ?? 0 > 0)
    stop()
    let count = work.count
    #expect(count > 0 && work.timeOfThousand() == nil && work.count == count)
  }

  @Test func `the page cache has room for what memory leaves, in the order of the levels`() {
    typealias Row = (levels: [(slots: Int?, isInMemory: Bool)], memory: Int, fits: [Bool])
    let rows: [Row] = [
      ([(4, true), (6, false)], 100, [true, true]), ([(4, true), (7, false)], 100, [true, false]),
      // Fewer states than slots; no limit is the states.
      ([(4, true), (50, false)], 240, [true, true]), ([(nil, false), (1, true)], 200, [false, true]),
      ([(nil, false), (1, true)], 210, [true, true]),
      // A level that does not fit leaves its room to the next.
      ([(9, false), (3, false)], 50, [false, true]), ([(3, false), (3, false)], 50, [true, false]),
      // Nothing is left where memory itself does not fit.
      ([(9, true), (1, false)], 50, [true, false]), ([(1, false)], -5, [false]),
    ]
    for row in rows {
      let fits = PageCacheRoom.fits(row.levels, size: 10, states: 20, memory: row.memory)
      #expect(fits == row.fits, "\(row)")
    }
    let huge = [(slots: Int?.some(4), isInMemory: false)]
    #expect(PageCacheRoom.fits(huge, size: Int.max / 2, states: 20, memory: Int.max) == [false])
  }
}
