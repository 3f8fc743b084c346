internal import Foundation
package import Testing

extension Trait where Self == ConditionTrait {
  /// What takes minutes without the optimiser, or in a sanitizer: `make test` alone runs it, optimised.
  ///
  /// Most compare with the exhaustive search, or run the program.
  package static var slow: Self {
    .disabled(if: skipsSlow, "slow unless optimised")
  }
}

private let skipsSlow = ProcessInfo.processInfo.environment["ADJSCHED_SKIP_SLOW"] != nil

/// How many random cases of `count` a test tries, or how many of a kind it has to find: all of them, or one in fifteen
/// where slow tests are left out.
package func trials(_ count: Int, few: Int? = nil) -> Int { skipsSlow ? few ?? max(1, count / 15) : count }
