import AdjointSchedules
import TestSupport
import Testing

@testable import ScheduleFormats

@Suite struct RoundTripTests {
  /// Reads the operations of the text format: a word and its numbers a line.
  private func textOperations(_ text: String) -> [Operation?] {
    text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let fields = line.split(separator: " ")
      let numbers = fields.dropFirst().compactMap { Int($0) }
      switch (fields[0], numbers.count) {
      case ("forward", 2): return .forward(from: numbers[0], to: numbers[1])
      case ("backward", 1): return .backward(step: numbers[0])
      case ("write", 2): return .write(level: numbers[0], step: numbers[1])
      case ("read", 2): return .read(level: numbers[0], step: numbers[1])
      case ("discard", 2): return .discard(level: numbers[0], step: numbers[1])
      default: return nil
      }
    }
  }

  /// Reads the operations of the other formats, a line each, whatever is between the fields.
  private func jsonOperations(_ text: String) -> [Operation?] {
    text.split(separator: "\n").filter { $0.contains("\"op\"") }.map { line in
      var fields: [String: String] = [:]
      let bare = line.filter { !"{}\" ".contains($0) }
      for field in bare.split(separator: ",") {
        let pair = field.split(separator: ":")
        fields[String(pair[0])] = String(pair[1])
      }
      func number(_ name: String) -> Int { Int(fields[name] ?? "") ?? -1 }
      switch (fields["op"], fields.count) {
      case ("forward", 3): return .forward(from: number("from"), to: number("to"))
      case ("backward", 2): return .backward(step: number("step"))
      case ("write", 3): return .write(level: number("level"), step: number("step"))
      case ("read", 3): return .read(level: number("level"), step: number("step"))
      case ("discard", 3): return .discard(level: number("level"), step: number("step"))
      default: return nil
      }
    }
  }

  private func problems() throws -> [Problem] {
    var problems: [Problem] = []
    let platforms: [[Level]] = [
      [Level(name: "memory", slots: 1)], [Level(name: "memory", slots: 3)],
      [Level(name: "memory", slots: 2), Level(name: "disk", slots: nil, writeCost: 15, readCost: 5)],
      [
        Level(name: "a", slots: 1), Level(name: "b", slots: 2, writeCost: 3, readCost: 3),
        Level(name: "c", slots: 5, writeCost: 20, readCost: 11),
      ],
    ]
    for levels in platforms {
      for length in [0, 1, 2, 3, 5, 8, 13, 40, 101] {
        for fractionDigits in [0, 1, 9] {
          problems.append(
            try Problem(
              chain: Chain(length: length, forwardCost: .uniform(10), backwardCost: .uniform(7)), levels: levels,
              fractionDigits: fractionDigits))
        }
      }
    }
    return problems
  }

  @Test(.slow) func `all formats say the same and verify`() throws {
    for problem in try problems() {
      let schedule = try Planner.hrevolve.schedule(for: problem)
      let operations = Array(schedule)
      for format in ScheduleFormat.allCases {
        let place =
          "\(format) l=\(problem.chain.length) \(problem.levels.count) levels \(problem.fractionDigits) digits"
        var sink: [UInt8] = []
        try ScheduleWriter(format: format).write(schedule, to: &sink)
        let read = format == .text ? textOperations(sink.text) : jsonOperations(sink.text)
        #expect(read == operations, "\(place)")
        let report = try Verification.verify(ChoppedSource(sink.text, size: 777))
        #expect(report.isValid, "\(place): \(String(decoding: report.bytes(format: .text), as: UTF8.self))")
        #expect(report.problem == problem || problem.fractionDigits == 9, "\(place)")
        #expect(
          CostText.text(report.makespan, fractionDigits: report.problem.fractionDigits)
            == CostText.text(schedule.makespanUnits, fractionDigits: problem.fractionDigits), "\(place)")
        #expect(report.statistics == (try schedule.statistics()), "\(place)")
        #expect(report.planner == "hrevolve" && report.storedStates == 0, "\(place)")
      }
    }
  }
}
