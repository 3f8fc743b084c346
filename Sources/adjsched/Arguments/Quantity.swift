import AdjointSchedules
import ScheduleFormats

/// Numbers with units: sizes, times, and multiples of store-all.
enum Quantity {
  /// Bytes for each unit of size.
  static let sizes: [(unit: String, factor: Int)] = [
    ("B", 1), ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40), ("kB", 1000), ("MB", 1_000_000),
    ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
  ]
  /// Seconds for each unit of time.
  static let times: [(unit: String, factor: Int)] = [("s", 1), ("min", 60), ("h", 3600), ("d", 86_400)]
}

extension Arguments.Occurrence {
  /// Returns the value as a number of bytes, at least 1; a part of a byte is rounded up or left out.
  func bytes(roundedUp: Bool) throws(UsageError) -> Int {
    let error = UsageError.badQuantity(self, kind: "a size above 0", example: "8GiB or 96MB")
    guard let (number, factor) = quantity(Quantity.sizes) else { throw error }
    var divisor: Int128 = 1
    for _ in 0..<number.fractionDigits { divisor *= 10 }
    let product = Int128(number.significand) * Int128(factor) + (roundedUp ? divisor - 1 : 0)
    guard let bytes = Int(exactly: product / divisor) else {
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
    guard let (number, factor) = quantity(Quantity.times) else { throw error }
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

  /// Splits a number from its unit, a blank between them or not.
  private func quantity(_ units: [(unit: String, factor: Int)]) -> (number: DecimalCost, factor: Int)? {
    guard let start = value.firstIndex(where: { !$0.isNumber && $0 != "." }) else { return nil }
    let name = value[start...].drop { $0 == " " }
    guard let unit = units.first(where: { $0.unit == name }), let number = try? CostText.parse(value[..<start].utf8)
    else { return nil }
    return (number, unit.factor)
  }
}
