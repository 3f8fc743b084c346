/// Commands for installation.
extension Command {
  static let completions = Command(
    name: "completions", group: .installation,
    summary: "print a completion script for a shell",
    details: """
      Prints a script for bash, zsh or fish that completes commands, options, their values and files. make install \
      installs all three. Otherwise save the script where the examples do for bash and fish, or as _adjsched in a \
      directory of zsh's fpath.
      """,
    optionKeys: [.output],
    operand: Operand(
      placeholder: "shell", summary: Shell.allCases.map(\.rawValue).joined(separator: ", "),
      suggestions: .words(Shell.allCases.map(\.rawValue))),
    examples: [
      Example(
        line: "adjsched completions bash -o ~/.local/share/bash-completion/completions/adjsched",
        summary: "bash, for one user"),
      Example(
        line: "adjsched completions fish -o ~/.config/fish/completions/adjsched.fish", summary: "fish, for one user"),
    ],
    run: { try CompletionsCommand.run($0) })

  static let manual = Command(
    name: "manual", group: .installation,
    summary: "print the manual page",
    details: "Prints the manual page adjsched(1) in man format, generated from the same tables as the help.",
    optionKeys: [.output],
    examples: [
      Example(line: "adjsched manual -o adjsched.1", summary: "the page as a file; view it with man -l adjsched.1")
    ],
    run: { try CompletionsCommand.write(Manual.page, $0) })
}
