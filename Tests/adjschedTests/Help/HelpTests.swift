import Foundation
import Testing

@testable import adjsched

/// The help, as made from the tables and as the process shows it.
@Suite struct HelpTests {
  @Test func `lines fit the screen`() {
    var texts = [Help.text(for: nil as Command?)]
    texts += Command.all.map { Help.text(for: $0) } + Option.all.map { Help.text(for: $0) }
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
      #expect(try Program.run(["help", option.key.rawValue]) == result, "\(name)")
    }
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
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Golden")
    var texts = [("help", Help.text(for: nil as Command?))]
    texts += Command.all.map { ("help-\($0.name)", Help.text(for: $0)) }
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
