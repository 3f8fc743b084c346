import AdjointSchedules

/// Whole numbers as the command line writes them: decimal digits and nothing else.
enum WholeNumber {
  /// Returns the number, or nil if the text is not a whole number or does not fit 64 bits.
  static func parse(_ text: some StringProtocol) -> Int? {
    if text.isEmpty { return nil }
    var number = 0
    for byte in text.utf8 {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
      if overflow || carry { return nil }
      number = sum
    }
    return number
  }
}

/// A number of slots: a whole number, or `inf` for no limit.
enum SlotCount {
  static let range = 0...Level.maximumSlots

  static func parse(
    _ text: some StringProtocol, in range: ClosedRange<Int> = range, option: String
  ) throws(UsageError) -> Int? {
    if text == "inf" { return nil }
    guard let slots = WholeNumber.parse(text), range.contains(slots) else {
      throw .notAWholeNumber(option, value: String(text), range: range, orUnlimited: true)
    }
    return slots
  }
}
