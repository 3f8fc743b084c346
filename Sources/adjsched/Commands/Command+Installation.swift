/// What an installation is made of.
extension Command {
  static let completions = Command(
    name: "completions", group: .installation,
    summary: "print what teaches a shell to complete adjsched's words",
    details: """
      Prints a script for bash, zsh or fish that completes commands, options, their values and files. make install puts \
      all three in their places. Elsewhere, bash and fish find the file in the directories of the examples, and zsh as \
      _adjsched in a directory of its fpath.
      """,
    optionKeys: [.output],
    operand: Operand(
      placeholder: "shell", summary: Shell.allCases.map(\.rawValue).joined(separator: ", "),
      suggestions: .words(Shell.allCases.map(\.rawValue))),
    examples: [
      Example(
        line: "adjsched completions bash -o ~/.local/share/bash-completion/completions/adjsched",
        summary: "for one user's bash"),
      Example(
        line: "adjsched completions fish -o ~/.config/fish/completions/adjsched.fish", summary: "for one user's fish"),
    ],
    run: { try CompletionsCommand.run($0) })

  static let manual = Command(
    name: "manual", group: .installation,
    summary: "print the manual page, for man",
    details: "Prints the manual page adjsched(1), made from the same tables as the help, in the language of man.",
    optionKeys: [.output],
    examples: [
      Example(line: "adjsched manual -o adjsched.1", summary: "the page as a file, which man -l adjsched.1 shows")
    ],
    run: { try CompletionsCommand.write(Manual.page, $0) })
}
