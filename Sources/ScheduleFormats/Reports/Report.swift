import AdjointSchedules

/// A table of results with the facts needed to read it: the output of comparisons, sweeps and budgets.
///
/// Names are hyphenated, as in text and CSV; JSON spells them `likeThis`.
package struct Report: Sendable {
  /// One value.
  package enum Cell: Hashable, Sendable {
    case word(String)
    case number(Int)
    /// A cost in units of 10^-`fractionDigits`.
    case cost(Int, fractionDigits: Int)
    /// A ratio, written with three decimals, halves rounded up.
    case ratio(Ratio)
    case flag(Bool)
    /// The use of each level: three columns per level, or one list in JSON.
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

  /// A planner missing from the rows, and why.
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

  /// A planner with rows not proven optimal because it got only part of the work it may do when run alone.
  package struct CutShort: Hashable, Sendable {
    package var planner: String
    /// The most by which its makespan may exceed the optimum, in millionths, rounded up; nil if no row has a bound.
    package var millionths: Int?

    package init(planner: String, millionths: Int?) {
      self.planner = planner
      self.millionths = millionths
    }

    /// The note for the user.
    package var sentence: String {
      let excess = millionths.map { ", at most \(CostText.text($0, fractionDigits: 4)) % above the optimum," } ?? ""
      return
        "\(planner)\(excess) was cut short: with other planners it gets only part of its limit of work; 'adjsched plan --planner \(planner)' searches longer"
    }
  }

  /// The name and version of the report's format, such as `adjsched-comparison/1`.
  package var format: String
  /// The problem of all rows, if there is only one.
  package var problem: Problem?
  package var facts: [Fact]
  package var columns: [String]
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

  /// Returns the report as a file.
  package func bytes(format: TableFormat) -> [UInt8] {
    switch format {
    case .text: return textBytes
    case .csv: return csvBytes
    case .json: return jsonBytes
    }
  }
}
