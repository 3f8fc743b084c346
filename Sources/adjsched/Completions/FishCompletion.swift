/// The fish script: one `complete` per option and kind of value.
enum FishCompletion {
  static var script: String {
    let general = Option.all.filter { Command.generalOptions.contains($0.key) }
    let lines =
      Command.all.map { command in
        "complete -c adjsched -n __adjsched_has_no_command -a \(command.name) -d \(quoted(command.summary))"
      } + general.map { line("__adjsched_has_no_command", $0, .nothing) }
      + Option.all.flatMap(lines) + Command.all.compactMap(operand)
    return """
      # Completion of adjsched for fish, as 'adjsched completions fish' prints it.

      function __adjsched_has_no_command
          test (count (commandline -opc)) -eq 1
      end

      function __adjsched_is
          set -l words (commandline -opc)
          set -q words[2]; and contains -- $words[2] $argv
      end

      complete -c adjsched -f
      \(lines.joined(separator: "\n"))

      """
  }

  /// Returns one line per set of commands that give an option the same meaning.
  private static func lines(_ option: Option) -> [String] {
    var groups: [(line: (String) -> String, key: String, commands: [String])] = []
    for command in Command.all {
      guard let own = command.options.first(where: { $0.key == option.key }) else { continue }
      let make = { condition in line(condition, own, command.suggestions(for: own)) }
      let key = make("")
      if let index = groups.firstIndex(where: { $0.key == key }) {
        groups[index].commands.append(command.name)
      } else {
        groups.append((make, key, [command.name]))
      }
    }
    return groups.map { $0.line(quoted("__adjsched_is \($0.commands.joined(separator: " "))")) }
  }

  private static func line(_ condition: String, _ option: Option, _ suggestions: Suggestions) -> String {
    let names = (option.short.map { "-s \($0) " } ?? "") + "-l \(option.key.rawValue)"
    let value = option.takesValue ? " -r\(offer(suggestions))" : ""
    return "complete -c adjsched -n \(condition) \(names)\(value) -d \(quoted(option.summary))"
  }

  private static func operand(_ command: Command) -> String? {
    guard let operand = command.operand else { return nil }
    let condition = quoted("__adjsched_is \(command.name)")
    return "complete -c adjsched -n \(condition)\(offer(operand.suggestions)) -d \(quoted(operand.placeholder))"
  }

  private static func offer(_ suggestions: Suggestions) -> String {
    switch suggestions {
    case .nothing: return " -f"
    case .words(let words): return " -f -a \(quoted(words.joined(separator: " ")))"
    case .files: return " -F"
    case .directories(let words):
      return " -f -a \(quoted("(__fish_complete_directories) \(words.joined(separator: " "))"))"
    case .topics:
      let topics = Help.topics.filter { !$0.contains(" ") }
      return " -f -a \(quoted(topics.joined(separator: " ")))"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.escaping(["'", "\\"]) + "'"
  }
}
