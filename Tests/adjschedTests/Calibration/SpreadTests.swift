import AdjointSchedules
import ScheduleFormats
import Testing

@testable import adjsched

@Suite struct SpreadTests {
  @Test func `the median is in the middle, or halfway between two`() {
    let rows: [(times: [Int], median: Int, least: Int, most: Int)] = [
      ([7], 7, 7, 7), ([9, 1, 5], 5, 1, 9), ([4, 1], 2, 1, 4), ([8, 2, 4, 6], 5, 2, 8), ([3, 3, 3, 100, 3], 3, 3, 100),
      ([0, 0], 0, 0, 0),
    ]
    for row in rows {
      let spread = Spread(row.times)
      #expect(spread.median == row.median && spread.least == row.least && spread.most == row.most, "\(row.times)")
    }
  }

  @Test func `quartiles are times, as far from either end`() {
    let rows: [(times: [Int], lower: Int, upper: Int)] = [
      ([7], 7, 7), ([9, 1], 1, 9), ([9, 1, 5], 1, 9), ([5, 4, 3, 2, 1], 2, 4), ([1, 2, 3, 4, 5, 6, 7, 8], 2, 7),
      ([9, 8, 7, 6, 5, 4, 3, 2, 1], 3, 7),
    ]
    for row in rows {
      let spread = Spread(row.times)
      #expect(spread.lowerQuartile == row.lower && spread.upperQuartile == row.upper, "\(row.times)")
      #expect(spread.count == row.times.count)
      #expect(row.times.count { $0 <= spread.lowerQuartile } * 4 >= row.times.count)
      #expect(row.times.count { $0 >= spread.upperQuartile } * 4 >= row.times.count)
    }
  }

  @Test func `four digits count, halves are rounded up`() {
    let rows = [
      (0, 0), (7, 7), (9_999, 9_999), (10_004, 10_000), (10_005, 10_010), (123_449, 123_400), (123_450, 123_500),
      (99_999, 100_000), (1_234_567_890, 1_235_000_000), (Int.max, 9_223_000_000_000_000_000),
    ]
    for (time, rounded) in rows { #expect(Spread.rounded(time) == rounded, "\(time)") }
  }

  @Test func `a cost is in seconds`() {
    #expect(Spread([1_234_567_890]).cost == DecimalCost(1235, fractionDigits: 3))
    #expect(Spread([16]).cost == DecimalCost(16, fractionDigits: 9))
  }

  @Test func `sizes are said in the largest unit`() {
    let rows = [
      (0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (1536, "1.5 KiB"), (256 << 20, "256 MiB"),
      ((1 << 30) - 1, "1023.9 MiB"),
      (1 << 30, "1 GiB"), ((1 << 30) + 1, "1.0 GiB"), (3 << 39, "1.5 TiB"), (Int.max, "8388607.9 TiB"),
    ]
    for (bytes, text) in rows { #expect(SizeText.text(bytes) == text, "\(bytes)") }
  }

  @Test func `two sizes tell the latency from the time of the bytes`() throws {
    // 2 ms, and 1 ns a byte.
    let split = try #require(TransferSplit(size: 8_000_000, 10_000_000, small: 1_000_000, 3_000_000))
    #expect(split.latency == DecimalCost(2, fractionDigits: 3) && split.bandwidth == 1_000_000_000)
    // No latency below nothing.
    let steep = try #require(TransferSplit(size: 8000, 16_000, small: 1000, 1000))
    #expect(steep.latency == .zero && steep.bandwidth == 466_700_000)
    #expect(TransferSplit(size: 8000, 1000, small: 1000, 1000) == nil)
  }
}
