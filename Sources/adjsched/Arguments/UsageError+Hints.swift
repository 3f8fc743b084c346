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
    // 1,000 and 1_000 and 1e3, but not 1,5.
    let groups = value.split(omittingEmptySubsequences: false) { ",_' ".contains($0) }
    guard groups.dropFirst().allSatisfy({ $0.count == 3 }), let cost = try? CostText.parse(groups.joined()),
      cost.fractionDigits == 0, String(cost.significand) != value
    else { return "" }
    return "; write \(cost.significand)"
  }
}
