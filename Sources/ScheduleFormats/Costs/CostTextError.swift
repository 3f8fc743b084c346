/// Why a text is not a valid cost.
public enum CostTextError: Error, Hashable, Sendable, CaseIterable {
  case notANumber
  case negative
  /// More than nine digits after the point, not counting trailing zeros.
  ///
  /// Readers of files and options round such costs instead: `CostText.rounded`.
  case tooManyDigits
  /// Its digits do not fit 64 bits.
  case tooLarge
}

extension CostTextError: CustomStringConvertible {
  /// The end of a message, following the name of the option or field.
  public var description: String {
    switch self {
    case .notANumber: return "is not a decimal number >= 0, such as 0.5"
    case .negative: return "is negative; give a decimal number >= 0"
    case .tooManyDigits: return "has more than 9 digits after the point; round it, or use smaller units"
    case .tooLarge: return "does not fit 64 bits; use larger units"
    }
  }
}
