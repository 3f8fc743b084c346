import Foundation
import Testing

@testable import adjsched

/// Names of files that are not UTF-8: the bytes as given, in every file argument of every command.
@Suite struct FileNameTests {
  @Test func `names that differ in one byte are two files`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      #"""
      e8=$'caf\xe8' e9=$'caf\xe9' cut=$'\xe2\x82' directory=$'d\xff'; mkdir "$directory"; ln -s "$directory/$e8" $'l\xe9'
      A="$ADJSCHED"
      "$A" revolve -l 3 -m 2 --format jsonl -o "$e8" || exit
      "$A" revolve -l 4 -m 2 --format jsonl --output="$e9" || exit
      "$A" revolve -l 5 -m 2 --format jsonl -o"$directory/$cut" || exit
      "$A" revolve -l 6 -m 2 --format jsonl -o $'l\xe9' || exit
      for name in "$e8" "$e9" "$directory/$cut" $'l\xe9'; do
        "$A" verify "$name" | sed -n 's/backward-steps //p'; done
      echo '{"chain":{"length":9},"levels":[{"slots":2}]}' > "$e9"; cp "$e9" "$e8"
      for command in "plan --summary" compare "budget --time 100s" "plot --planner hrevolve" "verify -q"; do
        "$A" $command "$e9" > /dev/null; echo $?; done
      "$A" budget --time 100s "$e8" "$e9" --format csv | cut -d, -f1
      "$A" calibrate --size 1kB --level "$directory" --forward-cost 1s --repeat 1 -q -o "$e9" && "$A" compare "$e9" > /dev/null
      echo $?; ls --quoting-style=escape . "$directory"
      """#, directory: scratch)
    let expected = #"""
      4
      5
      6
      7
      0
      0
      0
      0
      65
      problem
      caf\xe8
      caf\xe9
      0
      .:
      caf\350
      caf\351
      d\377
      l\351

      d\377:
      caf\350
      \342\202

      """#
    #expect(result.output == expected)
    #expect(result.error.split(separator: "\n").allSatisfy { $0.hasPrefix(#"adjsched: caf\xe9: "#) }, "\(result.error)")
  }

  @Test func `messages show bytes safely`() throws {
    let result = try Program.shell(
      #"""
      "$ADJSCHED" verify $'no\xe9\x9b'; "$ADJSCHED" $'r\xff'; "$ADJSCHED" revolve $'--\xe9=3'
      "$ADJSCHED" revolve -l $'\xe9' -m 3; "$ADJSCHED" revolve -l 3 -m 3 -o $'no\xe9/file'
      """#)
    let lines = result.error.split(separator: "\n")
    #expect(lines.count == 5)
    for (line, beginning) in zip(
      lines,
      [
        #"no\xe9\x9b: cannot be read: "#, #"unknown command 'r\xff'; "#, #"unknown option '--\xe9'; "#,
        #"-l: '\xe9' is not a whole number"#, #"no\xe9/file: cannot be created: "#,
      ])
    { #expect(line.hasPrefix("adjsched: \(beginning)"), "\(line)") }
  }

  @Test func `an accent behind a sign belongs to the value`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      "\"$ADJSCHED\" revolve -l 3 -m 2 --output=$'\\xcc\\x81x' && \"$ADJSCHED\" revolve -l 3 -m 2 -o $'./\\xcc\\x81y'",
      directory: scratch)
    #expect(result == Program.Result(status: 0, output: "", error: ""))
    #expect(try scratch.names().count == 2)
  }
}

/// Bytes as text and back.
@Suite struct WordTests {
  @Test func `every word comes back, and no two words are one`() {
    let pieces: [[UInt8]] = [
      [], Array("a".utf8), Array("é€😀".utf8), [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0x80], [0xFF],
      [0xED, 0xA0, 0x80],
      [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80], Array("\u{10FF7F}\u{10FF80}\u{10FFE9}\u{10FFFF}".utf8),
    ]
    var words: Set<[UInt8]> = []
    for first in pieces { for second in pieces { for third in pieces { words.insert(first + second + third) } } }
    for first in UInt8.min...UInt8.max { for second in UInt8.min...UInt8.max { words.insert([first, second]) } }
    var texts: Set<[UInt32]> = []
    for word in words {
      let text = String(word: word)
      #expect(text.wordBytes == word)
      texts.insert(text.unicodeScalars.map(\.value))
    }
    #expect(texts.count == words.count)
  }

  @Test func `what is UTF-8 is that text, what is not is spelled`() {
    #expect(String(word: Array("naïve 😀".utf8)) == "naïve 😀")
    #expect(String(word: [0x63, 0xE9, 0x0A, 0xE2, 0x82, 0x64]).spellingBytes == "c\\xe9\n\\xe2\\x82d")
    #expect("é".spellingBytes == "é")
  }
}
