import Testing

@testable import ScheduleFormats

@Suite struct JSONScannerTests {
  /// Returns what `read` gives, or the error's line, the same for every size of chunks.
  private func result<Value>(
    _ json: String, _ read: (inout JSONScanner) throws -> Value
  ) -> String {
    var results: [String] = []
    for size in [1, 2, 3, 5, 8, 1_000_000] {
      var scanner = JSONScanner(ChoppedSource(json, size: size))
      do {
        let value = try read(&scanner)
        try scanner.end()
        results.append("\(value)")
      } catch ReadError.format(let error) {
        results.append("error: \(error)")
      } catch {
        results.append("other error: \(error)")
      }
    }
    let isSame = results.allSatisfy { $0 == results[0] }
    return isSame ? results[0] : "depends on the chunks: \(results)"
  }

  @Test func `strings are read with their escapes`() {
    let table = [
      (#""""#, ""), (#""abc""#, "abc"), (#""a\"b\\c\/d""#, "a\"b\\c/d"), (#""\b\f\n\r\t""#, "\u{8}\u{C}\n\r\t"),
      (#""\u0041\u00e9\u20AC""#, "A\u{E9}\u{20AC}"), (#""\ud83d\ude00""#, "\u{1F600}"),
      ("\"\u{E9}\u{20AC}\u{1F600}\"", "\u{E9}\u{20AC}\u{1F600}"), (#""st\u0065p""#, "step"),
      (#""\uDBFF\uDFFF""#, "\u{10FFFF}"),
    ]
    for (json, text) in table {
      #expect(result(json) { try $0.string("field") } == text, "\(json)")
    }
  }

  @Test func `broken strings name their place`() {
    let table = [
      (
        #"  "abc"#,
        "line 1, column 7: the input ends where the closing quote of a string should be; is the file complete?"
      ),
      ("\"a\nb\"", "line 1, column 3: a string must end on its line; write control characters as escapes"),
      (#""\x""#, "line 1, column 3: expected an escape: one of \" \\ / b f n r t u, found \"x\""),
      (#""\u12g4""#, "line 1, column 6: expected four hexadecimal digits, found \"g\""),
      (#""\ud83d!""#, "line 1, column 8: expected the second half of a surrogate pair, found \"!\""),
      (#""\ud83d\u0041""#, "line 1, column 14: an escape is half of a surrogate pair without the other half"),
      (#""\udc00""#, "line 1, column 8: an escape is half of a surrogate pair without the other half"),
      (#""\"#, "line 1, column 3: the input ends where an escape should be; is the file complete?"),
      ("7", "field: must be a string, not a number"), ("[]", "field: must be a string, not an array"),
      ("\n\n  x", "line 3, column 3: expected a value, found \"x\""),
      ("", "line 1, column 1: the input ends where a value should be; is the file complete?"),
      (#""a" 1"#, "line 1, column 5: expected the end of the file, found \"1\""),
    ]
    for (json, error) in table {
      #expect(result(json) { try $0.string("field") } == "error: " + error, "\(json)")
    }
  }

  @Test func `bytes that are not UTF 8 are refused`() {
    let bad: [[UInt8]] = [
      [0x80], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xE2, 0x82], [0xC3, 0x41], [0xC3, 0x5C, 0x6E],
    ]
    for bytes in bad {
      #expect(String(validating: bytes, as: UTF8.self) == nil)
      var scanner = JSONScanner(ArraySource([0x22] + bytes + [0x22]))
      #expect(throws: ReadError.self, "\(bytes)") { try scanner.string("field") }
    }
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max where ![0x22, 0x5C].contains(first) && ![0x22, 0x5C].contains(second) {
        if first < 0x20 || second < 0x20 { continue }
        var scanner = JSONScanner(ArraySource([0x22, first, second, 0x22]))
        let read = try? scanner.string("field")
        #expect(read == String(validating: [first, second], as: UTF8.self), "\(first) \(second)")
      }
    }
  }

  /// Goes to the opening quote, as every caller has done, and returns the name's number.
  private func shortName(_ scanner: inout JSONScanner) throws -> UInt64 {
    #expect(try scanner.skipBlanks() == ASCII.quote)
    return try scanner.shortName()
  }

  @Test func `names are told apart by their numbers`() {
    let table: [(String, UInt64)] = [
      ("op", ShortName.op), ("level", ShortName.level), ("step", ShortName.step), ("from", ShortName.from),
      ("to", ShortName.to), ("forward", ShortName.forward), ("backward", ShortName.backward),
      ("write", ShortName.write), ("read", ShortName.read), ("discard", ShortName.discard),
    ]
    for (name, packed) in table {
      #expect(ShortName.pack(Array(name.utf8)) == packed, "\(name)")
      #expect(result("\"\(name)\"") { try shortName(&$0) } == "\(packed)", "\(name)")
      let escaped = name.unicodeScalars.map { "\\u00" + String($0.value, radix: 16) }.joined()
      #expect(result("\"\(escaped)\"") { try shortName(&$0) } == "\(packed)", "\(escaped)")
      var bytes: [UInt8] = []
      ShortName.append(packed, to: &bytes)
      #expect(String(decoding: bytes, as: UTF8.self) == name)
    }
    for name in ["", "statistics", #"\u0000op"#, "ninechars"] {
      #expect(result("\"\(name)\"") { try shortName(&$0) } == "0", "\(name)")
    }
  }

  @Test func `integers are read exactly`() {
    let table = [
      ("0", "0"), ("7 ", "7"), ("123456789012345678", "123456789012345678"),
      ("1234567890123456789", "1234567890123456789"),
      ("9223372036854775807", "9223372036854775807"), ("1e3", "1000"), ("5.0", "5"), ("25e-0", "25"), ("-0", "0"),
      ("0.0", "0"), ("100e-2", "1"),
      (
        "9223372036854775808",
        "error: n: must be an integer from 0 to 9223372036854775807; the number does not fit 64 bits"
      ),
      ("1e30", "error: n: must be an integer from 0 to 9223372036854775807; the number does not fit 64 bits"),
      ("-1", "error: n: must be an integer >= 0"), ("1.5", "error: n: must be an integer >= 0"),
      ("1e-400", "error: n: must be an integer >= 0"), ("\"1\"", "error: n: must be an integer >= 0, not a string"),
      ("null", "error: n: must be an integer >= 0, not null"),
      ("true", "error: n: must be an integer >= 0, not true or false"),
      ("007", "error: line 1, column 4: the number before this has leading zeros"),
      ("1.", "error: line 1, column 3: 1. before this is not a JSON number"),
      ("1e", "error: line 1, column 3: 1e before this is not a JSON number"),
      ("1-2", "error: line 1, column 2: expected the end of the file, found \"-\""),
      ("-", "error: line 1, column 2: - before this is not a JSON number"),
      ("1.2.3", "error: line 1, column 6: 1.2.3 before this is not a JSON number"),
      (".5", "error: line 1, column 1: expected a value, found \".\""),
      ("NaN", "error: line 1, column 1: expected a value, found \"N\"; JSON has neither NaN nor Infinity"),
      ("", "error: line 1, column 1: the input ends where a value should be; is the file complete?"),
    ]
    for (json, wanted) in table {
      #expect(result(json) { try $0.integer("n") } == wanted, "\(json)")
    }
    // The short way ends at a comma, a brace or a blank.
    for json in ["[12,345]", "[12 ,\n345 ]", "[1.2e1,3450e-1]"] {
      let read = result(json) { scanner in
        var numbers: [Int] = []
        try scanner.enterArray("a")
        while try scanner.hasElement() { numbers.append(try scanner.integer("n")) }
        return numbers
      }
      #expect(read == "[12, 345]", "\(json)")
    }
  }

  @Test func `costs are read exactly`() {
    let table = [
      ("0", "0"), ("12,", "12"), ("120 ", "120"), ("2.50}", "2.5"), ("1e3]", "1000"), ("25e-1\n", "2.5"),
      ("9223372036854775807", "9223372036854775807"),
    ]
    for (json, wanted) in table {
      for size in [1, 2, 100] {
        var scanner = JSONScanner(ChoppedSource(json, size: size))
        #expect((try? scanner.cost("c")).map { CostText.text($0) } == wanted, "\(json)")
      }
    }
  }

  @Test func `any value is skipped and broken ones are not`() {
    for json in [
      "null", "true", "false", "-1.5e+3", "\"a\"", "[]", "{}", "[1,[2,{\"a\":[null]}],\"b\"]",
      " { \"a\" : 1 , \"b\" : {} } ",
    ] {
      #expect(result(json) { try $0.skipValue() } == "()", "\(json)")
    }
    let table = [
      ("nul", "line 1, column 4: the input ends where \"null\" should be; is the file complete?"),
      ("nulx", "line 1, column 4: expected \"null\", found \"x\""),
      ("tru}", "line 1, column 4: expected \"true\", found \"}\""),
      ("[1,]", "line 1, column 4: expected a value, found \"]\"; remove the comma before it"),
      ("[1 2]", "line 1, column 4: expected \",\" or \"]\", found \"2\""),
      ("{\"a\":1,}", "line 1, column 8: expected a field name in quotes, found \"}\"; remove the comma before it"),
      ("{'a':1}", "line 1, column 2: expected a field name in quotes, found \"'\"; JSON quotes with \""),
      ("[1,//", "line 1, column 4: expected a value, found \"/\"; JSON has no comments; write a field \"comment\""),
      ("{\"a\" 1}", "line 1, column 6: expected \":\", found \"1\""),
      ("{a:1}", "line 1, column 2: expected a field name in quotes, found \"a\""),
      ("{\"a\":1 \"b\":2}", "line 1, column 8: expected \",\" or \"}\", found a quote"),
      ("[1", "line 1, column 3: the input ends where \",\" or \"]\" should be; is the file complete?"),
      (
        "\u{FEFF}{}",
        "line 1, column 1: a byte order mark (BOM) precedes the JSON; save the file without it, or remove it: tail -c +4 FILE"
      ),
      ("\u{F900}{}", "line 1, column 1: expected a value, found byte 0xEF"),
      ("]", "line 1, column 1: expected a value, found \"]\""),
    ]
    for (json, error) in table {
      #expect(result(json) { try $0.skipValue() } == "error: " + error, "\(json)")
    }
  }

  @Test func `what grows is limited`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(
      result(deep) { try $0.skipValue() }
        == "error: line 1, column 65: nested deeper than 64 brackets; is this the right file?")
    let justDeepEnough = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
    #expect(result(justDeepEnough) { try $0.skipValue() } == "()")
    let long = String(repeating: "x", count: 65_537)
    #expect(
      result("\"\(long)\"") { try $0.skipValue() } == "error: line 1, column 65539: a string is longer than 65536 bytes"
    )
    #expect(result("\"\(long.dropLast())\"") { try $0.skipValue() } == "()")
    let digits = String(repeating: "9", count: 1_025)
    #expect(
      result(digits) { try $0.cost("c") } == "error: line 1, column 1026: a number is longer than 1024 bytes")
    #expect(
      result(String(digits.dropLast())) { try $0.cost("c") } == "error: c: does not fit 64 bits; use larger units")
  }

  @Test func `an error of the source comes through`() {
    var scanner = JSONScanner(ChoppedSource("[1,", size: 1, breaks: true))
    do {
      try scanner.skipValue()
      Issue.record("no error")
    } catch {
      guard case .source(let cause) = error, cause is ChoppedSource.Broken else {
        Issue.record("\(error)")
        return
      }
    }
  }
}
