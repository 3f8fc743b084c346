import AdjointSchedules
import Testing

@testable import ScheduleFormats

@Suite struct CostTextTests {
  @Test func `every small cost is printed shortest and read back equal`() throws {
    for digits in 0...9 {
      for units in Array(0...300) + [1_000, 2_500, 99_999, 1_000_000_000, Int.max - 7, Int.max] {
        let text = CostText.text(units, fractionDigits: digits)
        let cost = try CostText.parse(text)
        #expect(cost == DecimalCost(units, fractionDigits: digits), "\(units) \(digits) \(text)")
        #expect(!text.contains(".") || !text.hasSuffix("0") && !text.hasSuffix("."), "\(units) \(digits) \(text)")
        #expect(text == CostText.text(cost), "\(units) \(digits)")
      }
    }
  }

  @Test func `texts are the costs that they state`() throws {
    let table: [(String, Int, Int)] = [
      ("0", 0, 0), ("-0", 0, 0), ("0.000", 0, 0), ("0e999999999999999999999", 0, 0), ("7", 7, 0), ("007", 7, 0),
      ("2.5", 25, 1), ("2.50", 25, 1), ("25e-1", 25, 1), ("0.25E+1", 25, 1), ("1e3", 1_000, 0),
      ("2.5E-3", 25, 4), ("0.000000001", 1, 9), ("1e-9", 1, 9), ("1.0000000000000000000000000000", 1, 0),
      ("1000000000000000000000000000000e-30", 1, 0), ("10e-10", 1, 9), ("120.340", 12034, 2),
      ("9223372036854775807", .max, 0), ("9223372036.854775807", .max, 9), ("0.1e1", 1, 0),
      ("1000000000000000000", 1_000_000_000_000_000_000, 0), ("0.00000000010e1", 1, 9),
    ]
    for (text, significand, digits) in table {
      #expect(try CostText.parse(text) == DecimalCost(significand, fractionDigits: digits), "\(text)")
    }
  }

  @Test func `texts that are no costs say why`() {
    let table: [(CostTextError, [String])] = [
      (
        .notANumber,
        [
          "", " ", "-", ".", ".5", "5.", "5.e1", "+1", " 1", "1 ", "1e", "1e+", "1e1.5", "1.2.3", "--1", "1-", "0x10",
          "nan", "NaN", "inf", "1,5", "1_000", "\u{0661}", "1e--1", "e5",
        ]
      ),
      (.negative, ["-1", "-0.5", "-1e400", "-1e-400"]),
      (.tooManyDigits, ["0.1234567891", "1e-10", "1e-400", "123.00000000001", "99999999999999999999.0000000001"]),
      (
        .tooLarge,
        [
          "1e400", "1e19", "1000000000000000000000000000000", "9223372036854775808", "9223372036.854775808",
          "1e999999999999999999999999", "10000000000.123456789",
        ]
      ),
    ]
    for (error, texts) in table {
      for text in texts {
        #expect(throws: error, "\(text)") { try CostText.parse(text) }
      }
    }
  }

  @Test func `digits beyond the ninth are rounded, halves up, on the digits themselves`() throws {
    let table: [(text: String, significand: Int, digits: Int, isRounded: Bool)] = [
      ("0.12345678901234", 123_456_789, 9, true), ("1.2e-05", 12, 6, false), ("0.0000000005", 1, 9, true),
      ("0.00000000049999999999999999999", 0, 0, true), ("2.9999999995", 3, 0, true), ("1e-400", 0, 0, true),
      ("1e-10", 0, 0, true), ("5e-10", 1, 9, true), ("123456789012345e-20", 1_235, 9, true), ("0.1", 1, 1, false),
      ("0.30000000000000004", 3, 1, true), ("9223372036.8547758074", .max, 9, true), ("0.10000000000", 1, 1, false),
      ("0.00000000050000000000000000000000000000000000000000000000001e0", 1, 9, true),
      ("00.1234567895", 12_345_679, 8, true), ("1234567890.12345678949", 1_234_567_890_123_456_789, 9, true),
    ]
    for (text, significand, digits, isRounded) in table {
      let (cost, wasRounded) = try CostText.rounded(text)
      #expect(cost == DecimalCost(significand, fractionDigits: digits) && wasRounded == isRounded, "\(text): \(cost)")
    }
    for text in ["9223372036.8547758075", "99999999999999999999.0000000001", "12345678901.12345678901"] {
      #expect(throws: CostTextError.tooLarge, "\(text)") { try CostText.rounded(text) }
    }
    #expect(throws: CostTextError.negative) { try CostText.rounded("-0.00000000001") }
    #expect(throws: CostTextError.notANumber) { try CostText.rounded("0.00000000001x") }
  }

  @Test func `errors say what is asked for`() {
    #expect(
      CostTextError.allCases.map(\.description) == [
        "is not a decimal number >= 0, such as 0.5", "is negative; give a decimal number >= 0",
        "has more than 9 digits after the point; round it, or use smaller units",
        "does not fit 64 bits; use larger units",
      ])
  }

  @Test func `units of any scale and sign are printed`() {
    #expect(CostText.text(-25, fractionDigits: 1) == "-2.5")
    #expect(CostText.text(.min, fractionDigits: 0) == "-9223372036854775808")
    #expect(CostText.text(5, fractionDigits: 12) == "0.000000000005")
    #expect(CostText.text(5, fractionDigits: -3) == "5")
  }
}
