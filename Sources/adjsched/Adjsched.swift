import AdjointSchedules

/// The program: arguments in, a result on standard output, an exit status.
@main
struct Adjsched {
  static func main() {
    Descriptor.reserveStandard()
    OutOfMemoryHandler.install()
    Interrupt.install()
    exit(run(Array(StartWords.all.dropFirst())).rawValue)
  }

  static func run(_ words: [String]) -> ExitStatus {
    do {
      switch try Invocation(words) {
      case .version: return try Output.show("adjsched \(Version.text)\n")
      case .help(let command): return try Output.show(Help.text(for: command))
      case .command(let arguments):
        let notes = Notes()
        let status = try PlanningMemory.$current.withValue(try arguments.planningMemory()) {
          try Notes.$current.withValue(notes) { try arguments.command.run(arguments) }
        }
        if !arguments.has(.quiet) { notes.say() }
        return status
      }
    } catch {
      return Failure(error).report()
    }
  }
}
