/// A long list of operations in some three bytes each: positions are stored as differences from the one before.
///
/// - Complexity: O(1) to append or to take the next.
package struct PackedOperations: Sendable {
  private var bytes: [UInt8] = []
  private var last = 0
  /// The number of operations.
  package private(set) var count = 0

  package init() {}

  /// Removes all operations.
  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    (last, count) = (0, 0)
  }

  /// The operations as a list.
  var all: [Operation] {
    var reader = reader
    var operations: [Operation] = []
    operations.reserveCapacity(count)
    while let operation = reader.next() { operations.append(operation) }
    return operations
  }

  package mutating func append(_ operation: Operation) {
    count += 1
    switch operation {
    case .forward(let from, let to): append(0, level: 0, from, to - from)
    case .backward(let step): append(1, level: 0, step)
    case .write(let level, let step): append(2, level: level, step)
    case .read(let level, let step): append(3, level: level, step)
    case .discard(let level, let step): append(4, level: level, step)
    case .tape(let level, let step): append(5, level: level, step)
    case .readTape(let level, let step): append(6, level: level, step)
    case .offload(let level, let step): append(7, level: level, step)
    case .prefetch(let level, let step): append(8, level: level, step)
    case .offloadTape(let level, let step): append(9, level: level, step)
    case .prefetchTape(let level, let step): append(10, level: level, step)
    case .join: append(11, level: 0, last)
    }
  }

  private mutating func append(_ kind: UInt8, level: Int, _ position: Int, _ distance: Int? = nil) {
    // Sixteen kinds beside the lowest levels fit a byte.
    bytes.append(kind | UInt8(min(level, 15)) << 4)
    if level >= 15 { append(UInt(level)) }
    let difference = position - last
    append(UInt(bitPattern: difference << 1 ^ difference >> 63))
    if let distance { append(UInt(distance)) }
    last = position + (distance ?? 0)
  }

  private mutating func append(_ number: UInt) {
    var rest = number
    while rest >= 128 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 128)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  /// Reads the operations from the first.
  struct Reader {
    private let bytes: [UInt8]
    private var index = 0
    private var last = 0

    fileprivate init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func next() -> Operation? {
      if index == bytes.count { return nil }
      let kind = bytes[index] & 15
      var level = Int(bytes[index] >> 4)
      index += 1
      if level == 15 { level = Int(number()) }
      let folded = number()
      let step = last + (Int(bitPattern: folded >> 1) ^ -Int(folded & 1))
      last = step
      switch kind {
      case 0:
        last = step + Int(number())
        return .forward(from: step, to: last)
      case 1: return .backward(step: step)
      case 2: return .write(level: level, step: step)
      case 3: return .read(level: level, step: step)
      case 4: return .discard(level: level, step: step)
      case 5: return .tape(level: level, step: step)
      case 6: return .readTape(level: level, step: step)
      case 7: return .offload(level: level, step: step)
      case 8: return .prefetch(level: level, step: step)
      case 9: return .offloadTape(level: level, step: step)
      case 10: return .prefetchTape(level: level, step: step)
      default: return .join
      }
    }

    private mutating func number() -> UInt {
      var (number, shift): (UInt, UInt) = (0, 0)
      while true {
        let byte = bytes[index]
        index += 1
        number |= UInt(byte & 127) << shift
        if byte < 128 { return number }
        shift += 7
      }
    }
  }

  var reader: Reader { Reader(bytes) }
}

/// Discards, and then operations that were recorded.
struct RecordedPlan: SchedulePlan {
  let problem: Problem
  let opening: [Operation]
  let recorded: PackedOperations

  func operations(length: Int) -> OperationSource {
    var reader = recorded.reader
    var isOpen = false
    return { batch in
      if !isOpen {
        isOpen = true
        batch += opening
        if !opening.isEmpty { return }
      }
      for _ in 0..<256 {
        guard let operation = reader.next() else { return }
        batch.append(operation)
      }
    }
  }

  func statistics(length: Int, levelCount: Int) throws(PlanningError) -> Statistics {
    try Statistics(replaying: operations(length: length), on: problem)
  }
}
