import AdjointSchedules
import Testing

@testable import ScheduleFormats

@Suite struct ProblemWriterTests {
  @Test func `what is written is read as the same problem`() throws {
    let texts = [
      #"{"chain": {"length": 0}, "levels": []}"#,
      #"{"chain": {"length": 1000, "forwardCost": 0.8, "backwardCost": 2.5}, "levels": [{"slots": 3}]}"#,
      #"{"chain": {"length": 2, "forwardCost": [1, 0.000000001], "backwardCost": [0, 1, 2]}, "levels": []}"#,
      #"{"chain": {"length": 5}, "levels": [{"name": "a \"b\"\n", "slots": 0}, {"slots": null, "writeCost": 0.25}]}"#,
      #"{"chain": {"length": 1, "stateSize": [7, "2 B"]}, "levels": [{"capacity": 9, "readCost": 3}]}"#,
      #"{"chain": {"length": 2, "stateSize": 4, "tapeSize": 6, "adjointCost": 2}, "levels": [{"capacity": "1 KiB"}]}"#,
      #"{"chain": {"length": 2, "stateSize": 4}, "levels": [{"slots": 2, "writeBandwidth": "3 B", "readBandwidth": 7}]}"#,
      #"{"chain": {"length": 1, "stateSize": [4, 5]}, "levels": [{"slots": 2, "writeCost": 0.5, "readBandwidth": 8}]}"#,
      #"{"chain": {"length": 1, "stateSize": 4, "forwardTemporary": 2, "backwardTemporary": [1, 3]}, "levels": [{"capacity": 9}]}"#,
      #"{"chain": {"length": 1, "stateSize": 4}, "levels": [{"name": "m", "capacity": 9}, {"sharesCapacityWith": "m", "sizeFactor": 0.25}]}"#,
    ]
    for text in texts {
      let problem = try ProblemReader.read(Array(text.utf8))
      let bytes = ProblemWriter.bytes(problem)
      #expect(try ProblemReader.read(bytes) == problem, "\(text)")
      #expect(bytes.last == ASCII.newline)
    }
  }

  @Test func `a problem is written for people`() throws {
    let level = ProblemDescription.Level(name: "memory", slots: 10, readCost: DecimalCost(5, fractionDigits: 1))
    let problem = try ProblemDescription(length: 3, levels: [level]).problem()
    #expect(
      String(decoding: ProblemWriter.bytes(problem), as: UTF8.self) == """
        {
          "chain": { "length": 3, "forwardCost": 1, "backwardCost": 1 },
          "levels": [ { "name": "memory", "slots": 10, "writeCost": 0, "readCost": 0.5 } ]
        }

        """)
  }
}
