/// The structure of a network: several branches, each a chain from its own input, feed one handle.
///
/// Branch b has l_b >= 1 steps from x^b_0 to its end. The ends are joined to the first state of the handle, a chain of h
/// steps and h + 1 backward steps (h = 0: only the turn). The handle's reversal gives every branch the adjoint of its
/// end, and branch b has the backward steps l_b - 1 ... 0.
///
/// Positions are numbered consecutively through all parts: x^0_0 to its end, x^1_0 ..., and the handle's states last.
/// ``Problem/chain`` uses these numbers; there is no step from the end of one part to the start of the next.
public struct Junction: Hashable, Sendable {
  /// The most branches; more are considered a mistake.
  public static let maximumBranches = 1_000
  /// The most steps of all parts, so that the sum of two positions fits 64 bits.
  public static let maximumSteps = Int.max / 2 - maximumBranches

  /// The length of each branch, l_b, in 1 ... 10^18.
  public let branches: [Int]
  /// The length of the handle, h, in 0 ... 10^18.
  public let handle: Int
  /// The position of each part's first state, the handle's last.
  let starts: [Int]

  /// - Throws: ``ProblemError`` naming the field that is out of range, as spelled in problem files.
  init(branches: [Int], handle: Int) throws(ProblemError) {
    if branches.isEmpty { throw ProblemError(field: .branches, reason: .empty(.branch)) }
    if branches.count > Self.maximumBranches {
      throw ProblemError(
        field: .branches, reason: .tooManyEntries(branches.count, limit: Self.maximumBranches))
    }
    for (index, length) in branches.enumerated() where !(1...Chain.maximumLength).contains(length) {
      throw ProblemError(field: .branchLength(index), reason: .outside(1...Chain.maximumLength))
    }
    guard (0...Chain.maximumLength).contains(handle) else {
      throw ProblemError(field: .handleLength, reason: .outside(0...Chain.maximumLength))
    }
    if branches.reduce(Int128(handle), { $0 + Int128($1) }) > Int128(Self.maximumSteps) {
      throw ProblemError(field: .branches, reason: .tooManySteps(limit: Self.maximumSteps))
    }
    self.branches = branches
    self.handle = handle
    starts = branches.reduce(into: [0]) { starts, length in starts.append(starts[starts.count - 1] + length + 1) }
  }

  /// The branches, then the handle.
  public var parts: [Part] { branches.indices.map(Part.branch) + [.handle] }

  /// The steps of all parts.
  public var steps: Int { branches.reduce(handle, +) }

  /// The position of the handle's first state.
  var handleStart: Int { starts[branches.count] }

  /// The number of the last position.
  var lastPosition: Int { handleStart + handle }

  /// Returns the position of a branch's end.
  func end(ofBranch branch: Int) -> Int { starts[branch] + branches[branch] }

  /// Returns the position of the branch end whose slot a backward step frees; nil unless it is the last of its branch.
  ///
  /// - Complexity: O(branches), since their starts are searched.
  public func end(freedBy step: Int) -> Int? {
    step < handleStart ? starts.firstIndex(of: step).map { end(ofBranch: $0) } : nil
  }

  /// Returns the part that a position belongs to.
  func part(of position: Int) -> Part { part(index(of: position)) }

  /// Returns the length of a part, or nil if there is no such branch.
  public func length(of part: Part) -> Int? {
    switch part {
    case .branch(let branch): return branches.indices.contains(branch) ? branches[branch] : nil
    case .handle: return handle
    }
  }

  /// Returns the position of a part's first state, or nil if there is no such branch.
  public func start(of part: Part) -> Int? {
    switch part {
    case .branch(let branch): return branches.indices.contains(branch) ? starts[branch] : nil
    case .handle: return handleStart
    }
  }

  /// Returns the part of a position and its number along that part.
  ///
  /// - Parameter position: A position, from 0 to the handle's last state.
  /// - Complexity: O(log branches), since the parts' starts are sorted.
  public func place(of position: Int) -> Place {
    let index = index(of: position)
    return Place(part(index), step: position - starts[index])
  }

  private func part(_ index: Int) -> Part { index < branches.count ? .branch(index) : .handle }

  private func index(of position: Int) -> Int {
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if starts[middle] <= position { low = middle } else { high = middle }
    }
    return low
  }
}

/// One of the chains of a network.
public enum Part: Hashable, Sendable, CustomStringConvertible {
  /// A branch, by its index in ``Junction/branches``.
  case branch(Int)
  /// The chain that the branches feed.
  case handle

  /// `branch 1`, or `the handle`.
  public var description: String {
    switch self {
    case .branch(let index): return "branch \(index)"
    case .handle: return "the handle"
    }
  }
}

/// A state or step by its number along its part; a single chain has no parts.
public struct Place: Hashable, Sendable, CustomStringConvertible {
  /// The part, or nil in a single chain.
  public let part: Part?
  /// The number along the part, from 0.
  public let step: Int

  /// Creates the place of a number along a part.
  public init(_ part: Part? = nil, step: Int) {
    self.part = part
    self.step = step
  }

  /// `3`, or `3 of branch 1`.
  public var description: String { part.map { "\(step) of \($0)" } ?? "\(step)" }
}
