import ScheduleFormats

/// The destination of a result: standard output, or a file that appears only once it is complete.
enum Output {
  enum Destination: Hashable, Sendable {
    case standardOutput
    case file(String)
  }

  /// What a result is written to.
  struct Sink: ByteSink {
    let descriptor: Descriptor

    mutating func write(_ bytes: [UInt8]) throws(Failure) {
      try descriptor.write(bytes)
    }
  }

  /// Runs `body` with a sink for the destination; its errors blame `origin`.
  ///
  /// A regular file is replaced after `body` returns without an error, atomically if possible; until then, and after
  /// an error or an interrupt, it is unchanged.
  static func write(
    to destination: Destination, blaming origin: Failure.Origin = .commandLine, _ body: (inout Sink) throws -> Void
  ) throws(Failure) {
    func run(_ sink: inout Sink) throws(Failure) {
      do { try body(&sink) } catch { throw Failure(error, blaming: origin) }
    }
    switch destination {
    case .standardOutput:
      try writeThrough(.standardOutput, run)
    case .file(let path):
      switch try OutputTarget(path) {
      case .inherited(let number):
        try writeThrough(try InheritedFile.writable(number, name: path), run)
      case .special(let flags):
        let number = Descriptor.unsafeOpen(FilePath(path), O_WRONLY | O_NOCTTY | flags)
        if number < 0 { throw Failure.uncreatable(file: path, code: errno) }
        try writeThrough(Descriptor(number: number, name: path), run)
      case .regular(let target, let old):
        let file = try ReplacementFile(target: target, old: old, name: path)
        do throws(Failure) {
          var sink = Sink(descriptor: file.descriptor)
          try run(&sink)
        } catch {
          file.discard()
          throw error
        }
        try file.commit()
      }
    }
  }

  /// Writes a text to standard output.
  static func show(_ text: String) throws(Failure) -> ExitStatus {
    try Descriptor.standardOutput.write(Array(text.utf8))
    try Descriptor.standardOutput.close()
    return .done
  }

  private static func writeThrough(
    _ descriptor: Descriptor, _ body: (inout Sink) throws(Failure) -> Void
  ) throws(Failure) {
    var sink = Sink(descriptor: descriptor)
    try body(&sink)
    // Later messages need standard error.
    if descriptor.number == Descriptor.standardError.number { try descriptor.flush() } else { try descriptor.close() }
  }
}
