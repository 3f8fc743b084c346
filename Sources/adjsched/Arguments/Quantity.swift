import AdjointSchedules
import ScheduleFormats

/// Units of time.
enum Quantity {
  /// Seconds for each unit of time.
  static let times: [(unit: String, factor: Int)] = [("s", 1), ("min", 60), ("h", 3600), ("d", 86_400)]
  /// Digits by which the point moves to the left for each unit of time below a second.
  static let fractionsOfASecond: [(unit: String, factor: Int)] = [("ms", 3), ("us", 6), ("ns", 9)]
}

extension Arguments.Occurrence {
  /// Returns the value as a number of bytes, at least 1; a part of a byte is rounded up or left out.
  func bytes(roundedUp: Bool) throws(UsageError) -> Int {
    let error = UsageError.badQuantity(self, kind: "a size above 0", example: "8GiB or 96MB")
    guard let size = SizeText.parse(value) else { throw error }
    guard let bytes = roundedUp ? size.roundedUp : size.roundedDown else {
      throw .outOfRange(
        name,
        reason: "\(value.quoted) is more than \(Int.max >> 40)TiB, beyond which bytes do not fit 64 bits; write less")
    }
    if bytes == 0 { throw error }
    return bytes
  }

  /// Returns the value as a number of seconds.
  func seconds() throws(UsageError) -> DecimalCost {
    let error = UsageError.badQuantity(self, kind: "a time", example: "90s, 30min, 2h or 1.5d")
    if let (number, shift) = SizeText.split(value, Quantity.fractionsOfASecond) {
      guard let cost = number.dividedByPower(shift) else { throw error }
      return cost
    }
    guard let (number, factor) = SizeText.split(value, Quantity.times) else { throw error }
    let (product, overflow) = number.significand.multipliedReportingOverflow(by: factor)
    if overflow {
      throw .outOfRange(name, reason: "\(value.quoted) does not fit 64 bits in seconds; write less, or fewer decimals")
    }
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

extension DecimalCost {
  /// Returns the cost divided by 10^`digits`, or nil when that has more digits after the point than a cost may have.
  fileprivate func dividedByPower(_ digits: Int) -> DecimalCost? {
    var (significand, fractionDigits) = (significand, fractionDigits + digits)
    while fractionDigits > Self.maximumFractionDigits && significand.isMultiple(of: 10) {
      significand /= 10
      fractionDigits -= 1
    }
    if significand == 0 { return .zero }
    return fractionDigits > Self.maximumFractionDigits ? nil : DecimalCost(significand, fractionDigits: fractionDigits)
  }
}
