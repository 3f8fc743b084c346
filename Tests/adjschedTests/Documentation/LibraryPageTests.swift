import Foundation
import TestSupport
import Testing

/// The Swift code of `docs/library.md` and of the comments at the libraries' declarations stands in Tests/Client, word for
/// word, where `make client` compiles and runs it.
@Suite struct LibraryPageTests {
  /// The client's tests, each line without its indentation.
  private func client() throws -> String {
    let folder = repositoryRoot.appendingPathComponent("Tests/Client/Tests/ClientTests")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let texts = try files.filter { $0.pathExtension == "swift" }.map { try String(contentsOf: $0, encoding: .utf8) }
    return "\n" + texts.joined(separator: "\n").split(separator: "\n").map(Self.trimmed).joined(separator: "\n") + "\n"
  }

  private static func trimmed(_ line: Substring) -> String { line.trimmingCharacters(in: .whitespaces) }

  /// Returns a block of code as it must be found.
  private func wanted(_ lines: [Substring]) -> String {
    "\n" + lines.filter { !$0.isEmpty }.map(Self.trimmed).joined(separator: "\n") + "\n"
  }

  @Test func `the page's code is the client's`() throws {
    let page = try String(contentsOf: repositoryRoot.appendingPathComponent("docs/library.md"), encoding: .utf8)
    let client = try client()
    var blocks: [[Substring]] = []
    var isCode = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isCode = line == "```swift"
        if isCode { blocks.append([]) }
      } else if isCode {
        blocks[blocks.count - 1].append(line)
      }
    }
    // The first is of a manifest.
    #expect(blocks.count >= 10 && blocks[0].first?.hasPrefix("dependencies:") == true)
    for block in blocks.dropFirst() { #expect(client.contains(wanted(block)), "\(block.joined(separator: "\n"))") }
  }

  @Test func `the comments' code is the client's`() throws {
    let client = try client()
    var found = 0
    for module in ["AdjointSchedules", "ScheduleFormats"] {
      let folder = repositoryRoot.appendingPathComponent("Sources/\(module)")
      let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
      for case let file as URL in files where file.pathExtension == "swift" {
        for block in examples(in: try String(contentsOf: file, encoding: .utf8)) {
          found += 1
          #expect(client.contains(wanted(block)), "\(file.lastPathComponent): \(block.joined(separator: "\n"))")
        }
      }
    }
    #expect(found >= 7, "the examples were not found")
  }

  /// The indented blocks of documentation comments that are code; the others are formulas.
  private func examples(in text: String) -> [[Substring]] {
    var blocks: [[Substring]] = [[]]
    for line in text.split(separator: "\n") {
      let comment = line.drop { $0 == " " }
      if comment.hasPrefix("///     ") {
        blocks[blocks.count - 1].append(comment.dropFirst(8))
      } else if blocks.last?.isEmpty == false {
        blocks.append([])
      }
    }
    let words = ["let ", "var ", "try ", "for "]
    return blocks.filter { block in words.contains { block.first?.hasPrefix($0) == true } }
  }
}
