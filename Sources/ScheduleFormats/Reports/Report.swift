import AdjointSchedules

/// A table of results with what has to be known to read it: what comparisons, sweeps and budgets are written from.
///
/// Names are words joined by hyphens, as text and CSV show them; JSON spells them `likeThis`.
package struct Report: Sendable {
  /// One value.
  package enum Cell: Hashable, Sendable {
    case word(String)
    case number(Int)
    /// A cost in units of 10^-`fractionDigits`.
    case cost(Int, fractionDigits: Int)
    /// A ratio, written with three digits after the point, halves rounded up.
    case ratio(Ratio)
    case flag(Bool)
    /// What a schedule does with each level: three columns a level, or one list in JSON.
    case uses([Statistics.LevelUse])
    /// No value: `-`, nothing, or null.
    case none
  }

  /// A name and its value.
  package struct Fact: Hashable, Sendable {
    package var name: String
    package var value: Cell

    package init(_ name: String, _ value: Cell) {
      self.name = name
      self.value = value
    }
  }

  /// A planner that is missing from the rows, and why.
  package struct Exclusion: Hashable, Sendable {
    package var planner: String
    package var reason: String
    /// True when the reason begins with the planner's name.
    var isNamed = false

    package init(planner: String, reason: String) {
      self.planner = planner
      self.reason = reason
    }

    package init(planner: Planner, reason: PlanningError) {
      self.init(planner: planner.rawValue, reason: reason.description)
      isNamed = reason.subject == planner
    }
  }

  /// A planner some of whose rows are not proven optimal since it had a part only of the work that it may do alone.
  package struct CutShort: Hashable, Sendable {
    package var planner: String
    /// By how much its makespan may exceed the optimum at most, in millionths of that, rounded up; nil where no row has a
    /// bound.
    package var millionths: Int?

    package init(planner: String, millionths: Int?) {
      self.planner = planner
      self.millionths = millionths
    }

    /// What a person is told.
    package var sentence: String {
      let excess = millionths.map { ", at most \(CostText.text($0, fractionDigits: 4)) % above the optimum," } ?? ""
      return
        "\(planner)\(excess) was cut short: beside others it may do a part of its work; 'adjsched plan --planner \(planner)' searches longer"
    }
  }

  /// The name and version of the report's form, such as `adjsched-comparison/1`.
  package var format: String
  /// The problem that all rows are about, where there is one.
  package var problem: Problem?
  package var facts: [Fact]
  package var columns: [String]
  /// The rows, a cell a column.
  package var rows: [[Cell]]
  package var notApplicable: [Exclusion]
  package var cutShort: [CutShort]

  package init(
    format: String, problem: Problem? = nil, facts: [Fact] = [], columns: [String], rows: [[Cell]],
    notApplicable: [Exclusion] = [], cutShort: [CutShort] = []
  ) {
    self.format = format
    self.problem = problem
    self.facts = facts
    self.columns = columns
    self.rows = rows
    self.notApplicable = notApplicable
    self.cutShort = cutShort
  }

  /// Returns the report as the bytes of a file.
  package func bytes(format: TableFormat) -> [UInt8] {
    switch format {
    case .text: return textBytes
    case .csv: return csvBytes
    case .json: return jsonBytes
    }
  }
}
