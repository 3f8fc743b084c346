/// A cache of the operations of short segments of a ``PricePlan``.
///
/// A node represents a segment wherever it starts in the chain; only the step offset changes. Copying takes a few
/// instructions per operation, while deciding again takes dozens, on nodes that exceed the processor's cache.
struct ShortSegments {
  /// The longest cached segment; longer ones consist of these.
  static let maximumLength = 15
  /// The most cached operations, so that they stay in the processor's cache: 192 KB.
  private static let capacity = 1 << 14

  /// The range of a node's cached operations.
  private struct Place {
    var first: Int32 = 0
    /// 0 if nothing is cached.
    var count: Int32 = 0
    /// The segment's length, less than the node's own if the chain was cut.
    var length: Int32 = -1
  }

  private let plan: PricePlan
  /// By node.
  private var places: [Place]
  /// The cached operations, as if each segment started at x_0.
  private var operations: [ShortOperation] = []

  init(plan: PricePlan) {
    self.plan = plan
    places = Array(repeating: Place(), count: plan.nodes.count)
  }

  /// Appends the operations of a node's segment of at most ``maximumLength``; returns false if they are not cached.
  @inline(__always)
  mutating func append(_ node: Int, start: Int, length: Int, to batch: inout [Operation]) -> Bool {
    var place = places[node]
    if Int(place.length) != length {
      guard operations.count < Self.capacity else { return false }
      place = keep(node, length: length)
    }
    let (first, count, end) = (Int(place.first), Int(place.count), batch.count)
    // Reserve room for all at once: growing per operation takes longer than the operations.
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

/// An operation of a segment that starts at x_0, in half the space and relocatable without branches.
private struct ShortOperation {
  private enum Kind: UInt8 {
    case forward, backward, write, read, discard, tape, readTape
  }

  /// The first number: a step of a forward or backward operation, otherwise the level.
  private var first: Int32
  /// The second number: always a step; 0 if there is none.
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
      case .offload, .prefetch, .offloadTape, .prefetchTape, .join:
        preconditionFailure("segments join no branches and overlap nothing")
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
