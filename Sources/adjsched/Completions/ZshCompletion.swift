/// The zsh script, which describes each command to `_arguments`.
///
/// It serves as a file `_adjsched` on `fpath` and, after `compinit`, as `source <(adjsched completions zsh)`.
enum ZshCompletion {
  static var script: String {
    let general = Option.all.filter { Command.generalOptions.contains($0.key) }
      .map { "    \(rule($0, .nothing, isLone: true)) \\" }
    let commands = Command.all.map { "    " + "\($0.name):\($0.summary.escaping([":", "\\"]))".shellQuoted }
    return """
      #compdef adjsched
      # Completion of adjsched for zsh, as 'adjsched completions zsh' prints it.

      _adjsched_commands() {
        local -a commands=(
      \(commands.joined(separator: "\n"))
        )
        _describe -t commands command commands
      }

      _adjsched_topics() {
        _adjsched_commands
        compadd -- \(Help.topics.filter { Command.named($0) == nil && !$0.contains(" ") }.joined(separator: " "))
      }

      _adjsched_directories_or() {
        local expl
        # A name may come first.
        compset -P '[^/=]##='
        _wanted words expl word compadd -- "$@"
        _wanted directories expl directory _path_files -/
      }

      _adjsched() {
        local curcontext=$curcontext state line ret=1
        local -A opt_args
        _arguments -C \\
      \(general.joined(separator: "\n"))
          '1: :_adjsched_commands' '*:: :->arguments' && ret=0
        if [[ $state == arguments ]]; then
          case $words[1] in
      \(Command.all.map(cases).joined(separator: "\n"))
          esac
        fi
        return ret
      }

      if [[ $funcstack[1] == _adjsched ]]; then
        _adjsched "$@"
      else
        compdef _adjsched adjsched
      fi

      """
  }

  private static func cases(_ command: Command) -> String {
    var rules = command.options.map { option in
      rule(option, command.suggestions(for: option), isLone: Command.generalOptions.contains(option.key))
    }
    if let operand = command.operand {
      let text = ":\(escaped(operand.placeholder)):\(action(operand.suggestions))"
      rules.append(((operand.isRepeatable ? "*" : "") + text).shellQuoted)
    }
    let lines =
      ["\(command.name))", "  _arguments -s -S \\"] + rules.map { "    \($0) \\" } + ["    && ret=0", "  ;;"]
    return lines.map { "      \($0)" }.joined(separator: "\n")
  }

  /// Returns the `_arguments` specification of an option; a lone option excludes all others.
  private static func rule(_ option: Option, _ suggestions: Suggestions, isLone: Bool) -> String {
    let names =
      option.takesValue
      ? (option.shortName.map { ["\($0)+"] } ?? []) + ["\(option.longName)="] : option.names
    let rivals = isLone ? "(- *)" : option.isRepeatable ? "*" : "(\(option.names.joined(separator: " ")))"
    var text = "[\(escaped(option.summary))]"
    if let placeholder = option.placeholder { text += ":\(escaped(placeholder)):\(action(suggestions))" }
    if let name = names.first, names.count == 1 { return (rivals + name + text).shellQuoted }
    return "\(rivals.shellQuoted){\(names.joined(separator: ","))}\(text.shellQuoted)"
  }

  private static func action(_ suggestions: Suggestions) -> String {
    switch suggestions {
    case .nothing: return " "
    case .words(let words): return "(\(words.joined(separator: " ")))"
    case .files: return "_files"
    // The leading blank stops zsh from inserting anything between the function and its words.
    case .directories(let words): return " _adjsched_directories_or \(words.joined(separator: " "))"
    case .topics: return "_adjsched_topics"
    }
  }

  private static func escaped(_ text: String) -> String {
    text.escaping(["\\", "[", "]", ":"])
  }
}
