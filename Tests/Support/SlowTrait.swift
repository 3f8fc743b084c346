import Foundation
package import Testing

extension Trait where Self == ConditionTrait {
  /// What takes minutes without the optimiser, or in a sanitizer: `make test` alone runs it, optimised.
  ///
  /// Most compare with the exhaustive search, or run the program.
  package static var slow: Self {
    .disabled(if: ProcessInfo.processInfo.environment["ADJSCHED_SKIP_SLOW"] != nil, "slow unless optimised")
  }
}
