import Foundation
import TestSupport
import Testing

@testable import adjsched

/// The words that are explained, by the help and on the page of the model.
@Suite struct GlossaryTests {
  @Test func `every term is found by its names, in any spelling`() throws {
    for term in Term.all {
      for name in [term.name] + term.synonyms {
        #expect(Term.named(name)?.name == term.name, "\(name)")
        #expect(Term.named(name.uppercased())?.name == term.name, "\(name)")
        #expect(Term.named(name.replacing(" ", with: "-"))?.name == term.name, "\(name)")
      }
      for name in term.related { #expect(Term.all.contains { $0.name == name }, "\(term.name): \(name)") }
      #expect(term.meaning.hasSuffix("."), "\(term.name)")
    }
    #expect(Term.named("slots")?.name == "slot")
    #expect(Term.named("nonsense") == nil)
  }

  @Test func `no two terms share a name`() {
    let names = Term.all.flatMap { [$0.name] + $0.synonyms }
    #expect(Set(names).count == names.count, "\(names.filter { name in names.filter { $0 == name }.count > 1 })")
  }

  @Test func `help explains words, of one or two, and options of the same name first`() throws {
    for words in [["lower", "bound"], ["lower bound"], ["lower-bound"], ["bound"]] {
      let result = try Program.run(["help"] + words)
      #expect(result.status == 0 && result.output.hasPrefix("lower bound (bound)\n"), "\(words)")
    }
    let level = try Program.run(["help", "level"]).output
    #expect(level.hasPrefix("--level SPEC\n") && level.contains("\nlevel (storage level, memory, disk)\n"))
    #expect(try Program.run(["help", "terms"]).output.contains("makespan"))
  }

  /// `ADJSCHED_RECORD=1` writes the section of the page anew, and never passes.
  @Test func `the page of the model explains the same`() throws {
    let page = repositoryRoot.appendingPathComponent("docs/model.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let start = try #require(text.range(of: "\n## Glossary\n\n"))
    let end = try #require(text.range(of: "\n## ", range: start.upperBound..<text.endIndex))
    let items = Term.all.map { term in
      let synonyms = term.synonyms.isEmpty ? "" : " (\(term.synonyms.joined(separator: ", ")))"
      return Self.wrapped("* **\(term.name)**\(synonyms): \(term.meaning)")
    }
    let section = "`adjsched help TERM` says the same.\n\n" + items.joined()
    if ProcessInfo.processInfo.environment["ADJSCHED_RECORD"] != nil {
      let new = text.replacingCharacters(in: start.upperBound..<end.lowerBound, with: section)
      try Data(new.utf8).write(to: page)
      Issue.record("recorded model.md; look at the difference, then test without ADJSCHED_RECORD")
    } else {
      #expect(text[start.upperBound..<end.lowerBound] == section, "record anew with ADJSCHED_RECORD=1")
    }
  }

  private static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= 120 {
        lines[lines.count - 1] += " \(word)"
      } else {
        lines.append(lines.isEmpty ? String(word) : "  \(word)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
