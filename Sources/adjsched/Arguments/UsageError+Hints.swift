import ScheduleFormats

/// Hints about what a value that is not a whole number was probably meant to be.
extension UsageError {
  /// Returns the end of the message about such a value: what to write instead, if that can be guessed.
  static func hint(forNumber value: String) -> String {
    if ValueRange.split(value) != nil { return "; ranges are for sweep" }
    if value == "inf" { return "; an unlimited level is --level inf" }
    if SizeText.parse(value) != nil {
      return
        "; for a size in bytes use a problem file, whose levels may have a \"capacity\", or budget with --memory and --state-size"
    }
    if let thousands = thousands(value) { return "; write \(thousands)" }
    // 1,000 and 1_000 and 1e3, but not 1,5.
    let groups = value.split(omittingEmptySubsequences: false) { ",_' ".contains($0) }
    guard groups.dropFirst().allSatisfy({ $0.count == 3 }), let cost = try? CostText.parse(groups.joined()),
      cost.fractionDigits == 0, String(cost.significand) != value
    else { return "" }
    return "; write \(cost.significand)"
  }

  /// Returns the number that 20k, 5M or 1G means.
  private static func thousands(_ value: String) -> Int? {
    let powers: [Character: Int] = ["k": 1000, "K": 1000, "M": 1_000_000, "G": 1_000_000_000]
    guard let last = value.last, let power = powers[last], let number = WholeNumber.parse(value.dropLast()) else {
      return nil
    }
    let (product, overflow) = number.multipliedReportingOverflow(by: power)
    return overflow ? nil : product
  }

  /// Returns the end of the message about a value that is no cost: the same number with a point for its comma.
  static func hint(forCost value: String) -> String {
    let pointed = pointed(value) { text in
      if TimeText.isTime(text) { return true }
      let number = ["x", "m"].contains(text.suffix(1)) ? text.dropLast() : text[...]
      return (try? CostText.parse(String(number))).map { $0.significand >= 0 } ?? false
    }
    return pointed.map { "; write \($0)" } ?? ""
  }

  /// Returns the value with a point in place of its only comma, if that is valid.
  static func pointed(_ value: String, isValid: (String) -> Bool) -> String? {
    let parts = value.split(separator: ",", omittingEmptySubsequences: false)
    let pointed = parts.joined(separator: ".")
    return parts.count == 2 && isValid(pointed) ? pointed : nil
  }
}
