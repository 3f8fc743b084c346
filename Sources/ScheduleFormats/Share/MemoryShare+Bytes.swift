import AdjointSchedules

extension MemoryShare {
  /// Returns the division as a file.
  package func bytes(format: TableFormat) -> [UInt8] {
    format == .json ? jsonBytes : report.bytes(format: format)
  }

  /// The division as a table with one row per chain.
  private var report: Report {
    let digits = problem.fractionDigits
    return Report(
      format: Self.formatName,
      facts: [
        .init("processors", .word(problem.processors.rawValue)),
        .init("minimize", .word(problem.objective.rawValue)),
        .init("slots", problem.slots.map { .number($0) } ?? .word("unlimited")),
        .init("sum", .cost(sum, fractionDigits: digits)), .init("maximum", .cost(maximum, fractionDigits: digits)),
        .init("optimal", .flag(isOptimal)),
      ] + (isOptimal ? [] : [.init("lower-bound", .cost(lowerBound, fractionDigits: digits))]),
      columns: ["chain", "length", "slots", "makespan"],
      rows: zip(problem.chains, parts).enumerated().map { index, pair in
        let (chain, part) = pair
        return [
          .word(chain.name ?? "\(index)"), .number(chain.length), .number(part.slots),
          .cost(part.makespan, fractionDigits: digits),
        ]
      })
  }

  /// A single object: one line per chain, then the sum and the maximum.
  private var jsonBytes: [UInt8] {
    let digits = problem.fractionDigits
    var json = JSONBuilder(style: .readable)
    json.openTop()
    json.topField("format")
    json.string(Self.formatName)
    json.topField("chains")
    json.open(ASCII.openBracket, padded: false)
    for (chain, part) in zip(problem.chains, parts) {
      json.separate(before: json.style.levelStart)
      json.open(ASCII.openBrace)
      if let name = chain.name {
        json.field("name")
        json.string(name)
      }
      json.field("slots")
      json.number(part.slots)
      json.field("makespan")
      json.cost(part.makespan, fractionDigits: digits)
      json.close(ASCII.closeBrace)
    }
    json.bytes.append(text: json.style.levelsEnd)
    json.close(ASCII.closeBracket, padded: false)
    json.topField("sum")
    json.cost(sum, fractionDigits: digits)
    json.topField("maximum")
    json.cost(maximum, fractionDigits: digits)
    json.topField("optimal")
    json.bool(isOptimal)
    json.topField("lowerBound")
    json.cost(lowerBound, fractionDigits: digits)
    json.closeTop()
    return json.bytes
  }

  private static let formatName = "adjsched-share/1"
}
