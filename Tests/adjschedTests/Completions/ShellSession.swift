import Foundation

@testable import adjsched

/// A shell that has been taught by its script, and is asked what it offers.
struct ShellSession {
  let shell: Shell
  /// True when bash does not take a = for a word of its own, as some users have it.
  var keepsSigns = false

  static func isInstalled(_ shell: Shell) -> Bool {
    let result = try? Program.shell("command -v \(shell.rawValue)")
    return result?.status == 0
  }

  /// Returns what is offered for the last word of each line, in alphabetical order.
  ///
  /// What an option's name and = have in front of the value is left out, since shells differ there.
  func offers(for lines: [String], directory: Scratch) throws -> [[String]] {
    // Apart from the directory in which files are looked for.
    let own = try Scratch()
    defer { own.remove() }
    try own.write(shell.script, to: "script")
    try own.write(Self.question[shell] ?? "", to: "ask")
    try own.write(lines.map { $0 + "\n" }.joined(), to: "lines")
    let options = shell == .fish ? "--no-config" : shell == .zsh ? "-f" : "--norc"
    let run = try Program.shell(
      """
      mapfile -t lines <'\(own.path)/lines'
      export HOME='\(own.path)' ANSWERS='\(own.path)/answers' SIGN='\(keepsSigns ? "=" : " = ")'
      exec \(shell.rawValue) \(options) '\(own.path)/ask' '\(own.path)/script' "${lines[@]}"
      """, directory: directory)
    var answers: [[String]] = []
    var answer: Set<String> = []
    for line in run.output.split(separator: "\n") {
      if line == "--end" {
        answers.append(answer.sorted())
        answer = []
        continue
      }
      let sign = line.hasPrefix("-") ? line.firstIndex(of: "=") : nil
      let value = sign.map { line[$0...].dropFirst() } ?? ""
      answer.insert(String(value.isEmpty ? line.prefix { $0 != "=" } : value))
    }
    if answers.count != lines.count { throw NoAnswer(output: run.output, error: run.error) }
    return answers
  }

  struct NoAnswer: Error {
    let output: String
    let error: String
  }

  /// Scripts that are given a completion script and lines, and print what is offered for each, `--end` behind it.
  private static let question: [Shell: String] = [
    .bash: """
    source "$1"
    for line in "${@:2}"; do
      # As readline splits it.
      read -ra COMP_WORDS <<<"${line//=/$SIGN}"
      [[ $line == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _adjsched adjsched "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      ((${#COMPREPLY[@]})) && printf '%s\\n' "${COMPREPLY[@]}"
      echo --end
    done
    """,
    .fish: """
    source $argv[1]
    for line in $argv[2..]
        complete -C $line | string replace -r '\\t.*' ''
        echo --end
    end
    """,
    // A zsh of its own on a pseudo-terminal, in which every line is typed and tab is pressed. What completion
    // functions add is written to a file, those calls left out that only filter.
    .zsh: """
    zmodload zsh/zpty
    export SCRIPT=$1
    : >$ANSWERS
    zpty shell 'zsh -f -i'
    zpty -w shell 'PS1=; autoload -Uz compinit && compinit -u -D; source $SCRIPT'
    zpty -w shell 'compadd() { if (( ${@[(I)-[OAD]*]} )); then builtin compadd "$@"; return; fi; \
    local -a offered; builtin compadd -A offered "$@"; (( $#offered )) && print -rl -- $offered >>$ANSWERS; \
    builtin compadd "$@" }'
    zpty -w shell 'ask() { _main_complete; compstate[insert]= compstate[list]=; print -- --end >>$ANSWERS; \
    zle -U $'"'\\\\C-u'"' }; zle -C ask complete-word ask; bindkey "^I" ask; print ready >>$ANSWERS'
    await() {
      repeat 6000; do
        (( $(grep -c -- $1 $ANSWERS) >= $2 )) && return
        zpty -r -t shell >/dev/null
        sleep 0.01
      done
    }
    await ready 1
    asked=0
    for line in "${@[2,-1]}"; do
      zpty -w -n shell $line$'\\t'
      await '^--end' $((++asked))
    done
    zpty -d shell
    grep -v '^ready' $ANSWERS
    """,
  ]
}
