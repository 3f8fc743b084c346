import AdjointSchedules

/// A problem of any kind, under test.
enum Specimen: Hashable, Sendable {
  case chain(Problem)
  /// A problem with a junction.
  case join(Problem)
  case share(ShareProblem)
}
