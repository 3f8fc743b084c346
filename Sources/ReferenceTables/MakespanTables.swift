import AdjointSchedules

/// A CSV file being built: one line per row, fields without quotes.
private struct Table {
  private(set) var text: String

  init(header: [String]) { text = header.joined(separator: ",") + "\n" }

  mutating func add(_ fields: [String]) { text += fields.joined(separator: ",") + "\n" }
}

private func problem(length: Int, _ levels: [Level], forward: Int = 1, backward: Int = 1) throws -> Problem {
  try Problem(
    chain: Chain(length: length, forwardCost: .uniform(forward), backwardCost: .uniform(backward)), levels: levels)
}

func revolveMakespans() throws -> ReferenceFile {
  let slots = 1...50
  var table = Table(header: ["l"] + slots.map { "m=\($0)" })
  for length in 0...1000 {
    let makespans = try slots.map { slots in
      try Planner.revolve.schedule(for: problem(length: length, [Level(name: "memory", slots: slots)])).makespanUnits
    }
    table.add(([length] + makespans).map(String.init))
  }
  return ReferenceFile(
    name: "revolve-makespans.csv",
    description:
      "Optimal makespans of Revolve: a row for each length l to 1000, a column for each number of slots m to 50; uf = ub = 1.",
    command: "adjsched revolve -l 1000 -m 10 --summary", content: Array(table.text.utf8))
}

func diskRevolveMakespans() throws -> ReferenceFile {
  var table = Table(
    header: ["l", "m", "disk-slots", "disk-write", "disk-read", "uf", "ub", "makespan", "disk-writes", "disk-reads"])
  for (forward, backward) in [(1, 1), (5, 3)] {
    for (disk, write, read) in [(nil, 0, 0), (nil, 2, 1), (nil, 5, 5), (nil, 30, 1), (nil, 1, 30), (4, 5, 5)] {
      for slots in [0, 1, 2, 3, 5, 10] {
        for length in [1, 2, 5, 10, 20, 50, 100, 200, 500] {
          let levels = [
            Level(name: "memory", slots: slots),
            Level(name: "disk", slots: disk, writeCost: write, readCost: read),
          ]
          let schedule = try Planner.diskRevolve.schedule(
            for: problem(length: length, levels, forward: forward, backward: backward))
          let use = try schedule.statistics().levels[1]
          table.add(
            [String(length), String(slots), disk.map(String.init) ?? "inf"]
              + [write, read, forward, backward, schedule.makespanUnits, use.writes, use.reads].map(String.init))
        }
      }
    }
  }
  return ReferenceFile(
    name: "disk-revolve-makespans.csv",
    description:
      "Optimal makespans of Disk-Revolve on a range of platforms: length, slots of memory and disk (inf: no bound), costs, makespan, and the writes and reads of the schedule on disk.",
    command:
      "adjsched disk-revolve -l 500 -m 10 --disk-write 5 --disk-read 5 --forward-cost 5 --backward-cost 3 --summary",
    content: Array(table.text.utf8))
}

func hrevolveMakespans() throws -> ReferenceFile {
  let platforms: [[(Int?, Int, Int)]] = [
    [(1, 1, 1)], [(3, 2, 1), (3, 2, 1)], [(2, 0, 0), (3, 5, 5)], [(3, 0, 0), (4, 20, 20)], [(1, 6, 0), (2, 9, 1)],
    [(1, 2, 0), (1, 2, 0), (2, 4, 1)], [(4, 0, 0), (4, 2, 2), (4, 10, 10)], [(5, 0, 0), (8, 50, 50), (4, 200, 200)],
    [(2, 1, 0), (5, 11, 7), (7, 90, 40)], [(10, 0, 0), (100, 5, 4), (nil, 50, 40)],
    // Not hierarchical: write or read costs decrease from one level to the next.
    [(2, 0, 4), (2, 4, 0)], [(1, 19, 8), (1, 4, 8), (1, 16, 5)],
  ]
  var table = Table(header: ["levels", "l", "uf", "ub", "makespan", "optimal"])
  for platform in platforms {
    let levels = platform.enumerated().map {
      Level(name: "level \($0.offset)", slots: $0.element.0, writeCost: $0.element.1, readCost: $0.element.2)
    }
    let name = platform.map { "\($0.0.map(String.init) ?? "inf"):\($0.1):\($0.2)" }.joined(separator: " ")
    for (forward, backward) in [(1, 1), (3, 2), (1, 4)] {
      for length in [1, 2, 5, 10, 20, 50, 100, 200, 500] {
        let schedule = try Planner.hrevolve.schedule(
          for: problem(length: length, levels, forward: forward, backward: backward))
        table.add(
          [name] + [length, forward, backward, schedule.makespanUnits].map(String.init)
            + [schedule.isOptimal ? "true" : "false"])
      }
    }
  }
  return ReferenceFile(
    name: "hrevolve-makespans.csv",
    description:
      "Makespans of H-Revolve on platforms of one to three levels, each slots:write:read: length, costs of a forward and a backward step, makespan, and whether it is proven optimal. The last two platforms are not hierarchical.",
    command: "adjsched hrevolve -l 500 --level 10 --level 100:5:4 --level inf:50:40 --summary",
    content: Array(table.text.utf8))
}
