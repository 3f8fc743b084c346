/// One place to keep states: memory, a node's NVMe, a parallel file system.
public struct Level: Hashable, Sendable {
  /// The most slots that a bounded level may have; more are asked for as unlimited.
  public static let maximumSlots = Chain.maximumLength

  /// The most levels that a file or a command line may state; more are taken for a mistake.
  package static let maximumCount = 1_000

  /// Returns the name of a level that has been given none.
  package static func defaultName(_ index: Int) -> String { "level \(index)" }

  /// The name for people, such as `memory`.
  public let name: String
  /// How many states fit (c_k), or nil when any number does.
  ///
  /// For a level given in bytes a ``Problem`` whose states, and tapes, all have one size counts the slots; where sizes
  /// differ this is nil and the bytes are the limit.
  public let slots: Int?
  /// How many bytes fit, or nil when the level is given in slots.
  public let capacity: Int?
  /// The cost of writing one state (w_k), in the problem's units.
  public let writeCost: Int
  /// The cost of reading one state (r_k), in the problem's units.
  public let readCost: Int

  /// Creates a level counted in slots.
  public init(name: String, slots: Int?, writeCost: Int = 0, readCost: Int = 0) {
    self.init(name: name, slots: slots, capacity: nil, writeCost: writeCost, readCost: readCost)
  }

  /// Creates a level of `capacity` bytes.
  public init(name: String, capacity: Int, writeCost: Int = 0, readCost: Int = 0) {
    self.init(name: name, slots: nil, capacity: capacity, writeCost: writeCost, readCost: readCost)
  }

  private init(name: String, slots: Int?, capacity: Int?, writeCost: Int, readCost: Int) {
    self.name = name
    self.slots = slots
    self.capacity = capacity
    self.writeCost = writeCost
    self.readCost = readCost
  }

  /// Returns the same level with `slots` slots, its bytes kept.
  func withSlots(_ slots: Int?) -> Level {
    Level(name: name, slots: slots, capacity: capacity, writeCost: writeCost, readCost: readCost)
  }

  /// True when writing and reading cost nothing.
  public var isFree: Bool { writeCost == 0 && readCost == 0 }

  /// True when a chain of length l <= `length` never fills it: no planner keeps x_l.
  func isUnlimited(forLength length: Int) -> Bool {
    guard let slots else { return true }
    return slots >= length
  }
}
