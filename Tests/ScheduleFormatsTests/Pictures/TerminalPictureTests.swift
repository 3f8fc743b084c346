import AdjointSchedules
import Testing

@testable import ScheduleFormats

/// Pictures of block characters.
@Suite struct TerminalPictureTests {
  @Test func `no line is wider and there are no more lines than asked for`() throws {
    _ = try PictureFixtures.visitAll { schedule in
      let picture = try SchedulePicture(schedule)
      for (columns, lines) in [(20, 24), (40, 16), (80, 24), (200, 60)] {
        let text = String(
          decoding: picture.terminalText(columns: columns, lines: lines, isColored: false), as: UTF8.self)
        let rows = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        #expect(rows.allSatisfy { TerminalGlyph.columns(String($0)) <= columns }, "\(columns):\n\(text)")
        #expect(rows.allSatisfy { !$0.hasSuffix(" ") })
        if columns >= 40 { #expect(rows.count <= lines, "\(lines):\n\(text)") }
      }
    }
  }

  @Test func `colours change nothing but colours, and end with their line`() throws {
    _ = try PictureFixtures.visitAll { schedule in
      let picture = try SchedulePicture(schedule)
      let plain = String(decoding: picture.terminalText(columns: 80, lines: 24, isColored: false), as: UTF8.self)
      let colored = String(decoding: picture.terminalText(columns: 80, lines: 24, isColored: true), as: UTF8.self)
      #expect(!plain.contains("\u{1B}") && colored.contains("\u{1B}[31m"))
      for (plain, colored) in zip(plain.split(separator: "\n"), colored.split(separator: "\n")) {
        // Each colour is ESC [ number m. A regular expression is slow over so many lines.
        let parts = colored.split(separator: "\u{1B}[", omittingEmptySubsequences: false)
        let coded = parts.dropFirst().map { $0.split(separator: "m", maxSplits: 1, omittingEmptySubsequences: false) }
        #expect(coded.allSatisfy { $0.count == 2 && Int($0[0]) != nil })
        let stripped = coded.reduce(into: String(parts[0])) { $0 += $1[$1.count - 1] }
        #expect(stripped.unicodeScalars.count == plain.unicodeScalars.count)
        let last = coded.last?[0]
        #expect(last == nil || last == "39", "\(colored)")
      }
    }
  }

  @Test func `a name that would write elsewhere on the terminal does not`() throws {
    let level = Level(name: "\u{1B}[31mred\u{7}\n名前", slots: 2)
    let problem = try Problem(chain: Chain(length: 5), levels: [level])
    let text = String(
      decoding: try SchedulePicture(Planner.revolve.schedule(for: problem)).terminalText(
        columns: 60, lines: 20, isColored: false),
      as: UTF8.self)
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" } && text.contains("[31mred"))
  }
}
