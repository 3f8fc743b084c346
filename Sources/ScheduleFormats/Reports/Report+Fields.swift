import AdjointSchedules

/// The table as plain fields, which text and CSV lay out.
extension Report {
  /// The names of the columns; a column about levels becomes three per level.
  var fieldNames: [String] {
    let levels = levelCount
    return columns.enumerated().flatMap { index, name in
      guard let levels = levels[index] else { return [name] }
      return (0..<levels).flatMap { ["writes-\($0)", "reads-\($0)", "peak-slots-\($0)"] }
    }
  }

  /// Returns the fields of each row as text, with `none` for missing values.
  func fields(none: String) -> [[String]] {
    rows.map { row in row.flatMap { $0.fields(none: none) } }
  }

  /// The number of levels in each column; nil for columns that are not about levels.
  private var levelCount: [Int?] {
    columns.indices.map { index in
      rows.lazy.compactMap { row -> Int? in
        if case .uses(let uses) = row[index] { return uses.count }
        return nil
      }.first
    }
  }
}

extension Report.Cell {
  package func fields(none: String) -> [String] {
    switch self {
    case .uses(let uses):
      return uses.flatMap { ["\($0.writes)", "\($0.reads)", "\($0.peakSlots)"] }
    default:
      return [text(none: none)]
    }
  }

  private func text(none: String) -> String {
    switch self {
    case .word(let word): return word
    case .number(let number): return String(number)
    case .cost(let units, let digits): return CostText.text(units, fractionDigits: digits)
    case .ratio(let ratio): return ratio.thousandths.map(Self.ratioText) ?? none
    case .flag(let flag): return flag ? "yes" : "no"
    case .none, .uses: return none
    }
  }

  /// Returns thousandths with exactly three decimals, so that the points align.
  private static func ratioText(_ thousandths: Int) -> String {
    let rest = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }

  /// True for numbers, which text aligns to the right.
  var isNumeric: Bool {
    switch self {
    case .word, .flag: return false
    default: return true
    }
  }
}
