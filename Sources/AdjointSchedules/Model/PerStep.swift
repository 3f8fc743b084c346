/// One number for each step or state of a chain: the same for all, or each its own.
public enum PerStep: Hashable, Sendable {
  /// The same number for all.
  case uniform(Int)
  /// The i-th entry for step, or state, i.
  case each([Int])

  /// The common number, or nil if they differ.
  ///
  /// A list of equal entries counts as uniform, so writing out a uniform chain step by step changes nothing.
  ///
  /// - Complexity: O(number of entries), since each is compared with the first.
  public var common: Int? {
    switch self {
    case .uniform(let number): return number
    case .each(let numbers):
      guard let first = numbers.first else { return 0 }
      return numbers.allSatisfy { $0 == first } ? first : nil
    }
  }

  /// The numbers that are given, a common one once.
  var given: [Int] {
    switch self {
    case .uniform(let number): return [number]
    case .each(let numbers): return numbers
    }
  }

  /// True if each has its own number, equal or not.
  var isList: Bool {
    if case .each = self { return true }
    return false
  }

  /// The number of step, or state, `index`.
  ///
  /// - Precondition: The step exists; ``Problem`` checks the number of entries.
  public subscript(index: Int) -> Int {
    switch self {
    case .uniform(let number): return number
    case .each(let numbers): return numbers[index]
    }
  }
}

/// What the steps of a chain cost (uf, ub; f_i, b_i): integers >= 0 in the units of their ``Problem``.
public typealias StepCost = PerStep

/// The sizes of a chain's states or tapes (s_i, t_i) in bytes, >= 0.
public typealias StepSize = PerStep
