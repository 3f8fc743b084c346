import AdjointSchedules
import Foundation
import Testing

@testable import adjsched

/// The completions, asked of the shells themselves.
@Suite struct CompletionTests {
  @Test func `bash offers what the tables say`() throws {
    try check(ShellSession(shell: .bash))
    try check(ShellSession(shell: .bash, keepsSigns: true))
  }

  @Test(.enabled(if: ShellSession.isInstalled(.zsh), "zsh is not installed"), .timeLimit(.minutes(5)))
  func `zsh offers what the tables say`() throws {
    try check(ShellSession(shell: .zsh))
  }

  @Test(.enabled(if: ShellSession.isInstalled(.fish), "fish is not installed"))
  func `fish offers what the tables say`() throws {
    try check(ShellSession(shell: .fish))
  }

  @Test func `scripts are printed, and a shell that is none is named`() throws {
    for shell in Shell.allCases {
      let result = try Program.run(["completions", shell.rawValue])
      #expect(result == Program.Result(status: 0, output: shell.script, error: ""))
    }
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.run(["completions", "bash", "-o", "file"], directory: scratch)
    #expect(result == Program.Result(status: 0, output: "", error: ""))
    #expect(try scratch.text(of: "file") == Shell.bash.script)
    let example = Command.completions.example
    for (words, message) in [
      (["fisch"], "shell: 'fisch' is not one of bash, zsh, fish; did you mean 'fish'?"),
      ([], "completions needs a shell: bash, zsh, fish; \(example)"),
    ] {
      let result = try Program.run(["completions"] + words)
      #expect(result == Program.Result(status: 64, output: "", error: "adjsched: \(message)\n"))
    }
  }

  /// What the tables offer as formats is what each command says that it takes.
  @Test func `every command takes the formats that are offered`() throws {
    for command in Command.all where command.optionKeys.contains(.format) {
      let result = try Program.run([command.name, "--format", "?"])
      let words = command.formats.joined(separator: ", ")
      #expect(result.error == "adjsched: --format: '?' is not one of \(words)\n", "\(command.name)")
    }
  }

  private func check(_ session: ShellSession) throws {
    let files = try Scratch()
    defer { files.remove() }
    for name in ["problem.json", "two words.json"] { try files.write("{}", to: name) }
    try FileManager.default.createDirectory(atPath: files.path + "/folder", withIntermediateDirectories: false)
    let planners = Planner.ofChains.map(\.rawValue)
    var questions: [(line: String, offers: [String])] = [
      ("adjsched ", Command.all.map(\.name)),
      ("adjsched rev", ["revolve"]),
      ("adjsched period", ["period", "periodic", "periodic-disk-revolve"]),
      ("adjsched --v", ["--version"]),
      ("adjsched revolve --for", ["--format", "--forward-cost"]),
      ("adjsched revolve --format ", ["json", "jsonl", "text"]),
      ("adjsched revolve --format js", ["json", "jsonl"]),
      ("adjsched revolve --format=js", ["json", "jsonl"]),
      ("adjsched revolve -l 10 --format t", ["text"]),
      ("adjsched compare --format c", ["csv"]),
      ("adjsched verify --format ", ["json", "text"]),
      ("adjsched plan --planner ", planners),
      ("adjsched plan --planner=store-", ["store-all", "store-none"]),
      ("adjsched plan --planner revolve --planner tw", ["two-level"]),
      ("adjsched sweep --planner a", ["all"]),
      ("adjsched disk-revolve --disk-slots ", ["inf"]),
      ("adjsched plan pro", ["problem.json"]),
      ("adjsched plan --summary pro", ["problem.json"]),
      ("adjsched plan --format json pro", ["problem.json"]),
      ("adjsched plan -o pro", ["problem.json"]),
      ("adjsched plan --output pro", ["problem.json"]),
      ("adjsched plan --output=pro", ["problem.json"]),
      ("adjsched budget problem.json pro", ["problem.json"]),
      ("adjsched plan -- pro", ["problem.json"]),
      ("adjsched revolve pro", ["problem.json"]),
      ("adjsched sweep pro", ["problem.json"]),
      ("adjsched help makes", ["makespan"]),
      ("adjsched revolve -l ", []),
      ("adjsched revolve --length=", []),
      ("adjsched completions ", ["bash", "fish", "zsh"]),
      ("adjsched help disk", ["disk-revolve"]),
      ("adjsched help --disk-w", ["--disk-write"]),
      ("adjsched frobnicate --", []),
      ("adjsched calibrate --level m", ["memory"]),
      ("adjsched calibrate --level fo", ["folder"]),
      ("adjsched calibrate --level=fo", ["folder"]),
      ("adjsched calibrate --level pro", []),
    ]
    for command in Command.all where command.operand?.mayBeOption != true {
      questions.append(("adjsched \(command.name) --", command.options.map(\.longName)))
    }
    let answers = try session.offers(for: questions.map(\.line), directory: files)
    for (question, answer) in zip(questions, answers) {
      // Some shells put a slash behind a directory.
      let answer = answer.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
      // General options may stand in a command's place, but are in nobody's way before a hyphen is typed.
      let offered = question.line.hasSuffix("adjsched ") ? answer.filter { !$0.hasPrefix("-") } : answer
      #expect(offered == question.offers.sorted(), "\(session.shell): '\(question.line)'")
    }
    // Fish has no prefix that it would leave alone.
    if session.shell != .fish && !session.keepsSigns {
      let named = ["adjsched calibrate --level a=fo", "adjsched calibrate --level=a=fo"]
      for answer in try session.offers(for: named, directory: files) {
        #expect(answer.map { $0.prefix { $0 != "/" } } == ["folder"], "\(session.shell)")
      }
    }
    let blank = try session.offers(for: ["adjsched plan two"], directory: files)
    #expect(blank.first?.map { $0.replacing("\\", with: "") } == ["two words.json"], "\(session.shell)")
  }
}
