import AdjointSchedules

/// A problem of any kind, under test.
enum Specimen: Hashable, Sendable {
  case chain(Problem)
  case join(JoinProblem)
  case share(ShareProblem)
}
