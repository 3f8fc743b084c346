/// The words of the command line as the system passed them, starting with the program's name.
///
/// Swift's own `CommandLine.arguments` reads `/proc`, which a container or a rescue system may lack, and replaces
/// bytes that are not UTF-8.
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

  /// The C library calls functions in this section before `main`, with the arguments of `main`. The number orders it
  /// before entries without one, such as the Swift runtime of a static program.
  @section(".init_array.00101") @used
  private let keepStartWords: @convention(c) (Int32, WordList?) -> Void = { count, words in
    startCount = count
    startWords = words
    nameBacktracePrinter()
  }

  /// Without `/proc` names a backtrace printer, one that is not there: the Swift runtime looks for its own in the
  /// program's directory according to `/proc`, and aborts if it finds no directory. What the user has set is kept.
  private func nameBacktracePrinter() {
    var letter: CChar = 0
    guard readlink("/proc/self/exe", &letter, 1) < 0 else { return }
    guard let settings = getenv("SWIFT_BACKTRACE"), strlen(settings) > 0 else {
      setenv("SWIFT_BACKTRACE", "swift-backtrace=/nonexistent", 1)
      return
    }
    guard strstr(settings, "swift-backtrace=") == nil else { return }
    let added = ",swift-backtrace=/nonexistent"
    guard let all = malloc(strlen(settings) + strlen(added) + 1)?.assumingMemoryBound(to: CChar.self) else { return }
    strcpy(all, settings)
    strcat(all, added)
    setenv("SWIFT_BACKTRACE", all, 1)
    free(all)
  }
#endif
