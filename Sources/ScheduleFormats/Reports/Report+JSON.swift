import AdjointSchedules

extension Report {
  /// A single object: the format's name, the problem, the facts, the rows and the missing planners.
  var jsonBytes: [UInt8] {
    var json = JSONBuilder(style: .readable)
    json.openTop()
    json.topField("format")
    json.string(format)
    if let problem { json.appendFields(of: problem) }
    for fact in facts {
      json.topField(Self.key(fact.name))
      json.append(fact.value)
    }
    json.topField("rows")
    json.appendLines(rows) { json, row in
      for (name, cell) in zip(columns, row) {
        json.field(Self.key(name))
        json.append(cell)
      }
    }
    if !cutShort.isEmpty {
      json.topField("cutShort")
      json.appendLines(cutShort) { json, planner in
        json.field("planner")
        json.string(planner.planner)
        json.field("atMostAbove")
        json.append(planner.millionths.map { .cost($0, fractionDigits: 6) } ?? .none)
      }
    }
    if !notApplicable.isEmpty {
      json.topField("notApplicable")
      json.appendLines(notApplicable) { json, exclusion in
        json.field("planner")
        json.string(exclusion.planner)
        json.field("reason")
        json.string(exclusion.reason)
      }
    }
    json.closeTop()
    return json.bytes
  }

  /// Returns `peak-slots` as `peakSlots`.
  static func key(_ name: String) -> String {
    let words = name.split(separator: "-")
    return words.dropFirst().reduce(String(words.first ?? "")) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
  }
}

extension JSONBuilder {
  /// Appends a list of objects, one per line.
  fileprivate mutating func appendLines<Element>(
    _ elements: [Element], _ body: (inout JSONBuilder, Element) -> Void
  ) {
    open(ASCII.openBracket, padded: false)
    for element in elements {
      separate(before: style.levelStart)
      open(ASCII.openBrace)
      body(&self, element)
      close(ASCII.closeBrace)
    }
    if !elements.isEmpty { bytes.append(text: style.levelsEnd) }
    close(ASCII.closeBracket, padded: false)
  }

  fileprivate mutating func append(_ cell: Report.Cell) {
    switch cell {
    case .word(let word): string(word)
    case .number(let value): number(value)
    case .cost(let units, let digits): cost(units, fractionDigits: digits)
    case .ratio(let ratio):
      if let thousandths = ratio.thousandths { cost(thousandths, fractionDigits: 3) } else { raw("null") }
    case .flag(let flag): bool(flag)
    case .uses(let uses): append(uses, fractionDigits: 0, isBrief: true)
    case .none: raw("null")
    }
  }
}
