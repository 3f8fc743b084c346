/// A storage level: memory, a node's NVMe, a parallel file system.
public struct Level: Hashable, Sendable {
  /// The most slots of a bounded level; use unlimited for more.
  public static let maximumSlots = Chain.maximumLength

  /// The most levels in a file or command line; more are considered a mistake.
  package static let maximumCount = 1_000

  /// Returns the name of a level without a given name.
  package static func defaultName(_ index: Int) -> String { "level \(index)" }

  /// The name for people, such as `memory`.
  public let name: String
  /// The number of states that fit (c_k), or nil for unlimited.
  ///
  /// For a level in bytes, ``Problem`` computes the slots if all states and tapes have the same size; if sizes differ,
  /// this is nil and the bytes are the limit.
  public private(set) var slots: Int?
  /// The number of bytes that fit, or nil if the level is given in slots or uses another level's bytes.
  public private(set) var capacity: Int?
  /// The cost of writing one state (w_k), in the problem's units.
  ///
  /// With a ``writeBandwidth`` this is only the latency, until ``Problem`` adds the time of the bytes if all states and
  /// tapes have the same size.
  public var writeCost: Int { write.cost }
  /// The cost of reading one state (r_k), in the problem's units; with a ``readBandwidth`` as ``writeCost``.
  public var readCost: Int { read.cost }
  /// The bytes written per whole unit of cost, or nil if bytes cost nothing.
  public var writeBandwidth: Int? { write.bandwidth }
  /// The bytes read per whole unit of cost, or nil if bytes cost nothing.
  public var readBandwidth: Int? { read.bandwidth }
  /// The fraction of its size that a state or tape takes here, above 0, for levels that compress. Bytes are rounded up.
  public let sizeFactor: DecimalCost
  /// The index of the level whose capacity this one shares, or nil if it has its own.
  public private(set) var sharesCapacityWith: Int?
  /// True if states travel between this level and level 0 while steps run, one at a time; otherwise a transfer blocks.
  public let isOverlapped: Bool

  package private(set) var write: TransferCost
  package private(set) var read: TransferCost

  /// Creates a level counted in slots.
  public init(
    name: String, slots: Int?, writeCost: Int = 0, readCost: Int = 0, writeBandwidth: Int? = nil,
    readBandwidth: Int? = nil, isOverlapped: Bool = false
  ) {
    self.init(
      name: name, slots: slots, capacity: nil, write: TransferCost(latency: writeCost, bandwidth: writeBandwidth),
      read: TransferCost(latency: readCost, bandwidth: readBandwidth), isOverlapped: isOverlapped)
  }

  /// Creates a level of `capacity` bytes.
  public init(
    name: String, capacity: Int, writeCost: Int = 0, readCost: Int = 0, writeBandwidth: Int? = nil,
    readBandwidth: Int? = nil, sizeFactor: DecimalCost = .one, isOverlapped: Bool = false
  ) {
    self.init(
      name: name, slots: nil, capacity: capacity,
      write: TransferCost(latency: writeCost, bandwidth: writeBandwidth),
      read: TransferCost(latency: readCost, bandwidth: readBandwidth), sizeFactor: sizeFactor,
      isOverlapped: isOverlapped)
  }

  /// Creates a level that stores its states in the bytes of level `sharesCapacityWith`, such as compressed states in
  /// memory.
  public init(
    name: String, sharesCapacityWith: Int, writeCost: Int = 0, readCost: Int = 0, writeBandwidth: Int? = nil,
    readBandwidth: Int? = nil, sizeFactor: DecimalCost = .one, isOverlapped: Bool = false
  ) {
    self.init(
      name: name, slots: nil, capacity: nil, write: TransferCost(latency: writeCost, bandwidth: writeBandwidth),
      read: TransferCost(latency: readCost, bandwidth: readBandwidth), sizeFactor: sizeFactor,
      sharesCapacityWith: sharesCapacityWith, isOverlapped: isOverlapped)
  }

  package init(
    name: String, slots: Int?, capacity: Int?, write: TransferCost, read: TransferCost, sizeFactor: DecimalCost = .one,
    sharesCapacityWith: Int? = nil, isOverlapped: Bool = false
  ) {
    self.name = name
    self.slots = slots
    self.capacity = capacity
    self.write = write
    self.read = read
    self.sizeFactor = sizeFactor
    self.sharesCapacityWith = sharesCapacityWith
    self.isOverlapped = isOverlapped
  }

  /// Returns the same level with `slots` slots, its bytes kept.
  func withSlots(_ slots: Int?) -> Level {
    var level = self
    level.slots = slots
    return level
  }

  /// Returns the same level counted in slots, without bytes of its own or another's.
  func counting(slots: Int) -> Level {
    var level = withSlots(slots)
    level.capacity = nil
    level.sharesCapacityWith = nil
    return level
  }

  /// Returns the same level with `capacity` bytes; its slots, if any, have to be counted again.
  func holding(_ capacity: Int) -> Level {
    var level = withSlots(nil)
    level.capacity = capacity
    return level
  }

  /// Returns the same level with or without the mark that its transfers run beside the steps.
  func overlapped(_ isOverlapped: Bool) -> Level {
    Level(
      name: name, slots: slots, capacity: capacity, write: write, read: read, sizeFactor: sizeFactor,
      sharesCapacityWith: sharesCapacityWith, isOverlapped: isOverlapped)
  }

  /// Returns the same level with costs multiplied by `factor`, rounded down; nil if they do not fit 64 bits.
  ///
  /// - Parameter isWriteFree: Whether writing costs nothing instead.
  func scaled(by factor: Int, isWriteFree: Bool = false) -> Level? {
    func scaled(_ cost: TransferCost, by factor: Int) -> TransferCost? {
      let (latency, overflow) = cost.latency.multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      if factor == 0 { return TransferCost(latency: 0, bandwidth: nil) }
      // A greater bandwidth costs less.
      return TransferCost(latency: latency, bandwidth: cost.bandwidth.map { ($0 - 1) / factor + 1 })
    }
    guard let write = scaled(write, by: isWriteFree ? 0 : factor), let read = scaled(read, by: factor) else {
      return nil
    }
    return Level(
      name: name, slots: capacity == nil && sharesCapacityWith == nil ? slots : nil, capacity: capacity, write: write,
      read: read, sizeFactor: sizeFactor, sharesCapacityWith: sharesCapacityWith)
  }

  /// Returns the same level with the costs of another.
  func priced(like other: Level) -> Level {
    var level = self
    level.write = other.write
    level.read = other.read
    return level
  }

  /// Returns the same level for transfers that all have `size` bytes, so that each has a fixed cost.
  func moving(_ size: Int?, unit: Int) -> Level {
    var level = self
    level.write.cost = write.cost(of: size, unit: unit)
    level.read.cost = read.cost(of: size, unit: unit)
    return level
  }

  /// True if bytes are limited here, by the level's own capacity or another's.
  package var countsBytes: Bool { capacity != nil || sharesCapacityWith != nil }

  /// True if its bytes limit what it holds, and not slots counted from them.
  var isInBytes: Bool { countsBytes && slots == nil }

  /// True if a transfer's cost grows with its bytes.
  var paysByByte: Bool { writeBandwidth != nil || readBandwidth != nil }

  /// True if writing and reading cost nothing.
  public var isFree: Bool { writeCost == 0 && readCost == 0 }

  /// True if a chain of length l <= `length` never fills it; no planner stores x_l.
  func isUnlimited(forLength length: Int) -> Bool {
    guard let slots else { return true }
    return slots >= length
  }
}
