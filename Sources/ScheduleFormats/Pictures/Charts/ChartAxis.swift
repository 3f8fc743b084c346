/// The quantity, unit and scale of a chart axis.
package struct ChartAxis: Sendable {
  package enum Scale: Hashable, Sendable {
    /// Linear, from the smallest value to the largest.
    case linear
    /// Linear from 0, or from near the smallest value if that is more than half the largest.
    case linearFromZero
    /// Logarithmic; all values are above 0.
    case logarithmic
    /// For ratios r >= 1, at 1 - 1 / r, which fits all of them; 2 is halfway.
    case ratio
    /// The values 0, 1, 2 ... are names.
    case names([String])
  }

  package var title: String
  package var scale: Scale

  package init(title: String, scale: Scale) {
    self.title = title
    self.scale = scale
  }

  /// Returns the scale for values that are not ratios: logarithmic if they grow by ratios, otherwise linear.
  package static func scale(for values: [Double], fromZero: Bool) -> Scale {
    let linear = fromZero ? Scale.linearFromZero : .linear
    let values = Array(Set(values)).sorted()
    guard let least = values.first, let greatest = values.last, least > 0, greatest >= 5 * least else { return linear }
    // Evenly spread values have their median in the middle; if it is low, a few large values would squash all others.
    let share = (values[values.count / 2] - least) / (greatest - least)
    if greatest < 30 * least { return values.count > 2 && share < 0.1 ? .logarithmic : linear }
    return values.count > 2 && share > 0.3 ? linear : .logarithmic
  }
}

/// An axis fitted to its values.
struct FittedAxis {
  private let scale: ChartAxis.Scale
  private let lower: Double
  private let upper: Double

  init(_ axis: ChartAxis, values: [Double]) {
    scale = axis.scale
    let (least, greatest) = (values.min() ?? 0, values.max() ?? 1)
    switch scale {
    case .linear: (lower, upper) = (least, greatest)
    case .linearFromZero:
      // Equal values use an axis from 0, since there is nothing to magnify.
      let start = least > greatest / 2 && least < greatest ? least - (greatest - least) : 0
      (lower, upper) = (max(0, start), greatest)
    case .logarithmic: (lower, upper) = least > 0 ? (least, greatest) : (1, 10)
    case .ratio: (lower, upper) = (1, .infinity)
    case .names(let names): (lower, upper) = (0, Double(names.count))
    }
  }

  /// Returns the position of a value as a fraction of the axis; a single value is in the middle.
  func place(_ value: Double) -> Double {
    switch scale {
    case .linear, .linearFromZero: return upper > lower ? (value - lower) / (upper - lower) : 0.5
    case .logarithmic:
      let (low, high) = (DecimalLogarithm.of(lower), DecimalLogarithm.of(upper))
      return high > low ? (DecimalLogarithm.of(value) - low) / (high - low) : 0.5
    case .ratio: return 1 - 1 / max(value, 1)
    case .names: return (value + 0.5) / upper
    }
  }

  /// Returns labelled positions, at most `most` if there is a choice.
  func ticks(atMost most: Int) -> [PlotArea.Tick] {
    switch scale {
    case .linear, .linearFromZero: return evenTicks(atMost: most)
    case .logarithmic: return logarithmicTicks(atMost: most)
    case .ratio:
      return [1000, 1100, 1250, 1500, 2000, 3000, 5000, 10_000].map { thousandths in
        PlotArea.Tick(
          place: place(Double(thousandths) / 1000), label: CostText.text(thousandths, fractionDigits: 3))
      }
    case .names(let names):
      let stride = (names.count + most - 1) / max(most, 1)
      return names.enumerated().filter { $0.offset.isMultiple(of: max(stride, 1)) }.map {
        PlotArea.Tick(place: place(Double($0.offset)), label: PrintableText.line($0.element, limit: 24))
      }
    }
  }

  private func evenTicks(atMost most: Int) -> [PlotArea.Tick] {
    guard upper > lower else { return [Self.tick(upper, place(upper))] }
    for exponent in -9...19 {
      for factor in [1, 2, 5] {
        let step = Double(factor) * DecimalLogarithm.power(exponent)
        let first = (lower / step).rounded(.up)
        let count = (upper / step).rounded(.down) - first
        if count > Double(most) || abs(first) > 1e15 { continue }
        guard count >= 0 else { return [Self.tick(lower, place(lower)), Self.tick(upper, place(upper))] }
        return (0...Int(count)).map { index in
          let number = (Int(first) + index) * factor
          return PlotArea.Tick(
            place: place(Double(number) * DecimalLogarithm.power(exponent)), label: Self.text(number, exponent))
        }
      }
    }
    return [Self.tick(lower, place(lower)), Self.tick(upper, place(upper))]
  }

  private func logarithmicTicks(atMost most: Int) -> [PlotArea.Tick] {
    let exponents = Int(DecimalLogarithm.of(lower).rounded(.down))...Int(DecimalLogarithm.of(upper).rounded(.up))
    // As many powers of ten as fit; otherwise every second, third ... one.
    for (factors, stride) in [([1, 2, 5], 1)] + (1...20).map({ ([1], $0) }) {
      let ticks = exponents.filter { $0.isMultiple(of: stride) }.flatMap { exponent in
        factors.map { factor in
          (value: Double(factor) * DecimalLogarithm.power(exponent), factor: factor, exponent: exponent)
        }
      }.filter { (lower...upper).contains($0.value) }
      if ticks.count > most { continue }
      if ticks.count < 2 { break }
      return ticks.map { PlotArea.Tick(place: place($0.value), label: Self.text($0.factor, $0.exponent)) }
    }
    return evenTicks(atMost: most)
  }

  private static func tick(_ value: Double, _ place: Double) -> PlotArea.Tick {
    // Values have at most nine digits after the point.
    let units = value * 1e9
    let isExact = abs(units) < 1e18
    return PlotArea.Tick(
      place: place,
      label: isExact ? GroupedNumber.cost(Int(units.rounded()), fractionDigits: 9) : "\(value)")
  }

  /// Returns `number` x 10^`exponent` as text.
  private static func text(_ number: Int, _ exponent: Int) -> String {
    if exponent < 0 { return GroupedNumber.cost(number, fractionDigits: -exponent) }
    return GroupedNumber.text(number == 0 ? "0" : String(number) + String(repeating: "0", count: exponent))
  }
}
