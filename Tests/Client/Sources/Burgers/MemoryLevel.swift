import Dispatch

/// Level 0: states in memory, some of which may be in use by transfers or still on their way.
///
/// A slot is given out when an operation is issued, and taken once what was in it before is no longer used. What is waited for was
/// issued before, so nothing waits forever.
final class MemoryLevel {
  /// A state, from when its slot was given out.
  ///
  /// It is filled once, before anybody who waits for its arrival reads it.
  final class Copy: @unchecked Sendable {
    fileprivate let slot: Slot
    private let arrival = DispatchGroup()
    private var state: [Double]?

    fileprivate init(_ slot: Slot) {
      self.slot = slot
      arrival.enter()
      slot.uses.enter()
    }

    /// Waits for the slot, fills it, and tells those who wait for the state; nil, or an error, where it was not found.
    func arrive(_ make: () throws -> [Double]?) rethrows {
      slot.waitUntilFree()
      defer {
        arrival.leave()
        slot.uses.leave()
      }
      state = try make()
    }

    /// The state, once it is there.
    func wait() -> [Double]? {
      arrival.wait()
      return state
    }

    /// Keeps the slot from being filled anew until `endUse`.
    func beginUse() { slot.uses.enter() }
    func endUse() { slot.uses.leave() }
  }

  /// A slot, which is free when what was in it before is no longer used.
  fileprivate final class Slot: Sendable {
    let uses = DispatchGroup()
    private let before: DispatchGroup?

    init(before: DispatchGroup? = nil) { self.before = before }

    func waitUntilFree() { before?.wait() }
  }

  private var copies: [Int: Copy] = [:]
  /// What uses the slots that were discarded, in the order in which they are given out again.
  private var discarded: [DispatchGroup] = []
  private var unused: Int

  /// - Parameter slots: How many states fit.
  init(slots: Int) { unused = slots }

  /// The most slots that were ever in use.
  private(set) var peak = 0

  subscript(step: Int) -> Copy? { copies[step] }

  /// Gives out a slot for a state; nil if the schedule takes more than there are.
  func take(for step: Int) -> Copy? {
    let slot: Slot
    if let index = discarded.firstIndex(where: { $0.wait(timeout: .now()) == .success }) {
      slot = Slot(before: discarded.remove(at: index))
    } else if unused > 0 {
      unused -= 1
      peak += 1
      slot = Slot()
    } else if discarded.isEmpty {
      return nil
    } else {
      slot = Slot(before: discarded.removeFirst())
    }
    let copy = Copy(slot)
    copies[step] = copy
    return copy
  }

  func discard(_ step: Int) {
    if let copy = copies.removeValue(forKey: step) { discarded.append(copy.slot.uses) }
  }
}
