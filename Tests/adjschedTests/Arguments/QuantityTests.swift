import AdjointSchedules
import Testing

@testable import adjsched

@Suite struct QuantityTests {
  private func occurrence(_ text: String) -> Arguments.Occurrence {
    Arguments.Occurrence(key: .memory, name: "--memory", value: text)
  }

  @Test func `sizes are exact, parts of a byte are rounded as asked for`() throws {
    let sizes: [(String, Int)] = [
      ("1B", 1), ("8GiB", 8 << 30), ("96 MiB", 96 << 20), ("1.5KiB", 1536), ("2TiB", 2 << 40), ("3kB", 3000),
      ("3MB", 3_000_000), ("0.5GB", 500_000_000), ("1TB", 1_000_000_000_000),
    ]
    for (text, bytes) in sizes {
      #expect(try occurrence(text).bytes(roundedUp: false) == bytes, "\(text)")
      #expect(try occurrence(text).bytes(roundedUp: true) == bytes, "\(text)")
    }
    #expect(try occurrence("0.1KiB").bytes(roundedUp: false) == 102)
    #expect(try occurrence("0.1KiB").bytes(roundedUp: true) == 103)
  }

  @Test func `a duration's minutes may be written as one letter`() throws {
    #expect(try occurrence("5m").duration() == DecimalCost(300))
    #expect(try occurrence("1.5 m").duration() == DecimalCost(90))
    #expect(try occurrence("5min").duration() == DecimalCost(300))
    #expect(try occurrence("2h").duration() == DecimalCost(7200))
    for text in ["5", "m", "5mm", "", "-5m"] {
      #expect(throws: UsageError.self, "\(text)") { try occurrence(text).duration() }
    }
  }

  @Test func `times are seconds`() throws {
    #expect(try occurrence("90s").seconds() == DecimalCost(90))
    #expect(try occurrence("1.5h").seconds() == DecimalCost(5400))
    #expect(try occurrence("30 min").seconds() == DecimalCost(1800))
    #expect(try occurrence("0.25d").seconds() == DecimalCost(21_600))
    #expect(try occurrence("350ms").seconds() == DecimalCost(35, fractionDigits: 2))
    #expect(try occurrence("1.5 us").seconds() == DecimalCost(15, fractionDigits: 7))
    #expect(try occurrence("70ns").seconds() == DecimalCost(7, fractionDigits: 8))
    #expect(try occurrence("0ns").seconds() == .zero)
    // Rounded at the ninth digit, after the unit has been counted in.
    #expect(try occurrence("1.23456789012s").seconds() == DecimalCost(123_456_789, fractionDigits: 8))
    #expect(try occurrence("0.00000000005min").seconds() == DecimalCost(3, fractionDigits: 9))
    #expect(try occurrence("0.5ns").seconds() == DecimalCost(1, fractionDigits: 9))
    #expect(try occurrence("0.1ns").seconds() == .zero)
    #expect(try occurrence("1.00000000000001d").seconds() == DecimalCost(86_400_000_000_001, fractionDigits: 9))
    #expect(try occurrence("9000000000000000000ns").seconds() == DecimalCost(9_000_000_000))
  }

  @Test func `limits are costs or multiples`() throws {
    #expect(try occurrence("5000").limit() == .cost(DecimalCost(5000)))
    #expect(try occurrence("1.5x").limit() == .timesStoreAll(DecimalCost(15, fractionDigits: 1)))
  }

  @Test func `what is neither is refused`() {
    for text in ["8", "8G", "GiB", "-1GiB", "8 gib", "", "0B", "99999999TiB", "1e3B", "8GiB "] {
      #expect(throws: UsageError.self, "\(text)") { try occurrence(text).bytes(roundedUp: false) }
    }
    for text in ["2", "2 hours", "h", "-2h", "9223372036854775807h", "1ks", "s", ".5s", "1.s", "1.2.3s"] {
      #expect(throws: UsageError.self, "\(text)") { try occurrence(text).seconds() }
    }
    for text in ["x", "1.5 x", "fast", "-1x", ""] {
      #expect(throws: UsageError.self, "\(text)") { try occurrence(text).limit() }
    }
  }
}
