import AdjointSchedules
import ScheduleFormats

/// An option's value: a single value or, for commands that take ranges, the points of a range.
struct Stated<Value: Sendable>: Sendable {
  let option: String
  /// At least one value; those of a range increase.
  let values: [Value]
  let isRange: Bool

  init(_ value: Value, option: String) {
    (self.option, values, isRange) = (option, [value], false)
  }

  init(points: [Value], option: String) {
    (self.option, values, isRange) = (option, points, true)
  }
}

/// A cost as typed: a plain number, or a time, converted to seconds.
struct StatedCost: Sendable {
  let cost: DecimalCost
  let text: String
  let isTime: Bool
  /// The number of digits after the point to show, the same for all points of a range.
  var fractionDigits = 0

  /// The cost as a point of a sweep.
  var value: SweepAxis.Value {
    let digits = max(cost.fractionDigits, fractionDigits)
    return .number(cost.units(scale: digits) ?? 0, fractionDigits: digits)
  }
}

extension Arguments.Occurrence {
  /// Returns the value as whole numbers in `range`.
  func wholeNumbers(in range: ClosedRange<Int>, takesRanges: Bool) throws(UsageError) -> Stated<Int> {
    guard takesRanges, let points = try ValueRange(self, isCost: false)?.points().values else {
      return Stated(try wholeNumber(in: range), option: name)
    }
    for end in [points[0], points[points.count - 1]] where !range.contains(end) {
      throw .notAWholeNumber(name, value: String(end), range: range, orUnlimited: false)
    }
    return Stated(points: points, option: name)
  }

  /// Returns the value as numbers of slots, nil for `inf`.
  func slots(takesRanges: Bool) throws(UsageError) -> Stated<Int?> {
    guard takesRanges, let points = try ValueRange(self, isCost: false)?.points().values else {
      return Stated(try SlotCount.parse(value, option: name), option: name)
    }
    if let most = points.last, !SlotCount.range.contains(most) {
      throw .notAWholeNumber(name, value: String(most), range: SlotCount.range, orUnlimited: true)
    }
    return Stated(points: points, option: name)
  }

  /// Returns the value as costs.
  func costs(takesRanges: Bool) throws(UsageError) -> Stated<StatedCost> {
    guard takesRanges, let range = try ValueRange(self, isCost: true) else {
      let isTime = TimeText.isTime(value)
      return Stated(StatedCost(cost: try cost(), text: value, isTime: isTime), option: name)
    }
    let (points, digits) = try range.points()
    return Stated(
      points: points.map { units in
        StatedCost(
          cost: DecimalCost(units, fractionDigits: digits),
          text: CostText.text(units, fractionDigits: digits) + (range.isTime ? "s" : ""), isTime: range.isTime,
          fractionDigits: digits)
      },
      option: name)
  }
}
