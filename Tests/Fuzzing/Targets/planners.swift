import AdjointSchedules

/// Every planner on small problems whose numbers may be anything: costs up to 2^63 - 1, slots up to 10^18.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  var numbers = Numbers(UnsafeBufferPointer(start: start, count: count))
  let length = numbers.next(below: 4) == 0 ? numbers.integer(below: Chain.maximumLength + 1) : numbers.next(below: 13)
  let isLong = length > 16
  let forward = numbers.costs(isLong ? nil : length)
  let backward = numbers.costs(isLong ? nil : length + 1)
  var levels: [Level] = []
  for index in 0...(isLong ? 0 : numbers.next(below: 3)) {
    let slots = numbers.next(below: 5) == 0 ? nil : numbers.integer(below: Level.maximumSlots + 1)
    levels.append(
      Level(name: "level \(index)", slots: slots, writeCost: numbers.integer(), readCost: numbers.integer()))
  }
  let chain = Chain(length: length, forwardCost: forward, backwardCost: backward)
  if let problem = try? Problem(chain: chain, levels: levels, fractionDigits: numbers.next(below: 10)) {
    requirePlans(problem)
  }
  return 0
}

/// Numbers taken from the input, zeros when it is used up.
private struct Numbers {
  private var bytes: Slice<UnsafeBufferPointer<UInt8>>

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes[...]
  }

  mutating func next(below bound: Int) -> Int {
    Int(bytes.popFirst() ?? 0) % bound
  }

  /// Returns a number of any size, small ones as often as large ones.
  mutating func integer(below bound: Int = .max) -> Int {
    let length = next(below: 9)
    var value: UInt64 = 0
    for _ in 0..<length { value = value << 8 | UInt64(bytes.popFirst() ?? 0) }
    return Int(value % UInt64(bound))
  }

  /// Returns one cost for all, or `count` costs.
  mutating func costs(_ count: Int?) -> StepCost {
    guard let count, next(below: 3) == 0 else { return .uniform(integer()) }
    return .each((0..<count).map { _ in integer() })
  }
}
