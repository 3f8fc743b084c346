@testable import AdjointSchedules

/// Plans a problem by prices, its levels fastest first.
func planByPrices(
  _ problem: Problem, effort: PriceEngine.Effort = .standard
) throws -> (result: PriceEngine.Result, schedule: Schedule) {
  let result = try PriceEngine.plan(
    length: problem.chain.length, forwardCost: problem.chain.forwardCost.common ?? 0,
    backwardCost: problem.chain.backwardCost.common ?? 0,
    levels: problem.levels.enumerated().map { (index: $0.offset, level: $0.element) }, effort: effort)
  let schedule = Schedule(
    problem: problem, planner: .hrevolve, makespan: result.makespan, lowerBound: result.lowerBound,
    caveat: result.isExact ? nil : .searchEnded, plan: result.plan)
  return (result, schedule)
}

/// Returns the optimum of every length up to `length`, tabulated.
func optima(_ length: Int, _ levels: [Level], forward: Int, backward: Int) throws -> [Int] {
  try LevelTable(
    length: length, forwardCost: forward, backwardCost: backward,
    levels: levels.enumerated().map { (index: $0.offset, level: $0.element) }
  ).optimum.map { Int($0) }
}

func describe(_ levels: [Level]) -> String {
  levels.map { "\($0.slots.map(String.init) ?? "inf"):\($0.writeCost):\($0.readCost)" }.joined(separator: " ")
}
