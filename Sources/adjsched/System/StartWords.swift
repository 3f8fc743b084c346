/// The words of the command line, the program's name first, as the system handed them over.
///
/// Swift's own list, `CommandLine.arguments`, is read from `/proc`, which a container or a rescue system may not have,
/// and replaces what is not UTF-8.
enum StartWords {
  static var all: [String] {
    #if canImport(Glibc)
      let (count, words) = (Int(startCount), startWords)
    #else
      let (count, words) = (Int(CommandLine.argc), Optional(CommandLine.unsafeArgv))
    #endif
    guard let words else { return [] }
    return (0..<count).compactMap { index in
      words[index].map { word in
        String(word: UnsafeRawBufferPointer(start: word, count: strlen(word)))
      }
    }
  }
}

#if canImport(Glibc)
  nonisolated(unsafe) private var startCount: Int32 = 0
  nonisolated(unsafe) private var startWords: WordList?
  private typealias WordList = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>

  /// The C library calls what lies in this section before `main`, with the arguments of `main`. The number puts it before
  /// what has none, the Swift runtime of a static program.
  @section(".init_array.00101") @used
  private let keepStartWords: @convention(c) (Int32, WordList?) -> Void = { count, words in
    startCount = count
    startWords = words
    // That runtime looks for its reports' printer in the directory that /proc says the program is in, and aborts where
    // there is none; it does not look when it is told. A name of the user's own stays.
    if access("/proc/self/exe", F_OK) != 0 { setenv("SWIFT_BACKTRACE", "swift-backtrace=/nonexistent", 0) }
  }
#endif
