import AdjointSchedules
import ScheduleFormats

/// The costs of heuristics compared with the optimum, for growing chains on a few platforms: tables and figures.
///
/// After the campaign of J. Herrmann, G. Pallez, H-Revolve, ACM TOMS 46 (2020), doi:10.1145/3378672, with parameters of
/// this project's own: all are stated here and in docs/experiments.md.
struct HeuristicLoss {
  /// A platform and its lengths.
  struct Platform {
    let name: String
    let title: String
    let levels: [Level]
    let lengths: [Int]
    /// True if the formulas of the published library lose something.
    var hasTruncated = false
  }

  private static let lengths = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000]

  static let platforms = [
    Platform(
      name: "memory-and-disk", title: "memory 5, disk unlimited at 20 a write, 5 a read",
      levels: [Level(name: "memory", slots: 5), Level(name: "disk", slots: nil, writeCost: 20, readCost: 5)],
      lengths: lengths),
    Platform(
      name: "little-memory", title: "memory 2, disk unlimited at 30 a write, 1 a read",
      levels: [Level(name: "memory", slots: 2), Level(name: "disk", slots: nil, writeCost: 30, readCost: 1)],
      lengths: lengths),
    Platform(
      name: "three-levels", title: "memory 5, nvme 10 at 4 and 4, pfs 20 at 40 and 40",
      levels: [
        Level(name: "memory", slots: 5), Level(name: "nvme", slots: 10, writeCost: 4, readCost: 4),
        Level(name: "pfs", slots: 20, writeCost: 40, readCost: 40),
      ], lengths: lengths),
    Platform(
      name: "memory-with-costs", title: "memory 1 at 8 and 0, nvme 5 at 10 and 0, pfs 1 at 13 and 5",
      levels: [
        Level(name: "memory", slots: 1, writeCost: 8, readCost: 0),
        Level(name: "nvme", slots: 5, writeCost: 10, readCost: 0),
        Level(name: "pfs", slots: 1, writeCost: 13, readCost: 5),
      ], lengths: Array(lengths.prefix(8)), hasTruncated: true),
  ]

  /// Returns the table and the figure of every platform.
  static func files() throws -> [ReferenceFile] {
    try platforms.flatMap { platform in
      let curves = try curves(on: platform)
      let command = "adjsched compare -l 1000 " + platform.levels.map(\.specification).joined(separator: " ")
      return [
        ReferenceFile(
          name: "experiments/\(platform.name).csv",
          description: "All strategies beside the optimum for growing chains; \(platform.title); uf = ub = 1.",
          command: command, content: Array(table(curves, platform).utf8)),
        ReferenceFile(
          name: "experiments/\(platform.name).svg", description: "The same as a figure: ratios to the optimum.",
          command: "make experiments",
          content: chart(curves, platform).svg()),
      ]
    }
  }

  private static func chart(_ curves: [Curve], _ platform: Platform) -> LineChart {
    LineChart(
      title: platform.title, x: ChartAxis(title: "length of the chain (steps)", scale: .logarithmic),
      y: ChartAxis(title: "makespan (times the optimum)", scale: .ratio),
      curves: curves.map { curve in
        LineChart.Curve(
          name: curve.name,
          points: curve.points.map { LineChart.Point(x: Double($0.length), y: Double($0.thousandths) / 1000) })
      })
  }

  private static func curves(on platform: Platform) throws -> [Curve] {
    var curves: [String: Curve] = [:]
    let truncated = platform.hasTruncated ? TruncatedTable(platform.levels, length: platform.lengths.max() ?? 0) : nil
    for length in platform.lengths {
      let problem = try Problem(chain: Chain(length: length), levels: platform.levels)
      let comparison = try Comparison(problem)
      guard case .optimum(let optimum) = comparison.reference else {
        fatalError("the optimum on \(platform.name) with l = \(length) is not proven")
      }
      var makespans = comparison.rows.map { ($0.planner.rawValue, $0.makespan) }
      if let makespan = truncated?.makespan(length) { makespans.append(("published-formulas", makespan)) }
      for (name, makespan) in makespans {
        curves[name, default: Curve(name: name)].points.append(
          Curve.Point(length: length, makespan: makespan, optimum: optimum))
      }
    }
    // Closest to the optimum at the longest chain first, then by name.
    return curves.values.sorted { ($0.last, $0.name) < ($1.last, $1.name) }
  }

  private static func table(_ curves: [Curve], _ platform: Platform) -> String {
    var text = "length,planner,makespan,optimum,to-optimum\n"
    for length in platform.lengths {
      for curve in curves {
        guard let point = curve.points.first(where: { $0.length == length }) else { continue }
        let ratio = CostText.text(point.thousandths, fractionDigits: 3)
        text += "\(length),\(curve.name),\(point.makespan),\(point.optimum),\(ratio)\n"
      }
    }
    return text
  }
}

extension Level {
  /// The level as a value of `--level`.
  fileprivate var specification: String {
    "--level \(name)=\(slots.map(String.init) ?? "inf"):\(writeCost):\(readCost)"
  }
}

/// One strategy's makespans for growing chains, compared with the optimum.
struct Curve {
  struct Point {
    let length: Int
    let makespan: Int
    let optimum: Int

    /// The ratio to the optimum in thousandths.
    var thousandths: Int { Ratio(makespan, to: optimum).thousandths ?? .max }
  }

  let name: String
  var points: [Point] = []

  /// The ratio at the longest chain, in thousandths.
  var last: Int { points.last?.thousandths ?? .max }
}
