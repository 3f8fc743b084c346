import Foundation
import TestSupport
import Testing

@testable import adjsched

/// The help, as made from the tables and as the process shows it.
@Suite struct HelpTests {
  @Test func `lines fit the screen`() {
    var texts = [Help.text(for: nil as Command?)]
    texts += Help.topics.compactMap(Help.text(on:))
    for line in texts.joined().split(separator: "\n") {
      #expect(line.count <= Help.width, "\(line)")
      #expect(!line.hasSuffix(" "), "\(line)")
    }
  }

  @Test func `every spelling shows the same`() throws {
    let spellings = [["--help"], ["-h"], ["help"], ["-h", "more"]]
    for words in spellings {
      let result = try Program.run(words)
      #expect(result == Program.Result(status: 0, output: Help.text(for: nil as Command?), error: ""))
    }
    for command in Command.all {
      let expected = Program.Result(status: 0, output: Help.text(for: command), error: "")
      for words in [["help", command.name], [command.name, "--help"], [command.name, "-h"]] {
        #expect(try Program.run(words) == expected, "\(words)")
      }
    }
    for option in Option.all {
      let name = option.key == .help ? ["--", "--help"] : [option.longName]
      let result = try Program.run(["help"] + name)
      #expect(result == Program.Result(status: 0, output: Help.text(for: option), error: ""), "\(name)")
      // Without dashes a command comes first.
      if Command.named(option.key.rawValue) != nil { continue }
      // A term of the same name is explained after the option.
      #expect(try Program.run(["help", option.key.rawValue]).output.hasPrefix(result.output), "\(name)")
    }
  }

  @Test func `the first screen leads with what most begin with, and names every command`() throws {
    let lines = Help.text(for: nil).split(separator: "\n").map(String.init)
    let start = try #require(lines.firstIndex(of: "Begin with:"))
    let first = lines[(start + 1)...].prefix(4).map { $0.split(separator: " ")[0] }
    #expect(first == ["plan", "compare", "verify", "budget"])
    #expect(lines.count < 45)
    let words = Set(lines.joined(separator: " ").split { $0 == " " || $0 == "," }.map(String.init))
    for command in Command.all { #expect(words.contains(command.name), "\(command.name)") }
  }

  @Test func `every command's help says which formats it takes, and which without being asked`() throws {
    let options = { (command: Command) in command.options.first { $0.key == .format }?.summary }
    #expect(options(.plan) == "text, json or jsonl; default text")
    #expect(options(.verify) == "text or json; default text")
    #expect(options(.sweep) == "text, csv, json or svg; default csv")
    #expect(options(.plot) == "svg or terminal; default terminal on a terminal, else svg")
    #expect(options(.manual) == nil)
    let problem = Array(#"{ "chain": { "length": 3 }, "levels": [ { "slots": 2 } ] }"#.utf8)
    for line in ["plan -l 3 -m 2", "sweep -l 3 -m 2", "compare -", "budget -l 3 --at-most 2x", "plot -l 3 -m 2"] {
      let command = try #require(Command.named(line.words[0]))
      let word = try #require(options(command)?.split(separator: " ").last)
      let bare = try Program.run(line.words, input: problem)
      let asked = try Program.run(line.words + ["--format", String(word)], input: problem)
      #expect(bare == asked && bare.status == 0, "\(line)")
    }
    let all = Help.text(for: try #require(Option.all.first { $0.key == .format }))
    #expect(all.contains("\n  sweep ") && all.contains("text, csv, json or svg; default csv"))
  }

  @Test func `the version is said`() throws {
    for words in [["--version"], ["revolve", "--version"]] {
      let result = try Program.run(words)
      #expect(result == Program.Result(status: 0, output: "adjsched 0.1.0\n", error: ""))
    }
  }

  /// The help of each command is the one on file; `ADJSCHED_RECORD=1` writes the files anew, and never passes.
  @Test func `the help is the one on file`() throws {
    let isRecording = ProcessInfo.processInfo.environment["ADJSCHED_RECORD"] != nil
    let folder = repositoryRoot.appendingPathComponent("Tests/adjschedTests/Golden")
    var texts = [("help", Help.text(for: nil as Command?))]
    texts += Command.all.map { ("help-\($0.name)", Help.text(for: $0)) }
    texts += Help.Topic.allCases.map { ("help-\($0.rawValue)", Help.text(on: $0.rawValue) ?? "") }
    for (name, text) in texts {
      let file = folder.appendingPathComponent(name + ".txt")
      if isRecording {
        try Data(text.utf8).write(to: file)
        Issue.record("recorded \(name).txt; look at the difference, then test without ADJSCHED_RECORD")
      } else {
        let recorded = try? String(contentsOf: file, encoding: .utf8)
        #expect(recorded == text, "\(name).txt; record anew with ADJSCHED_RECORD=1")
      }
    }
  }
}
