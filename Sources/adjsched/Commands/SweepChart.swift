import ScheduleFormats

/// The picture of a sweep: makespans over the axis with the most points, with one curve per planner and point of the
/// other axes.
struct SweepChart {
  private let axes: [SweepAxis]
  private let names: [String]
  /// The index of the horizontal axis; nil if there is none.
  private let across: Int?
  /// The options that do not vary, as typed.
  private let fixed: [String]

  /// - Throws: ``UsageError`` if there would be more curves than can be told apart.
  init(_ arguments: Arguments, _ axes: [SweepAxis], planners: Int) throws(UsageError) {
    self.axes = axes
    names = SweepAxis.names(of: axes)
    fixed = arguments.problemOptionsThatCount.filter { index in
      !axes.contains { $0.occurrence == index }
    }.map { index in
      let option = arguments.occurrences[index]
      return "\(option.key.rawValue) \(option.value)"
    }
    // Among equally long ones, the first.
    across = axes.indices.max { (axes[$0].values.count, $1) < (axes[$1].values.count, $0) }
    let curves = axes.indices.filter { $0 != across }.reduce(planners) { $0 * axes[$1].values.count }
    if curves > LineChart.maximumCurves {
      throw .outOfRange(
        Option.Key.format.name,
        reason:
          "svg has room for \(LineChart.maximumCurves) curves, and these ranges and planners make \(curves); use fewer, or csv"
      )
    }
  }

  /// Returns the chart of a sweep.
  ///
  /// - Complexity: O(rows) expected.
  func chart(_ result: SweepResult) -> LineChart {
    var curves: [LineChart.Curve] = []
    var origins: [(family: String, group: String)] = []
    var greatest: [(y: Double, text: String)] = []
    var places: [String: Int] = [:]
    for row in result.rows {
      let y = Double(row.makespan) / (0..<row.fractionDigits).reduce(1.0) { power, _ in power * 10 }
      let (family, group) = origin(of: row)
      let name = ([family] + group).joined(separator: ", ")
      let place = places[name, default: curves.count]
      let isNew = place == curves.count
      if isNew {
        places[name] = place
        curves.append(LineChart.Curve(name: name, points: []))
        origins.append((family, group.joined(separator: ", ")))
        greatest.append((y, ""))
      }
      curves[place].points.append(LineChart.Point(x: position(of: row), y: y))
      if isNew || y > greatest[place].y {
        greatest[place] = (y, CostText.text(row.makespan, fractionDigits: row.fractionDigits))
      }
    }
    let outliers = LineChart.outliers(
      zip(origins, greatest).map { (family: $0.family, group: $0.group, greatest: $1.y) })
    let limit = curves.indices.filter { !outliers.contains(origins[$0].family) }.map { greatest[$0].y }.max()
    for index in curves.indices where outliers.contains(origins[index].family) {
      let most = greatest[index]
      guard let limit, most.y > limit else { continue }
      let isLevel = curves[index].points.allSatisfy { $0.y == most.y }
      curves[index].cut = (isLevel ? "" : "up to ") + GroupedNumber.text(most.text)
    }
    let fitted = curves.filter { $0.cut == nil }.flatMap(\.points)
    return LineChart(
      title: title, x: ChartAxis(title: axisTitle, scale: xScale(curves.flatMap(\.points).map(\.x))),
      y: ChartAxis(title: "makespan (units of cost)", scale: ChartAxis.scale(for: fitted.map(\.y), fromZero: true)),
      curves: curves)
  }

  private var title: String {
    ([across.map { "makespan over \(names[$0])" } ?? "makespan"] + fixed).joined(separator: ", ")
  }

  /// The axis's option, with the unit of its values.
  private var axisTitle: String {
    guard let across else { return "one problem" }
    return "\(names[across]) (\(axes[across].unit))"
  }

  private func xScale(_ values: [Double]) -> ChartAxis.Scale {
    guard let across else { return .names([""]) }
    if axes[across].key != .level { return ChartAxis.scale(for: values, fromZero: false) }
    return .names(axes[across].values.map(\.text))
  }

  /// Returns a row's horizontal position.
  private func position(of row: SweepResult.Row) -> Double {
    guard let across else { return 0 }
    return axes[across].values[row.point[across]].number ?? Double(row.point[across])
  }

  /// Returns the planner and the values on the other axes.
  private func origin(of row: SweepResult.Row) -> (family: String, group: [String]) {
    let others = axes.indices.filter { $0 != across }
    return (row.planner.rawValue, others.map { "\(names[$0]) \(axes[$0].values[row.point[$0]].text)" })
  }
}

extension Arguments {
  /// The indices of the problem's options, without those overridden by later ones.
  fileprivate var problemOptionsThatCount: [Int] {
    let keys = Command.chainOptions + Command.platformOptions
    return occurrences.indices.filter { index in
      let key = occurrences[index].key
      if key == .level { return true }
      let same: Set<Option.Key> = key == .length || key == .steps ? [.length, .steps] : [key]
      return keys.contains(key) && !occurrences[(index + 1)...].contains { same.contains($0.key) }
    }
  }
}
