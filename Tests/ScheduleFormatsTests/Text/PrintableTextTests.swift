import Testing

@testable import ScheduleFormats

@Suite struct PrintableTextTests {
  @Test func `names become one visible word`() {
    let table = [
      ("memory", "memory"), ("", "_"), ("level 0", "level_0"), ("a\nb\tc\r", "a_b_c_"), ("a\u{1B}[31m", "a_[31m"),
      ("caf\u{E9}", "caf\u{E9}"), ("x\u{202E}y", "x_y"), ("x\u{2028}y\u{A0}z", "x_y_z"), ("\u{0}", "_"),
    ]
    for (name, word) in table { #expect(PrintableText.word(name) == word, "\(name.debugDescription)") }
  }

  @Test func `lines stay on one line and are cut`() {
    #expect(PrintableText.line("a\nb c") == "a b c")
    #expect(PrintableText.line("abcdef", limit: 6) == "abcdef")
    #expect(PrintableText.line("abcdefg", limit: 6) == "abcdef...")
  }
}
