/// One place to keep states: memory, a node's NVMe, a parallel file system.
public struct Level: Hashable, Sendable {
  /// The most slots that a bounded level may have; more are asked for as unlimited.
  public static let maximumSlots = Chain.maximumLength

  /// The name for people, such as `memory`.
  public let name: String
  /// How many states fit (c_k), or nil when any number does.
  public let slots: Int?
  /// The cost of writing one state (w_k), in the problem's units.
  public let writeCost: Int
  /// The cost of reading one state (r_k), in the problem's units.
  public let readCost: Int

  public init(name: String, slots: Int?, writeCost: Int = 0, readCost: Int = 0) {
    self.name = name
    self.slots = slots
    self.writeCost = writeCost
    self.readCost = readCost
  }

  /// True when writing and reading cost nothing.
  public var isFree: Bool { writeCost == 0 && readCost == 0 }

  /// True when a chain of length l <= `length` never fills it: no planner keeps x_l.
  func isUnlimited(forLength length: Int) -> Bool {
    guard let slots else { return true }
    return slots >= length
  }
}

/// A level with its index in ``Problem/levels``, which operations name it by in whatever order a planner takes it.
typealias IndexedLevel = (index: Int, level: Level)
