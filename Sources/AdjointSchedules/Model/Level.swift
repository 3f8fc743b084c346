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
  public private(set) var slots: Int?
  /// How many bytes fit, or nil when the level is given in slots or uses another level's bytes.
  public let capacity: Int?
  /// The cost of writing one state (w_k), in the problem's units.
  ///
  /// With a ``writeBandwidth`` this is the latency alone, until a ``Problem`` whose states, and tapes, all have one size
  /// adds the time of their bytes.
  public var writeCost: Int { write.cost }
  /// The cost of reading one state (r_k), in the problem's units; with a ``readBandwidth`` as ``writeCost``.
  public var readCost: Int { read.cost }
  /// The bytes written in one whole unit of cost, or nil when bytes cost nothing.
  public var writeBandwidth: Int? { write.bandwidth }
  /// The bytes read in one whole unit of cost, or nil when bytes cost nothing.
  public var readBandwidth: Int? { read.bandwidth }
  /// The part of its size that a state or a tape takes here, as on a level that compresses: above 0. Bytes are rounded up.
  public let sizeFactor: DecimalCost
  /// The index of the level whose capacity this one uses too, or nil when it has its own room.
  public let sharesCapacityWith: Int?

  package private(set) var write: TransferCost
  package private(set) var read: TransferCost

  /// Creates a level counted in slots.
  public init(
    name: String, slots: Int?, writeCost: Int = 0, readCost: Int = 0, writeBandwidth: Int? = nil,
    readBandwidth: Int? = nil
  ) {
    self.init(
      name: name, slots: slots, capacity: nil, write: TransferCost(latency: writeCost, bandwidth: writeBandwidth),
      read: TransferCost(latency: readCost, bandwidth: readBandwidth))
  }

  /// Creates a level of `capacity` bytes.
  public init(
    name: String, capacity: Int, writeCost: Int = 0, readCost: Int = 0, writeBandwidth: Int? = nil,
    readBandwidth: Int? = nil, sizeFactor: DecimalCost = .one
  ) {
    self.init(
      name: name, slots: nil, capacity: capacity,
      write: TransferCost(latency: writeCost, bandwidth: writeBandwidth),
      read: TransferCost(latency: readCost, bandwidth: readBandwidth), sizeFactor: sizeFactor)
  }

  /// Creates a level that keeps its states in the bytes of level `sharesCapacityWith`, as compressed states in memory do.
  public init(
    name: String, sharesCapacityWith: Int, writeCost: Int = 0, readCost: Int = 0, writeBandwidth: Int? = nil,
    readBandwidth: Int? = nil, sizeFactor: DecimalCost = .one
  ) {
    self.init(
      name: name, slots: nil, capacity: nil, write: TransferCost(latency: writeCost, bandwidth: writeBandwidth),
      read: TransferCost(latency: readCost, bandwidth: readBandwidth), sizeFactor: sizeFactor,
      sharesCapacityWith: sharesCapacityWith)
  }

  package init(
    name: String, slots: Int?, capacity: Int?, write: TransferCost, read: TransferCost, sizeFactor: DecimalCost = .one,
    sharesCapacityWith: Int? = nil
  ) {
    self.name = name
    self.slots = slots
    self.capacity = capacity
    self.write = write
    self.read = read
    self.sizeFactor = sizeFactor
    self.sharesCapacityWith = sharesCapacityWith
  }

  /// Returns the same level with `slots` slots, its bytes kept.
  func withSlots(_ slots: Int?) -> Level {
    var level = self
    level.slots = slots
    return level
  }

  /// Returns the same level where everything that is moved has `size` bytes, so that each transfer has one cost.
  func moving(_ size: Int?, unit: Int) -> Level {
    var level = self
    level.write.cost = write.cost(of: size, unit: unit)
    level.read.cost = read.cost(of: size, unit: unit)
    return level
  }

  /// True when bytes are limited here, by the level's own capacity or by another's.
  package var countsBytes: Bool { capacity != nil || sharesCapacityWith != nil }

  /// True when a transfer's cost grows with its bytes.
  var paysByByte: Bool { writeBandwidth != nil || readBandwidth != nil }

  /// True when writing and reading cost nothing.
  public var isFree: Bool { writeCost == 0 && readCost == 0 }

  /// True when a chain of length l <= `length` never fills it: no planner keeps x_l.
  func isUnlimited(forLength length: Int) -> Bool {
    guard let slots else { return !countsBytes }
    return slots >= length
  }
}
