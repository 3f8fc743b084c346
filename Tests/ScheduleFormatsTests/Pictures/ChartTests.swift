import AdjointSchedules
import Foundation
import TestSupport
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
        let ticks = Ticks.whole(in: 0...last, atMost: most)
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

  @Test func `a planner that stands out wherever others are is cut, curves of other questions are not`() {
    func outliers(_ curves: [(String, String, Double)]) -> Set<String> {
      LineChart.outliers(curves.map { (family: $0.0, group: $0.1, greatest: $0.2) })
    }
    #expect(outliers([]) == [] && outliers([("a", "", 5)]) == [])
    #expect(outliers([("a", "", 1), ("b", "", 4), ("c", "", 4.1 * 4)]) == ["c"])
    // One after the other.
    #expect(outliers([("a", "", 1), ("b", "", 5), ("c", "", 500)]) == ["b", "c"])
    // Long chains take long, whoever plans them.
    #expect(outliers([("a", "short", 1), ("a", "long", 1000), ("b", "short", 2), ("b", "long", 2000)]) == [])
    #expect(outliers([("a", "short", 1), ("a", "long", 100), ("b", "short", 9), ("b", "long", 900)]) == ["b"])
    // Not in every group, or alone.
    #expect(outliers([("a", "x", 1), ("b", "x", 9), ("a", "y", 1), ("b", "y", 1)]) == [])
    #expect(outliers([("a", "x", 1), ("b", "x", 9), ("b", "y", 1)]) == ["b"])
  }

  @Test func `a cut curve leaves the axis to the others and runs on in the strip`() {
    let low = LineChart.Curve(name: "low", points: [.init(x: 0, y: 1), .init(x: 4, y: 3)])
    let high = LineChart.Curve(
      name: "high", points: [.init(x: 0, y: 2), .init(x: 2, y: 1000), .init(x: 4, y: 2000)], cut: "up to 2000")
    let axis = ChartAxis(title: "", scale: .linearFromZero)
    let text = { (curves: [LineChart.Curve]) in
      String(decoding: LineChart(title: "t", x: axis, y: axis, curves: curves).svg(), as: UTF8.self)
    }
    let broken = text([low, high])
    #expect(broken.contains(">cut</text>") && broken.contains(">up to 2000</text>") && broken.contains(">2.5</text>"))
    #expect(!text([low]).contains(">cut</text>"))

    let track = CurveTrack([.init(x: 0, y: 300), .init(x: 100, y: -100), .init(x: 200, y: 100)], top: 100)
    let strip = 100 - CurveTrack.stripHeight + 6
    #expect(track.marks.map(\.y) == [300, strip, 100])
    #expect(
      track.lines.map(\.from) == [
        .init(x: 0, y: 300), .init(x: 50, y: strip), .init(x: 100, y: strip), .init(x: 200, y: 100),
      ])
    #expect(
      track.lines.map(\.to) == [
        .init(x: 50, y: 100), .init(x: 100, y: strip), .init(x: 200, y: strip), .init(x: 200, y: 100),
      ])
  }

  @Test func `long titles take several lines and end within the picture`() throws {
    let levels = ["memory of the node", "burst buffer", "lustre scratch", "tape archive"].enumerated().map {
      Level(name: $1, slots: $0 == 3 ? nil : 5, writeCost: $0 * 50, readCost: $0 * 40)
    }
    let chart = BarChart(try Comparison(Problem(chain: Chain(length: 100), levels: levels)))
    let svg = String(decoding: chart.svg(), as: UTF8.self)
    let titles = svg.matches(of: #/class="ink title"[^>]*>([^<]*)</#).map { String($0.output.1) }
    #expect(titles.count == 3 && titles.joined(separator: " ") == chart.title.replacing("\u{A0}", with: " "))
    for title in titles { #expect(1.3 * SVGDocument.width(of: title) < 760 - 32) }
    #expect(svg.contains(">cut, the value behind it</text>"))
    #expect(SVGDocument.titleLines(String(repeating: "many words ", count: 200), width: 760).count == 3)
    #expect(SVGDocument.titleLines(String(repeating: "x", count: 200), width: 760).map(\.count).max() ?? 200 < 80)
  }
}
