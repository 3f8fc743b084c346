import AdjointSchedules
import ScheduleFormats

/// What was measured, as tables.
extension Calibration {
  /// Each level's costs: the medians with the shortest and longest times, in seconds.
  func report(_ request: CalibrationRequest) -> Report {
    let names = ["write", "write-least", "write-most", "read", "read-least", "read-most"]
    return Report(
      format: "adjsched-calibration/1", facts: facts(request),
      columns: ["level"] + names + [
        "cached-percent", "slots-measured", "write-is", "read-is", "write-hidden", "read-hidden",
      ],
      rows: levels.map { level in
        let times = [level.writes, level.reads].flatMap { [$0.median, $0.least, $0.most] }
        return [.word(level.level.name ?? "")] + times.map(Self.cell)
          + [
            level.timings.cached.map { .number($0) } ?? .none, .number(level.slots),
            .word(level.proposed.write.rawValue), .word(level.proposed.read.rawValue),
            level.hidden.map { .number($0.write) } ?? .none, level.hidden.map { .number($0.read) } ?? .none,
          ]
      })
  }

  /// The spread of every transfer that was timed, in seconds.
  func transferReport(_ request: CalibrationRequest) -> Report {
    var rows: [[Report.Cell]] = []
    for level in levels {
      for isLoaded in [false, true] {
        for transfer in Transfer.allCases {
          guard let spread = level.timings.spread(transfer, isLoaded: isLoaded) else { continue }
          let isCost =
            isLoaded == level.level.isOverlapped
            && (transfer == level.proposed.write || transfer == level.proposed.read)
          let times = [spread.median, spread.lowerQuartile, spread.upperQuartile, spread.least, spread.most]
          rows.append(
            [.word(level.level.name ?? ""), .word(transfer.rawValue), .flag(isLoaded), .flag(isCost)]
              + times.map(Self.cell)
              + [.number(spread.count), (isLoaded ? level.timings.hidden(transfer) : nil).map { .number($0) } ?? .none])
        }
      }
    }
    return Report(
      format: "adjsched-transfers/1", facts: facts(request),
      columns: [
        "level", "transfer", "loaded", "is-cost", "median", "lower-quartile", "upper-quartile", "least", "most",
        "times", "hidden-percent",
      ], rows: rows)
  }

  private func facts(_ request: CalibrationRequest) -> [Report.Fact] {
    [
      .init("size", .number(request.size)), .init("repetitions", .number(request.repetitions)),
      .init("unit", .word("s")),
    ]
  }

  private static func cell(_ time: Int) -> Report.Cell {
    .cost(Spread.rounded(time), fractionDigits: DecimalCost.maximumFractionDigits)
  }
}
