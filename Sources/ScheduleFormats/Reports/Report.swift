import AdjointSchedules

/// A table of results with what has to be known to read it: what comparisons, sweeps and budgets are written from.
///
/// Names are words joined by hyphens, as text and CSV show them; JSON spells them `likeThis`.
public struct Report: Sendable {
  /// One value.
  public enum Cell: Hashable, Sendable {
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
  public struct Fact: Hashable, Sendable {
    public var name: String
    public var value: Cell

    public init(_ name: String, _ value: Cell) {
      self.name = name
      self.value = value
    }
  }

  /// A planner that is missing from the rows, and why.
  public struct Exclusion: Hashable, Sendable {
    public var planner: String
    public var reason: String

    public init(planner: String, reason: String) {
      self.planner = planner
      self.reason = reason
    }
  }

  /// A planner some of whose rows are not proven optimal since it had a part only of the work that it may do alone.
  public struct CutShort: Hashable, Sendable {
    public var planner: String
    /// By how much its makespan may exceed the optimum at most, in millionths of that, rounded up; nil where no row has a
    /// bound.
    public var millionths: Int?

    public init(planner: String, millionths: Int?) {
      self.planner = planner
      self.millionths = millionths
    }

    /// What a person is told.
    public var sentence: String {
      let excess = millionths.map { ", at most \(CostText.text($0, fractionDigits: 4)) % above the optimum," } ?? ""
      return
        "\(planner)\(excess) was cut short: beside others it may do a part of its work; 'adjsched plan --planner \(planner)' searches longer"
    }
  }

  /// The name and version of the report's form, such as `adjsched-comparison/1`.
  public var format: String
  /// The problem that all rows are about, where there is one.
  public var problem: Problem?
  public var facts: [Fact]
  public var columns: [String]
  /// The rows, a cell a column.
  public var rows: [[Cell]]
  public var notApplicable: [Exclusion]
  public var cutShort: [CutShort]

  public init(
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
  public func bytes(format: TableFormat) -> [UInt8] {
    switch format {
    case .text: return textBytes
    case .csv: return csvBytes
    case .json: return jsonBytes
    }
  }
}
