import AdjointSchedules

/// Makes a failing problem smaller for as long as it keeps failing.
enum Shrinker {
  /// The most problems that are tried.
  static let maximumTries = 20_000

  /// Returns the smallest problem found that `fails`.
  ///
  /// The candidates are tried simplest first; the first that still fails is where the search goes on. It ends where none
  /// does: each candidate is smaller in some number and greater in none.
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
