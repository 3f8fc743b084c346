import Foundation
import TestSupport
import Testing

/// The terminal sessions of README and `docs/`: each command is run, and must print what the page says.
///
/// A session is a fenced block marked `console`; a line that starts with `$ ` is a command for the shell, and the lines
/// up to the next are what it prints, standard error after standard output. Lines right below it that start with `> ` go
/// on with the command. The sessions of one page share a folder, in which `schedules` is the repository's.
@Suite(.slow) struct SessionsTests {
  @Test func `every session prints what the page says`() throws {
    var commands = 0
    for page in try Self.pages() {
      let text = try String(contentsOf: page, encoding: .utf8)
      let replayed = try Self.replay(text, commands: &commands)
      if ProcessInfo.processInfo.environment["ADJSCHED_RECORD"] != nil {
        try Data(replayed.utf8).write(to: page)
        Issue.record("recorded \(page.lastPathComponent); look at the difference, then test without ADJSCHED_RECORD")
      } else if replayed != text {
        let (expected, actual) = Self.firstDifference(text, replayed)
        Issue.record(
          "\(page.lastPathComponent) says '\(expected)' where '\(actual)' is printed; ADJSCHED_RECORD=1 records anew")
      }
    }
    #expect(commands >= 20, "the sessions were not found")
  }

  private static func pages() throws -> [URL] {
    let docs = repositoryRoot.appendingPathComponent("docs")
    let guides = try FileManager.default.contentsOfDirectory(at: docs, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "md" }
    return [repositoryRoot.appendingPathComponent("README.md")] + guides.sorted { $0.path < $1.path }
  }

  /// Returns the page with the output of each command in its place.
  private static func replay(_ text: String, commands: inout Int) throws -> String {
    let folder = try Scratch()
    defer { folder.remove() }
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/schedules", withDestinationPath: repositoryRoot.appendingPathComponent("schedules").path)
    var result: [Substring] = []
    var isSession = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var index = 0
    while index < lines.count {
      let line = lines[index]
      index += 1
      if line == "```console" {
        isSession = true
      } else if line == "```" {
        isSession = false
      }
      guard isSession && line != "```console" else {
        result.append(line)
        continue
      }
      // What was printed the last time gives way to what is printed now.
      guard line.hasPrefix("$ ") else { continue }
      result.append(line)
      var command = line.dropFirst(2)
      while index < lines.count, lines[index].hasPrefix("> ") {
        result.append(lines[index])
        command += "\n" + lines[index].dropFirst(2)
        index += 1
      }
      commands += 1
      let program = "adjsched() { \"$ADJSCHED\" \"$@\"; }; "
      let run = try Program.shell(program + command, directory: folder)
      let printed = run.output + run.error
      result += Substring(printed).split(separator: "\n", omittingEmptySubsequences: false)
      if printed.hasSuffix("\n") || printed.isEmpty { result.removeLast() }
    }
    return result.joined(separator: "\n")
  }

  private static func firstDifference(_ a: String, _ b: String) -> (Substring, Substring) {
    let (a, b) = (a.split(separator: "\n"), b.split(separator: "\n"))
    let pair = zip(a, b).first { $0 != $1 }
    return pair ?? (a.count > b.count ? (a[b.count], "") : ("", b[a.count]))
  }
}
