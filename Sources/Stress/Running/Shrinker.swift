import AdjointSchedules

/// Reduces a failing problem while it keeps failing.
enum Shrinker {
  /// The most problems to try.
  static let maximumTries = 20_000

  /// Returns the smallest problem found that `fails`.
  ///
  /// Candidates are tried simplest first, and the search continues from the first that still fails. It terminates
  /// because each candidate is smaller in some number and larger in none.
  static func smallest(_ specimen: Specimen, fails: (Specimen) -> Bool) -> Specimen {
    var smallest = specimen
    var tries = 0
    var isSmaller = true
    while isSmaller && tries < maximumTries {
      isSmaller = false
      for candidate in smallest.simpler where candidate != smallest && tries < maximumTries {
        tries += 1
        if fails(candidate) {
          smallest = candidate
          isSmaller = true
          break
        }
      }
    }
    return smallest
  }
}

/// Returns numbers below `number`, the simplest first.
func simpler(_ number: Int) -> [Int] {
  if number <= 0 { return [] }
  return [0, 1, number / 10, number / 2, number - 1].filter { $0 < number }
}
