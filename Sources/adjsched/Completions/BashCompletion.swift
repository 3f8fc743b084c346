/// The bash script: a function that parses the words so far like the program's own parser.
enum BashCompletion {
  static var script: String {
    let valued = Option.all.filter(\.takesValue).flatMap(\.names).joined(separator: " ")
    let first = Command.all.map(\.name) + Option.all.filter { Command.generalOptions.contains($0.key) }.flatMap(\.names)
    return """
      # Completion of adjsched for bash, as 'adjsched completions bash' prints it.

      _adjsched() {
        local current=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
        local option= ended= prefix= options= words= files= operand= i
        COMPREPLY=()
        if ((COMP_CWORD == 1)); then
          mapfile -t COMPREPLY < <(compgen -W \(first.joined(separator: " ").shellQuoted) -- "$current")
          return
        fi

        # The option whose value comes next, if any. Most often readline makes a = a word of its own, which may stand
        # within a value too.
        for ((i = 2; i < COMP_CWORD; i++)); do
          if [[ -n $option ]]; then
            [[ ${COMP_WORDS[i]} == = || ${COMP_WORDS[i + 1]} == = ]] || option=
          elif [[ ${COMP_WORDS[i]} == -- ]]; then
            ended=yes
          elif [[ -z $ended && ' \(valued) ' == *" ${COMP_WORDS[i]} "* ]]; then
            option=${COMP_WORDS[i]}
          fi
        done
        if [[ -n $option ]]; then
          current=${current#=}
        elif [[ -z $ended && $current == -*=* ]]; then
          option=${current%%=*} prefix=${current%%=*}= current=${current#*=}
        fi

        case $command in
      \(Command.all.map(cases).joined(separator: "\n"))
        esac

        if [[ -z $option && -z $ended && $current == -* ]]; then
          words=$options files=
        elif [[ -z $option ]]; then
          case $operand in
            '') words=$options ;;
            files) files=-f ;;
            *) words=$operand ;;
          esac
        fi
        if [[ -n $files ]]; then
          mapfile -t COMPREPLY < <(compgen "$files" -- "$current")
          compopt -o filenames 2>/dev/null
        fi
        if [[ -n $words ]]; then
          mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -W "$words" -- "$current")
        fi
        if [[ -n $prefix ]]; then
          COMPREPLY=("${COMPREPLY[@]/#/$prefix}")
        fi
      }

      complete -F _adjsched adjsched

      """
  }

  /// Returns the case branch with a command's options, operands and option values.
  private static func cases(_ command: Command) -> String {
    var names = command.options.flatMap(\.names)
    if command.operand?.suggestions == .topics { names += Option.all.map(\.longName).filter { !names.contains($0) } }
    var lines = ["\(command.name))", "  options=\(names.joined(separator: " ").shellQuoted)"]
    switch command.operand?.suggestions {
    case .files, .directories: lines.append("  operand=files")
    case .words(let words): lines.append("  operand=\(words.joined(separator: " ").shellQuoted)")
    case .topics:
      let words = Help.words.filter { !$0.contains(" ") }
      lines.append("  operand=\(words.joined(separator: " ").shellQuoted)")
    case .nothing, nil: break
    }
    let values = command.options.compactMap { option in
      assignment(command.suggestions(for: option)).map { "    \(option.names.joined(separator: " | "))) \($0) ;;" }
    }
    if !values.isEmpty { lines += ["  case $option in"] + values + ["  esac"] }
    return (lines + ["  ;;"]).map { "    \($0)" }.joined(separator: "\n")
  }

  private static func assignment(_ suggestions: Suggestions) -> String? {
    switch suggestions {
    case .nothing, .topics: return nil
    case .words(let words): return "words=\(words.joined(separator: " ").shellQuoted)"
    case .files: return "files=-f"
    case .directories(let words): return "files=-d words=\(words.joined(separator: " ").shellQuoted)"
    }
  }
}
