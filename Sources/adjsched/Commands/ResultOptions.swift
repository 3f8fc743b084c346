import ScheduleFormats

/// The format and destination of a result: options of every command that has one.
struct ResultOptions<Format: CaseIterable & RawRepresentable<String>> {
  let format: Format
  let destination: Output.Destination
  let isSummary: Bool
  let isQuiet: Bool

  init(_ arguments: Arguments, default format: Format) throws(UsageError) {
    self.format = try arguments.choice(.format, default: format)
    destination = try arguments.destination()
    isSummary = arguments.has(.summary)
    isQuiet = arguments.has(.quiet)
  }
}

extension Arguments {
  /// Returns the destination of the result.
  func destination() throws(UsageError) -> Output.Destination {
    guard let file = last(.output), file.value != "-" else { return .standardOutput }
    if file.value.isEmpty { throw .emptyFileName(file.name) }
    return .file(file.value)
  }
}
