import ScheduleFormats

/// The picture of a sweep: makespans over the axis with the most points, a curve for each planner and each point of the
/// other axes.
struct SweepChart {
  private let axes: [SweepAxis]
  /// Which axis runs from left to right; nil when there is none.
  private let across: Int?
  /// The options that are the same at all points, as typed.
  private let fixed: [String]
  /// Where the values that are no numbers stand on that axis.
  private let places: [String: Double]

  /// - Throws: ``UsageError`` when there would be more curves than can be told apart.
  init(_ arguments: Arguments, _ axes: [SweepAxis], planners: Int) throws(UsageError) {
    self.axes = axes
    let keys = Command.chainOptions + Command.platformOptions
    fixed = arguments.occurrences.indices.compactMap { index in
      let option = arguments.occurrences[index]
      guard keys.contains(option.key), !axes.contains(where: { $0.occurrence == index }) else {
        return nil
      }
      return "\(option.key.rawValue) \(option.value)"
    }
    // Of equally long ones the first.
    across = axes.indices.max { (axes[$0].values.count, $1) < (axes[$1].values.count, $0) }
    let words = across.map { axes[$0].values.map(\.cell.word) } ?? []
    places = Dictionary(zip(words, words.indices.map(Double.init))) { first, _ in first }
    let curves = axes.indices.filter { $0 != across }.reduce(planners) { $0 * axes[$1].values.count }
    if curves > LineChart.maximumCurves {
      throw .outOfRange(
        Option.Key.format.name,
        reason:
          "svg has room for \(LineChart.maximumCurves) curves, and these ranges and planners make \(curves); give fewer of them, or use csv"
      )
    }
  }

  /// Returns the chart of a report whose rows begin with the axes, the planner and the makespan.
  ///
  /// - Complexity: O(rows) expected.
  func chart(_ report: Report) -> LineChart {
    var curves: [LineChart.Curve] = []
    var origins: [(family: String, group: String)] = []
    var greatest: [Report.Cell] = []
    var places: [String: Int] = [:]
    for row in report.rows where row.count > axes.count + 1 {
      guard let y = row[axes.count + 1].number else { continue }
      let (family, group) = origin(of: row)
      let name = ([family] + group).joined(separator: ", ")
      let place = places[name, default: curves.count]
      if place == curves.count {
        places[name] = place
        curves.append(LineChart.Curve(name: name, points: []))
        origins.append((family, group.joined(separator: ", ")))
        greatest.append(row[axes.count + 1])
      }
      curves[place].points.append(LineChart.Point(x: position(in: row), y: y))
      if y > greatest[place].number ?? 0 { greatest[place] = row[axes.count + 1] }
    }
    let outliers = LineChart.outliers(
      zip(origins, greatest).map { (family: $0.family, group: $0.group, greatest: $1.number ?? 0) })
    let limit = curves.indices.filter { !outliers.contains(origins[$0].family) }.compactMap { greatest[$0].number }
      .max()
    for index in curves.indices where outliers.contains(origins[index].family) {
      guard let limit, let most = greatest[index].number, most > limit else { continue }
      let isLevel = curves[index].points.allSatisfy { $0.y == most }
      curves[index].cut = (isLevel ? "" : "up to ") + GroupedNumber.text(greatest[index].word)
    }
    let fitted = curves.filter { $0.cut == nil }.flatMap(\.points)
    return LineChart(
      title: title, x: ChartAxis(title: axisTitle, scale: xScale(curves.flatMap(\.points).map(\.x))),
      y: ChartAxis(title: "makespan (units of cost)", scale: ChartAxis.scale(for: fitted.map(\.y), fromZero: true)),
      curves: curves)
  }

  private var title: String {
    let names = [across.map { "makespan over \(axes[$0].name)" } ?? "makespan"] + fixed
    return names.joined(separator: ", ")
  }

  /// The option that the axis varies, with the unit of its values.
  private var axisTitle: String {
    guard let across else { return "one problem" }
    let units: [String: String] = [
      "length": "steps", "steps": "time steps", "memory-slots": "states", "disk-slots": "states", "period": "steps",
      "disk-write": "units of cost", "disk-read": "units of cost", "forward-cost": "units of cost",
      "backward-cost": "units of cost",
    ]
    let name = axes[across].name
    return units[name].map { "\(name) (\($0))" } ?? "\(name) ([name=]slots:write:read)"
  }

  private func xScale(_ values: [Double]) -> ChartAxis.Scale {
    guard let across else { return .names([""]) }
    if axes[across].isNumeric { return ChartAxis.scale(for: values, fromZero: false) }
    return .names(axes[across].values.map(\.text))
  }

  /// Returns where a row stands from left to right.
  private func position(in row: [Report.Cell]) -> Double {
    guard let across else { return 0 }
    if let number = row[across].number { return number }
    return places[row[across].word] ?? 0
  }

  /// Returns the planner, and the values on the other axes.
  private func origin(of row: [Report.Cell]) -> (family: String, group: [String]) {
    let others = axes.indices.filter { $0 != across }
    return (row[axes.count].word, others.map { "\(axes[$0].name) \(row[$0].word)" })
  }
}

extension SweepAxis {
  fileprivate var isNumeric: Bool { values.allSatisfy { $0.cell.number != nil } }
}

extension Report.Cell {
  /// The value as a number for a picture; nil for what is none.
  fileprivate var number: Double? {
    switch self {
    case .number(let number): return Double(number)
    case .cost(let units, let digits): return Double(units) / (0..<digits).reduce(1.0) { power, _ in power * 10 }
    default: return nil
    }
  }

  fileprivate var word: String {
    switch self {
    case .word(let word): return word
    case .number(let number): return String(number)
    case .cost(let units, let digits): return CostText.text(units, fractionDigits: digits)
    default: return ""
    }
  }
}
