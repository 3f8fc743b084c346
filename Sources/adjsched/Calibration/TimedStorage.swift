/// Slots for states, whose transfers are timed one by one.
protocol TimedStorage {
  /// How many states it holds at the same time.
  var slots: Int { get }
  /// The transfers it knows, in the order in which they are measured.
  static var transfers: [Transfer] { get }
  /// What computes beside the transfers counts its work here.
  var work: WorkCounter { get }
  /// The work that was done during the last write or read, without preparations, in thousandths of a piece.
  var lastWork: Int { get }

  /// Moves one state and returns the time in nanoseconds, without preparations.
  ///
  /// A slot's first transfer is ``Transfer/new`` if the storage knows it, and its last ``Transfer/unlink``.
  func time(_ transfer: Transfer, slot: Int) throws(CalibrationError) -> Int
}

/// The order in which transfers are timed.
///
/// The transfers of a round follow each other, so that what else goes on at the time affects them all. Rounds go through
/// the slots, because a driver does not use the same one twice in a row.
enum CalibrationTrial {
  /// Fills every slot, runs the rounds, first without and then with load, and empties every slot.
  ///
  /// - Parameters:
  ///   - loaded: The transfers to measure with load.
  ///   - load: Starts a thread that computes and counts its work, and returns what stops it.
  ///   - pace: Lets it compute alone for a while, and returns the nanoseconds that a thousand pieces of work take.
  ///   - step: Called after each timed transfer.
  static func run<Storage: TimedStorage>(
    _ storage: Storage, rounds: Int, loaded: [Transfer],
    load: (WorkCounter) -> () -> Void, pace: (WorkCounter) -> Int? = { $0.timeOfThousand() }, step: () -> Void
  ) throws(CalibrationError) -> Timings {
    var timings = Timings()
    func time(_ transfer: Transfer, _ slot: Int) throws(CalibrationError) {
      timings.add(try storage.time(transfer, slot: slot), transfer)
      step()
    }
    func timeLoaded() throws(CalibrationError) {
      let stop = load(storage.work)
      defer { stop() }
      for round in 0..<rounds {
        for transfer in loaded {
          // The machine's speed may change from one transfer to the next.
          let pace = pace(storage.work)
          let time = try storage.time(transfer, slot: round % storage.slots)
          let computed = pace.map { Int(clamping: Int128(storage.lastWork) * Int128($0) / 1_000_000) }
          timings.addLoaded(time, transfer, computed: computed)
          step()
        }
      }
    }
    let known = Storage.transfers
    if known.contains(.new) { for slot in 0..<storage.slots { try time(.new, slot) } }
    let repeated = known.filter { $0 != .new && $0 != .unlink }
    for round in 0..<rounds {
      for transfer in repeated { try time(transfer, round % storage.slots) }
    }
    try timeLoaded()
    if known.contains(.unlink) { for slot in 0..<storage.slots { try time(.unlink, slot) } }
    return timings
  }

  /// The number of timed transfers of one run.
  static func count<Storage: TimedStorage>(_: Storage.Type, slots: Int, rounds: Int, loaded: Int) -> Int {
    Storage.transfers.reduce(loaded * rounds) { $0 + ($1 == .new || $1 == .unlink ? slots : rounds) }
  }
}
