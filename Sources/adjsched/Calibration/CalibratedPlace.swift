import AdjointSchedules

/// The value of calibrate's `--level`: `[name=]memory[:slots]` or `[name=]directory[:slots]`.
///
/// Directories may contain both characters. The text before the first = is a name if it has no slash, and the text
/// after the last : is a number of slots if it is a number; `./a=b` and `/data:10/` are just directories.
struct CalibratedPlace: Hashable, Sendable {
  enum Storage: Hashable, Sendable {
    case memory
    /// The directory to write files to.
    case directory(String)
  }

  enum Slots: Hashable, Sendable {
    /// As many slots as fit.
    case fitting
    /// This many slots, or nil for no limit.
    case stated(Int?)
  }

  let name: String
  /// The value as typed, without the slots.
  let text: String
  let storage: Storage
  let slots: Slots

  init(_ occurrence: Arguments.Occurrence) throws(UsageError) {
    let text = occurrence.value
    var rest = text[...]
    var name: String?
    if let sign = rest.firstIndex(of: "="), !rest[..<sign].contains("/") {
      name = String(rest[..<sign])
      rest = rest[rest.index(after: sign)...]
    }
    var slots = Slots.fitting
    if let colon = rest.lastIndex(of: ":") {
      let number = rest[rest.index(after: colon)...]
      if number == "inf" || WholeNumber.parse(number) != nil {
        let place = "\(occurrence.name) '\(text.excerpt)'"
        // A level without slots is not worth measuring.
        slots = .stated(try SlotCount.parse(number, in: 1...Level.maximumSlots, option: place))
        rest = rest[..<colon]
      }
    }
    if name == "" || rest.isEmpty || rest.hasPrefix("memory:") || text.contains("\0") {
      throw .outOfRange(
        occurrence.name,
        reason: "'\(text.excerpt)' is neither [name=]memory[:slots] nor [name=]directory[:slots]; "
          + "for example: \(occurrence.name) memory or \(occurrence.name) scratch=/scratch:100")
    }
    self.text = String(text[..<rest.endIndex])
    storage = rest == "memory" ? .memory : .directory(String(rest))
    self.name = (name ?? String(rest)).spellingBytes
    self.slots = slots
  }
}
