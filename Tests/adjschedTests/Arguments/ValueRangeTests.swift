import TestSupport
import Testing

@testable import ScheduleFormats
@testable import adjsched

@Suite struct ValueRangeTests {
  private func points(_ text: String, isCost: Bool = false) throws -> [Int] {
    let occurrence = Arguments.Occurrence(key: .length, name: "-l", value: text)
    return try #require(try ValueRange(occurrence, isCost: isCost)).points().values
  }

  @Test func `a range of whole numbers has every one of them`() throws {
    #expect(try points("3...7") == [3, 4, 5, 6, 7])
    #expect(try points("5...5") == [5])
    #expect(try points("0...999999").count == 1_000_000)
  }

  @Test func `a range of costs goes in steps of the last digit written`() throws {
    #expect(try points("0.5...1", isCost: true) == [5, 6, 7, 8, 9, 10])
    #expect(try points("0.50...0.53", isCost: true) == [50, 51, 52, 53])
    #expect(try points("0...20", isCost: true).count == 21)
  }

  @Test func `N points are evenly spaced, ends included, each once`() throws {
    #expect(try points("0...100:5") == [0, 25, 50, 75, 100])
    #expect(try points("1...3:10") == [1, 2, 3])
    #expect(try points("0...1000000000000000000:3") == [0, 500_000_000_000_000_000, 1_000_000_000_000_000_000])
  }

  @Test func `without a number a logarithmic range has round numbers and its ends`() throws {
    #expect(try points("100...100000:log") == [100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000])
    #expect(try points("3...30:log") == [3, 5, 10, 20, 30])
    #expect(try points("7...7:log") == [7])
    #expect(try points("1...1000000000000000000:log").count == 55)
  }

  @Test func `N logarithmic points have ratios as equal as whole numbers allow`() throws {
    #expect(try points("1...1024:log:11") == (0...10).map { 1 << $0 })
    #expect(try points("100...100000:log:4") == [100, 1000, 10_000, 100_000])
    #expect(try points("1...1000000000000000000:log:19").count == 19)
    #expect(try points("1...10:log:100") == Array(1...10))
    // Denser than whole numbers at one end, and wide apart at the other.
    let dense = try points("1...1000000000000000000:log:3000")
    #expect(zip(dense, dense.dropFirst()).allSatisfy { $0 < $1 } && dense.last == 1_000_000_000_000_000_000)
    #expect(dense.count == 2_762)
    let values = try points("1000...1000000:log:31")
    for (a, b) in zip(values, values.dropFirst()) {
      // 10^(1/10) = 1.2589...
      #expect((1256...1262).contains(b * 1000 / a), "\(a), \(b)")
    }
  }

  @Test func `a slash does for each colon of a range`() throws {
    #expect(try points("0...100/5") == [0, 25, 50, 75, 100])
    #expect(try points("3...30/log") == [3, 5, 10, 20, 30])
    #expect(try points("100...100000/log/4") == [100, 1000, 10_000, 100_000])
  }

  private func levels(_ text: String) throws -> [String] {
    var arguments = Arguments(command: .sweep)
    arguments.occurrences = [
      Arguments.Occurrence(key: .length, name: "-l", value: "1"),
      Arguments.Occurrence(key: .level, name: "--level", value: text),
    ]
    let stated = try ProblemOptions(arguments, .init(takesRanges: true))
    return stated.axes.flatMap(\.values).map(\.text)
  }

  @Test func `within a level a colon is before its next number, and a slash before a range's spacing`() throws {
    #expect(try levels("raw=5...25/5") == ["raw=5", "raw=10", "raw=15", "raw=20", "raw=25"])
    #expect(try levels("raw=5...25/3:5:4") == ["raw=5:5:4", "raw=15:5:4", "raw=25:5:4"])
    #expect(try levels("2...3:1:0") == ["2:1:0", "3:1:0"])
    #expect(try levels("2...3:0.5") == ["2:0.5", "3:0.5"])
    #expect(try levels("10:5:1...100/log/3") == ["10:5:1", "10:5:10", "10:5:100"])
    #expect(try levels("10:5...6:4") == ["10:5:4", "10:6:4"])
  }

  @Test func `a text that could be points or a cost is refused with both spellings`() throws {
    let expected = [
      "raw=5...25:5":
        "--level: 'raw=5...25:5' could be 5 points or a write cost of 5; write raw=5...25/5 for the points, raw=5...25:5:0 for the cost",
      "5...25:5:2:3":
        "--level: '5...25:5:2:3' spaces a range after a colon, but in a level a colon starts the next number; write 5...25/5",
      "10:1...100:log":
        "--level: '10:1...100:log' spaces a range after a colon, but in a level a colon starts the next number; write 1...100/log",
    ]
    for (text, message) in expected {
      do {
        _ = try levels(text)
        Issue.record("\(text) was taken")
      } catch let error as UsageError {
        #expect(error.description == message)
      }
    }
  }

  @Test func `the integer logarithm is exact on powers of two and rises`() {
    for exponent in 0..<62 { #expect(LogarithmicScale.logarithm(1 << exponent) == Int128(exponent) << 60) }
    for number in 1..<3000 {
      #expect(LogarithmicScale.logarithm(number) < LogarithmicScale.logarithm(number + 1))
    }
  }

  @Test func `what is no range is none`() throws {
    for text in ["5", "", "x"] {
      let occurrence = Arguments.Occurrence(key: .length, name: "-l", value: text)
      #expect(try ValueRange(occurrence, isCost: false) == nil, "\(text)")
    }
  }
}

extension ValueRange: Equatable {
  public static func == (a: ValueRange, b: ValueRange) -> Bool { (try? a.points().values) == (try? b.points().values) }
}
