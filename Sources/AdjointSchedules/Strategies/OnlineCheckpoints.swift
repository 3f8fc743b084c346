/// Decides which states to store while a chain of unknown length runs.
///
/// A running simulation asks at every state x_i that it reaches. x_0 is always kept. If a slot is free, x_i is stored
/// there with level 0. Otherwise, a stored state is *dispensable* if a later one has a higher level: the last
/// dispensable one is replaced by x_i, at level 0. If none is dispensable, x_i replaces the state of the previous step,
/// one level higher.
///
///     var checkpoints = OnlineCheckpoints(slots: 10)
///     while simulation.runs {
///       let advice = checkpoints.reach()
///       if let freed = advice.free { discard(freed) }
///       if advice.store { save(simulation.state) }
///       simulation.step()
///     }
///
/// Q. Wang, P. Moin, G. Iaccarino, Minimal repetition dynamic checkpointing algorithm for unsteady adjoint calculation,
/// SIAM J. Sci. Comput. 31 (2009), doi:10.1137/080727890.
public struct OnlineCheckpoints: Sendable {
  /// What to do at the state that was reached.
  public struct Advice: Hashable, Sendable {
    /// The state to free first, or nil.
    public var free: Int?
    /// True if the state reached should be stored.
    public var store: Bool
  }

  private struct Entry {
    var step: Int
    var level: Int
  }

  /// The number of slots, including that of x_0.
  public let slots: Int
  private var entries: [Entry] = []
  private var reached = -1

  /// The stored states, in increasing order.
  public var stored: [Int] { entries.map(\.step) }

  /// Creates the rule for a chain that has not started.
  ///
  /// - Precondition: `slots` >= 1.
  public init(slots: Int) {
    precondition(slots >= 1, "x_0 needs a slot")
    self.slots = slots
  }

  /// Returns what to do at the next state: x_0 at the first call, then x_1, x_2 ...
  ///
  /// - Complexity: O(slots), since the levels of all stored states may be compared.
  public mutating func reach() -> Advice {
    reached += 1
    if entries.count < slots {
      entries.append(Entry(step: reached, level: reached == 0 ? .max : 0))
      return Advice(free: nil, store: true)
    }
    // The only slot holds x_0.
    if slots == 1 { return Advice(free: nil, store: false) }
    var highest = -1
    for index in entries.indices.reversed() {
      if entries[index].level < highest {
        let freed = entries.remove(at: index).step
        entries.append(Entry(step: reached, level: 0))
        return Advice(free: freed, store: true)
      }
      highest = max(highest, entries[index].level)
    }
    let last = entries.removeLast()
    entries.append(Entry(step: reached, level: last.level + 1))
    return Advice(free: last.step, store: true)
  }
}
