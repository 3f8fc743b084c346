/// The operations of short segments of a ``PricePlan``, kept from the first time that they are asked for.
///
/// A node stands for one segment wherever in the chain it begins, so all that changes is where its steps are counted from.
/// Copying takes a few instructions an operation, where deciding anew takes dozens, on nodes that exceed the cache.
struct ShortSegments {
  /// The longest segment that is kept: longer ones are made of these.
  static let maximumLength = 15
  /// The most operations that are kept, so that they stay in the processor's cache: 192 KB.
  private static let capacity = 1 << 14

  /// Where the operations of a node's segment are.
  private struct Place {
    var first: Int32 = 0
    /// 0 where nothing is kept.
    var count: Int32 = 0
    /// The segment's length, which is less than the node's own where the chain was cut.
    var length: Int32 = -1
  }

  private let plan: PricePlan
  /// By node.
  private var places: [Place]
  /// The operations of the segments kept, as if each began at x_0.
  private var operations: [ShortOperation] = []

  init(plan: PricePlan) {
    self.plan = plan
    places = Array(repeating: Place(), count: plan.nodes.count)
  }

  /// Appends the operations of a node's segment, of at most ``maximumLength``; gives false when they are not kept.
  @inline(__always)
  mutating func append(_ node: Int, start: Int, length: Int, to batch: inout [Operation]) -> Bool {
    var place = places[node]
    if Int(place.length) != length {
      guard operations.count < Self.capacity else { return false }
      place = keep(node, length: length)
    }
    let (first, count, end) = (Int(place.first), Int(place.count), batch.count)
    // Room for all at once: asking for it operation by operation takes longer than the operations.
    batch.append(contentsOf: repeatElement(.backward(step: 0), count: count))
    operations.withUnsafeBufferPointer { operations in
      batch.withUnsafeMutableBufferPointer { batch in
        for index in 0..<count { batch[end + index] = operations[first + index].operation(from: start) }
      }
    }
    return true
  }

  @inline(never)
  private mutating func keep(_ node: Int, length: Int) -> Place {
    var generator = SegmentGenerator(plan: plan, start: 0, length: length, state: .node(node))
    var segment: [Operation] = []
    while !generator.isFinished { generator.step(into: &segment) }
    let place = Place(first: Int32(operations.count), count: Int32(segment.count), length: Int32(length))
    operations += segment.map(ShortOperation.init)
    places[node] = place
    return place
  }
}

/// An operation of a segment that begins at x_0, in half the space and in a form that is moved without a branch.
private struct ShortOperation {
  private enum Kind: UInt8 {
    case forward, backward, write, read, discard, tape, readTape
  }

  /// The number that comes first: a step of a forward or backward operation, or else the level.
  private var first: Int32
  /// The number that comes second: always a step; 0 where there is none.
  private var second: Int32
  private var kind: Kind

  init(_ operation: Operation) {
    let (kind, first, second): (Kind, Int, Int) =
      switch operation {
      case .forward(let from, let to): (.forward, from, to)
      case .backward(let step): (.backward, step, 0)
      case .write(let level, let step): (.write, level, step)
      case .read(let level, let step): (.read, level, step)
      case .discard(let level, let step): (.discard, level, step)
      case .tape(let level, let step): (.tape, level, step)
      case .readTape(let level, let step): (.readTape, level, step)
      case .join: preconditionFailure("segments join no branches")
      }
    (self.kind, self.first, self.second) = (kind, Int32(first), Int32(second))
  }

  /// Returns the operation in a segment that begins at x_start.
  @inline(__always)
  func operation(from start: Int) -> Operation {
    let isStepFirst = kind.rawValue <= Kind.backward.rawValue
    let a = Int(first) + (isStepFirst ? start : 0)
    let b = Int(second) + start
    switch kind {
    case .forward: return .forward(from: a, to: b)
    case .backward: return .backward(step: a)
    case .write: return .write(level: a, step: b)
    case .read: return .read(level: a, step: b)
    case .discard: return .discard(level: a, step: b)
    case .tape: return .tape(level: a, step: b)
    case .readTape: return .readTape(level: a, step: b)
    }
  }
}
