import AdjointSchedules
import Foundation
import FoundationXML
import TestSupport
import Testing

@testable import ScheduleFormats

/// What every picture promises as a file: well-formed, no script, light and dark, no name that breaks out.
@Suite struct SVGTests {
  /// Parses a document and keeps its elements and texts.
  private final class Parsed: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var text = ""
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) { elements.append((name, attributes)) }
    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    init?(_ bytes: [UInt8]) {
      super.init()
      let parser = XMLParser(data: Data(bytes))
      parser.delegate = self
      if !parser.parse() { return nil }
    }
  }

  private static let names = [
    "memory", "<&>\"'x", "a\u{0}b\nc\u{FFFE}", "", String(repeating: "long ", count: 100), "名前",
  ]

  @Test func `pictures and charts are well-formed, without script, and know light and dark`() throws {
    var documents: [[UInt8]] = []
    for name in Self.names {
      for length in [0, 1, 20] {
        let level = Level(name: name, slots: 3, writeCost: 1)
        let problem = try Problem(chain: Chain(length: length), levels: [level])
        documents.append(try SchedulePicture(Planner.hrevolve.schedule(for: problem)).svg())
        documents.append(try SchedulePicture(Planner.hrevolve.schedule(for: problem)).svg(width: 200, height: 200))
        documents.append(BarChart(try Comparison(problem)).svg())
      }
      let curve = LineChart.Curve(name: name, points: [.init(x: 1, y: 2), .init(x: 5, y: 7)])
      for scale in [ChartAxis.Scale.linear, .linearFromZero, .logarithmic, .ratio, .names([name, "b"])] {
        for curves in [[], [LineChart.Curve(name: name, points: [.init(x: 1, y: 1)])], [curve], [curve, curve]] {
          let axis = ChartAxis(title: name, scale: scale)
          documents.append(LineChart(title: name, x: axis, y: axis, curves: curves).svg())
        }
      }
    }
    for document in documents {
      let text = String(decoding: document, as: UTF8.self)
      guard let parsed = Parsed(document) else {
        Issue.record("not well-formed: \(text)")
        continue
      }
      #expect(
        Set(parsed.elements.map(\.name)).isSubset(of: [
          "svg", "title", "desc", "style", "rect", "path", "text", "circle",
        ]))
      #expect(text.contains("prefers-color-scheme:dark") && !text.contains("NaN") && !text.contains("inf"))
      #expect(!parsed.elements.flatMap(\.attributes.keys).contains { $0.hasPrefix("on") || $0.hasSuffix("href") })
    }
    #expect(documents.count == 6 * (9 + 20))
  }

  @Test func `what is drawn lies within the picture`() throws {
    let levels = [Level(name: "memory", slots: 2), Level(name: "disk", slots: nil, writeCost: 2, readCost: 1)]
    for length in [1, 5, 100, 5000] {
      let picture = try SchedulePicture(
        Planner.hrevolve.schedule(for: Problem(chain: Chain(length: length), levels: levels)))
      let parsed = try #require(Parsed(picture.svg()))
      for element in parsed.elements {
        let x = Double(element.attributes["x"] ?? element.attributes["cx"] ?? "0") ?? -1
        let y = Double(element.attributes["y"] ?? element.attributes["cy"] ?? "0") ?? -1
        #expect(0 <= x && x <= 960 && 0 <= y && y <= 540, "l = \(length): \(element)")
      }
      for path in parsed.elements.compactMap(\.attributes["d"]) {
        for move in path.split(separator: "M").map({ $0.prefix { "0123456789. -".contains($0) } }) {
          let numbers = move.split(separator: " ").compactMap { Double($0) }
          #expect(
            numbers.count == 2 && (0...960).contains(numbers[0]) && (0...540).contains(numbers[1]),
            "l = \(length): \(move)")
        }
      }
    }
  }

  @Test func `the caption is exact, its numbers in groups`() throws {
    let chain = Chain(length: 20_000, forwardCost: .uniform(15), backwardCost: .uniform(1))
    let problem = try Problem(chain: chain, levels: [Level(name: "memory", slots: 10)], fractionDigits: 1)
    let schedule = try Planner.revolve.schedule(for: problem)
    let parsed = try #require(Parsed(try SchedulePicture(schedule).svg()))
    let reruns = try schedule.statistics().forwardSteps - 20_000
    let makespan = CostText.text(schedule.makespanUnits, fractionDigits: 1)
    // The caption may take several lines.
    let text = parsed.text.filter { !$0.isWhitespace }
    #expect(text.contains("makespan\(makespan);") && text.contains("\(reruns)ofthemre-runs"))
    #expect(parsed.text.contains("revolve, 20 000 steps"))
  }

  @Test func `numbers are grouped from five digits on`() {
    let cases = [
      ("0", "0"), ("1234", "1234"), ("12345", "12 345"), ("123456", "123 456"), ("1234567.891", "1 234 567.891"),
      ("1234.56789", "1234.56789"),
    ]
    for (number, expected) in cases { #expect(GroupedNumber.text(number, separator: " ") == expected) }
  }
}
