import AdjointSchedules
import ScheduleFormats

/// Numbers with a unit.
extension Arguments.Occurrence {
  /// Returns the value in bytes, at least 1; a fraction of a byte is rounded up or dropped.
  func bytes(roundedUp: Bool) throws(UsageError) -> Int {
    let error = UsageError.badQuantity(self, kind: "a size above 0", example: "8GiB or 96MB")
    guard let size = SizeText.parse(value) else {
      if let pointed = UsageError.pointed(value, isValid: { SizeText.parse($0) != nil }) {
        throw .outOfRange(name, reason: "\(value.quoted) is not a size; write \(pointed)")
      }
      throw error
    }
    guard let bytes = roundedUp ? size.roundedUp : size.roundedDown else {
      throw .outOfRange(
        name,
        reason: "\(value.quoted) is more than \(Int.max >> 40)TiB, beyond which bytes do not fit 64 bits; write less")
    }
    if bytes == 0 { throw error }
    return bytes
  }

  /// Returns the value as a number of seconds.
  func seconds() throws(UsageError) -> DecimalCost { try required(try time()) }

  /// Returns the value as a number of seconds; minutes may be written `m`, as they are for other programs.
  func duration() throws(UsageError) -> DecimalCost { try required(try time(otherUnits: [("m", 60)])) }

  private func required(_ time: DecimalCost?) throws(UsageError) -> DecimalCost {
    guard let time else {
      if let pointed = UsageError.pointed(value, isValid: TimeText.isTime) {
        throw .outOfRange(name, reason: "\(value.quoted) is not a time; write \(pointed)")
      }
      throw .badQuantity(self, kind: "a time", example: "90s, 30min, 2h or 1.5d")
    }
    return time
  }

  /// Returns the value in seconds; excess digits are rounded, with a note. Returns nil if it has no unit of time.
  func time(otherUnits: [(unit: String, factor: Int)] = []) throws(UsageError) -> DecimalCost? {
    do {
      return try TimeText.stated(value, option: name, otherUnits: otherUnits)
    } catch .tooLarge {
      throw .outOfRange(name, reason: "\(value.quoted) does not fit 64 bits in seconds; write less, or fewer decimals")
    } catch {
      throw .badCost(name, value: value, reason: "in seconds \(error)")
    }
  }

  /// Returns the value as a limit: a cost, or, if followed by x, a multiple of store-all.
  func limit() throws(UsageError) -> MakespanLimit {
    if let time = try time() { return .cost(time) }
    do {
      if value.hasSuffix("x") { return .timesStoreAll(try CostText.stated(value.dropLast(), option: name)) }
      return .cost(try CostText.stated(value, option: name))
    } catch {
      throw .badCost(name, value: value, reason: "is neither a cost such as 5000 or 2h nor a multiple such as 1.5x")
    }
  }
}
