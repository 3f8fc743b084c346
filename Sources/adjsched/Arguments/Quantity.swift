import AdjointSchedules
import ScheduleFormats

/// Units of time.
enum Quantity {
  /// Seconds for each unit of time.
  static let times: [(unit: String, factor: Int)] = [("s", 1), ("min", 60), ("h", 3600), ("d", 86_400)]
}

extension Arguments.Occurrence {
  /// Returns the value as a number of bytes, at least 1; a part of a byte is rounded up or left out.
  func bytes(roundedUp: Bool) throws(UsageError) -> Int {
    let error = UsageError.badQuantity(self, kind: "a size above 0", example: "8GiB or 96MB")
    guard let size = SizeText.parse(value) else { throw error }
    guard let bytes = roundedUp ? size.roundedUp : size.roundedDown, bytes > 0 else { throw error }
    return bytes
  }

  /// Returns the value as a number of seconds.
  func seconds() throws(UsageError) -> DecimalCost {
    let error = UsageError.badQuantity(self, kind: "a time", example: "90s, 30min, 2h or 1.5d")
    guard let (number, factor) = SizeText.split(value, Quantity.times) else { throw error }
    let (product, overflow) = number.significand.multipliedReportingOverflow(by: factor)
    if overflow { throw error }
    return DecimalCost(product, fractionDigits: number.fractionDigits)
  }

  /// Returns the value as a limit: a cost, or with an x behind it a multiple of store-all.
  func limit() throws(UsageError) -> MakespanLimit {
    do {
      if value.hasSuffix("x") { return .timesStoreAll(try CostText.parse(String(value.dropLast()))) }
      return .cost(try CostText.parse(value))
    } catch {
      throw .badCost(name, value: value, reason: "is neither a cost such as 5000 nor a multiple such as 1.5x")
    }
  }
}
