/// What the price engine did to plan a chain: counts that do not depend on the machine, for tests and reports.
struct PriceWork: Hashable, Sendable {
  /// Prices at which the dual was evaluated, and the cells that this took.
  var dualEvaluations = 0
  var dualCells = 0
  /// Windows for which loss functions were made.
  var windows = 0
  /// Loss functions summed, the pieces of the results, and the pairs of pieces looked at.
  var sums = 0
  var pieces = 0
  var pairs = 0
  /// Distinct segments of the schedule for which a split was looked up.
  var openedSegments = 0
}
