import Testing

@testable import ScheduleFormats

@Suite struct JSONBuilderTests {
  @Test func `what is more than a character is an escape, and is read back`() throws {
    let table = [
      ("a \"b\" \\c", #""a \"b\" \\c""#), ("\u{0}\u{1F}\u{7F}\n\r\t", #""\u0000\u001f\u007f\n\r\t""#),
      ("\u{80}\u{9B}31m\u{9F}", #""\u0080\u009b31m\u009f""#), ("x\u{202E}y\u{2066}z", #""x\u202ey\u2066z""#),
      ("a\u{2028}b\u{2029}c\u{85}", #""a\u2028b\u2029c\u0085""#), ("\u{FEFF}\u{200B}", #""\ufeff\u200b""#),
      ("\u{E0041}", #""\udb40\udc41""#), ("caf\u{E9} \u{A0}\u{1F600}", "\"caf\u{E9} \u{A0}\u{1F600}\""),
    ]
    for (text, json) in table {
      var builder = JSONBuilder(style: .compact)
      builder.string(text)
      #expect(String(decoding: builder.bytes, as: UTF8.self) == json)
      var scanner = JSONScanner(ArraySource(builder.bytes))
      #expect(Array(try scanner.string("").utf8) == Array(text.utf8))
    }
  }
}
