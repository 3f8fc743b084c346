import AdjointSchedules
import Foundation
import Testing

@testable import ScheduleFormats

/// Axes, ticks and curves of charts.
@Suite struct ChartTests {
  @Test func `logarithms are those of the system, to fourteen digits`() {
    for number in [1, 2, 3, 7, 10, 99, 1000, 123_456_789, 1e18, 0.001, 1e-9] {
      let difference = abs(DecimalLogarithm.of(number) - log10(number))
      #expect(difference <= 1e-14 * max(1, abs(log10(number))), "\(number)")
    }
  }

  @Test func `whole ticks are round, rise from 0 to the end, and are as many as there is room for`() {
    for last in [0, 1, 2, 9, 10, 11, 99, 4641, 1_000_000, 999_999_999_999_999_999, Int.max] {
      for most in 1...12 {
        let ticks = Ticks.whole(through: last, atMost: most)
        #expect(ticks.first == 0 && ticks.allSatisfy { $0 <= last } && ticks == ticks.sorted(), "\(last), \(most)")
        #expect((min(2, most)...most + 1).contains(ticks.count) || last == 0, "\(last), \(most): \(ticks)")
      }
    }
  }

  @Test func `ticks of a chart lie on its axis, in order, and say where they stand`() {
    let ranges = [
      (0.0, 1.0), (1, 1), (0, 0), (5, 500), (100, 100_000), (1000, 1001), (0.001, 0.002), (1e9, 1e18), (3, 4.5),
    ]
    for (least, greatest) in ranges {
      for scale in [ChartAxis.Scale.linear, .linearFromZero, .logarithmic] where scale != .logarithmic || least > 0 {
        let axis = FittedAxis(ChartAxis(title: "", scale: scale), values: [least, greatest])
        for most in [1, 2, 5, 12] {
          let ticks = axis.ticks(atMost: most)
          #expect(!ticks.isEmpty, "\(least)...\(greatest), \(scale)")
          for tick in ticks {
            #expect((-1e-9...1 + 1e-9).contains(tick.place), "\(least)...\(greatest), \(scale): \(tick)")
            let value = Double(tick.label.filter { $0 != "\u{A0}" }) ?? -1
            #expect(abs(axis.place(value) - tick.place) < 1e-6, "\(least)...\(greatest), \(scale): \(tick)")
          }
          #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.place < $1.place })
        }
      }
    }
  }

  @Test func `a scale is logarithmic when values grow by ratios`() {
    #expect(ChartAxis.scale(for: [10, 20, 50, 100, 200, 500, 1000], fromZero: false) == .logarithmic)
    #expect(ChartAxis.scale(for: (1...50).map(Double.init), fromZero: false) == .linear)
    #expect(ChartAxis.scale(for: [0, 10, 1000], fromZero: true) == .linearFromZero)
    #expect(ChartAxis.scale(for: [], fromZero: false) == .linear)
  }

  @Test func `a curve of many points keeps its ends and its extremes, and few points`() {
    var random = PictureRandom(state: 5)
    let points = (0..<100_000).map {
      LineChart.Point(x: Double($0) / 200, y: Double.random(in: 0...300, using: &random))
    }
    let thinned = LineChart.thinned(points, atMost: 2000)
    #expect(thinned.count <= 2000 && thinned.first == points.first && thinned.last == points.last)
    #expect(thinned.map(\.y).max() == points.map(\.y).max() && thinned.map(\.y).min() == points.map(\.y).min())
    #expect(thinned.map(\.x) == thinned.map(\.x).sorted())
    #expect(LineChart.thinned(Array(points.prefix(2000)), atMost: 2000).count == 2000)
  }

  @Test func `the parts of a bar are what the planner's makespan is spent on`() throws {
    let chain = Chain(length: 60, forwardCost: .uniform(3), backwardCost: .uniform(2))
    let levels = [Level(name: "memory", slots: 2), Level(name: "disk", slots: nil, writeCost: 7, readCost: 4)]
    let comparison = try Comparison(Problem(chain: chain, levels: levels, fractionDigits: 1))
    let chart = BarChart(comparison)
    #expect(chart.bars.count == comparison.rows.count)
    for (bar, row) in zip(chart.bars, comparison.rows) {
      let use = row.statistics.levels[1]
      let parts = [60 * 3 + 61 * 2, row.rerunSteps * 3, use.writes * 7 + use.reads * 4]
      #expect(bar.name == row.planner.rawValue && bar.parts == parts.map { Double($0) / 10 }, "\(row.planner)")
      #expect(parts.reduce(0, +) == row.makespan)
    }
  }
}
