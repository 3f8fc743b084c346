import AdjointSchedules
import ScheduleFormats

extension Arguments.Occurrence {
  /// Returns the value as a cost or a time, in which minutes may also be `m`.
  func jobTime() throws(UsageError) -> Stated<StatedCost> {
    if let time = try time(otherUnits: [("m", 60)]) {
      return Stated(StatedCost(cost: time, text: value, isTime: true), option: name)
    }
    do {
      return Stated(
        StatedCost(cost: try CostText.stated(value, option: name), text: value, isTime: false), option: name)
    } catch .notANumber {
      // A comma in place of the point has a hint of its own.
      let advice = UsageError.hint(forCost: value).isEmpty ? "; write a number, or a time such as 24h or 90min" : ""
      throw .badCost(name, value: value, reason: "is neither a cost nor a time\(advice)\(unitHint)")
    } catch {
      throw .badCost(name, value: value, reason: "\(error)")
    }
  }

  /// What a number with the whole word for its unit means, for messages.
  private var unitHint: String {
    let number = value.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let word = value[number.endIndex...].drop { $0 == " " }.lowercased()
    let units = [
      ("hour", "h"), ("hr", "h"), ("min", "min"), ("sec", "s"), ("day", "d"), ("h", "h"), ("d", "d"), ("s", "s"),
    ]
    guard !number.isEmpty, let unit = units.first(where: { word.hasPrefix($0.0) })?.1,
      TimeText.isTime(number + unit)
    else { return "" }
    return "; write \(number)\(unit)"
  }
}

extension DecimalCost {
  /// Returns the cost in units of 10^-`scale`, at most 2^62, so that what does not fit the unit is rounded to one side.
  func units(scale: Int, roundedUp: Bool) -> Int {
    if scale >= fractionDigits { return min(units(scale: scale) ?? 1 << 62, 1 << 62) }
    var rest = significand
    var isRounded = false
    for _ in scale..<fractionDigits {
      isRounded = isRounded || rest % 10 != 0
      rest /= 10
    }
    return rest + (roundedUp && isRounded ? 1 : 0)
  }
}
