import AdjointSchedules
@main struct Adjsched { static func main() throws {
  let a = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
  let l = a[0]
  let levels = stride(from: 1, to: a.count, by: 3).map { Level(name: "x", slots: a[$0] < 0 ? nil : a[$0], writeCost: a[$0+1], readCost: a[$0+2]) }
  let p = try Problem(chain: Chain(length: l), levels: levels)
  let s = try Planner.hrevolve.plan(p)
  var r = ReplayMachine(problem: p)
  for o in s { if l < 10 { print(o) }; try r.execute(o) }
  try r.finish()
  print(s.makespan, r.makespan, try s.statistics() == r.statistics, r.statistics, r.storedStates)
} }
