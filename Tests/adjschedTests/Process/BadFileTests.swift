import Testing

/// Every mistake in a file: status 65, nothing on standard output, one line that names the file and the place.
@Suite struct BadFileTests {
  @Test func `what is no problem is named`() throws {
    let level = #""levels": [ { "slots": 2 } ]"#
    try check(
      "plan",
      [
        ("", "line 1"),
        (" \n ", "line"),
        ("null", ""),
        ("[]", ""),
        (#"{ "chain": { "length": 3 "#, "line 1"),
        (#"{ "chain": { "length": 3 }, "levels": [ { "slots": 2 } ] } x"#, "line 1"),
        (#"{ "chain": { "length": "3" }, \#(level) }"#, "length"),
        (#"{ "chain": { "length": -3 }, \#(level) }"#, "length"),
        (#"{ "chain": { "length": 1.5 }, \#(level) }"#, "length"),
        (#"{ "chain": { "length": 1000000000000000000000000000000 }, \#(level) }"#, "length"),
        (#"{ "chain": 3, \#(level) }"#, "chain"),
        (#"{ "chain": {}, \#(level) }"#, "length"),
        (#"{ \#(level) }"#, "chain"),
        (#"{ "chain": { "length": 3 } }"#, "levels"),
        (#"{ "chain": { "length": 3 }, "levels": {} }"#, "levels"),
        (#"{ "chain": { "length": 3, "lenght": 4 }, \#(level) }"#, "lenght"),
        (#"{ "chain": { "length": 3, "length": 4 }, \#(level) }"#, "length"),
        (#"{ "chain": { "length": 3, "forwardCost": -1 }, \#(level) }"#, "forwardCost"),
        (#"{ "chain": { "length": 3, "forwardCost": NaN }, \#(level) }"#, "line 1, column 42"),
        (#"{ "chain": { "length": 3, "forwardCost": 1e400 }, \#(level) }"#, "forwardCost"),
        (#"{ "chain": { "length": 3, "forwardCost": [1, 2] }, \#(level) }"#, "forwardCost"),
        (#"{ "chain": { "length": 3 }, "levels": [ { "slots": -2 } ] }"#, "levels[0].slots"),
        (#"{ "chain": { "length": 3 }, "levels": [ {} ] }"#, "levels[0]"),
        (#"{ "chain": { "length": 3 }, "levels": [ { "slots": 2, "writeCost": "x" } ] }"#, "levels[0].writeCost"),
        ("\u{0}\u{1}\u{2}\u{7f}", "line 1"),
      ])
  }

  @Test func `what is no schedule is named`() throws {
    let head = #""chain": { "length": 0 }, "levels": [ { "slots": 1 } ]"#
    try check(
      "verify",
      [
        ("", ""),
        ("{", "line 1"),
        ("3", ""),
        (#"{ \#(head), "operations": [ { "op": "jump" } ] }"#, "jump"),
        (#"{ \#(head), "operations": [ { "op": "backward", "step": "0" } ] }"#, "step"),
        (#"{ \#(head), "operations": [ { "op": "backward" } ] }"#, "step"),
        (#"{ \#(head), "operations": 3 }"#, "operations"),
        ("\u{0}\u{1}\u{2}", ""),
      ])
  }

  @Test func `binary bytes are named`() throws {
    for command in ["plan", "verify"] {
      let bytes: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 0xFF, 0xFE, 0x00, 0x0A, 0x80]
      let result = try Program.run([command], input: bytes)
      #expect(result.status == 65)
      #expect(result.output == "")
      #expect(result.error.hasPrefix("adjsched: standard input: ") && result.error.isOneLine)
    }
  }

  private func check(_ command: String, _ cases: [(content: String, place: String)]) throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for (content, place) in cases {
      try scratch.write(content, to: "file.json")
      let result = try Program.run([command, "file.json"], directory: scratch)
      #expect(result.status == 65, "\(command): \(content)")
      #expect(result.output == "", "\(command): \(content)")
      #expect(
        result.error.hasPrefix("adjsched: file.json: ") && result.error.isOneLine
          && (place.isEmpty || result.error.contains(place)),
        "\(command): \(content): \(result.error)")
    }
  }
}
