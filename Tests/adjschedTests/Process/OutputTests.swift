import Foundation
import TestSupport
import Testing

/// Where the result goes: pipes that end early, files that are replaced in one step or not at all.
@Suite struct OutputTests {
  private static let plan = ["revolve", "-l", "3", "-m", "2"]

  @Test func `a pipe that ends early is no error`() throws {
    let script = "\"$ADJSCHED\" revolve -l 100000000 -m 3 | head -1; echo \"${PIPESTATUS[@]}\""
    let expected = Program.Result(status: 0, output: "# adjsched-schedule/1\n141 0\n", error: "")
    #expect(try Program.shell(script) == expected)
    #expect(try Program.shell("trap '' PIPE; \(script)") == expected)
  }

  @Test func `a file says what standard output says`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let direct = try Program.run(Self.plan)
    #expect(try Program.run(Self.plan + ["-o", "-"]) == direct)
    for name in ["a", "./b", "-c", "d\nd"] {
      let result = try Program.run(Self.plan + ["-o", name], directory: scratch)
      #expect(result == Program.Result(status: 0, output: "", error: ""))
      #expect(try scratch.text(of: name) == direct.output)
    }
    #expect(try scratch.names() == ["-c", "a", "b", "d\nd"])
  }

  @Test func `a name of another format is noted`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let note = "adjsched: note: a.json is written as text; for json, give --format json\n"
    #expect(try Program.run(Self.plan + ["-o", "a.json"], directory: scratch).error == note)
    #expect(try scratch.text(of: "a.json") == Program.run(Self.plan).output)
    for line in [
      "-o a.json -q", "-o a.json --format text", "-o a.json --format json", "-o a.jsonl --format jsonl", "-o a.text",
    ] {
      #expect(try Program.run(Self.plan + line.words, directory: scratch).error == "", "\(line)")
    }
    let table = try Program.run("compare -l 9 -m 3 -o t.csv".words, directory: scratch)
    #expect(table.error.contains("note: t.csv is written as text; for csv, give --format csv\n"), "\(table)")
  }

  @Test func `the last one given wins`() throws {
    let direct = try Program.run(Self.plan)
    let again = ["--length=7", "-l3", "--memory-slots", "9", "-m=2", "-o", "never", "-o-"]
    #expect(try Program.run(["revolve"] + again) == direct)
    #expect(try Program.run(["revolve", "-l", "8", "--steps", "4", "-m2"]) == direct)
    #expect(try Program.run(["revolve", "--steps", "9", "-l", "3", "-m2"]) == direct)
  }

  @Test func `an error leaves the old file`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("old", to: "file")
    for arguments in [["revolve", "-l", "3", "-m", "0"], ["verify"], ["revolve", "-l", "x", "-m", "1"]] {
      #expect(try Program.run(arguments + ["-o", "file"], directory: scratch).status != 0)
      #expect(try scratch.text(of: "file") == "old")
      #expect(try scratch.names() == ["file"])
    }
  }

  @Test func `a replaced file keeps its permissions and a link stays a link`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let direct = try Program.run(Self.plan)
    let result = try Program.shell(
      """
      umask 022; mkdir sub; echo old > sub/file; chmod 640 sub/file; ln -s sub link; ln -s link/file file; ln -s new dangling
      for name in file dangling; do "$ADJSCHED" revolve -l 3 -m 2 -o $name || exit; done
      stat -c '%F %a' sub/file file dangling new
      """, directory: scratch)
    let kinds = "regular file 640\nsymbolic link 777\nsymbolic link 777\nregular file 644\n"
    #expect(result == Program.Result(status: 0, output: kinds, error: ""))
    #expect(try scratch.text(of: "sub/file") == direct.output)
    #expect(try scratch.text(of: "new") == direct.output)
    #expect(try scratch.names() == ["dangling", "file", "link", "new", "sub"])
  }

  @Test func `a special file is written and not replaced`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let direct = try Program.run(Self.plan)
    let result = try Program.shell(
      """
      mkfifo pipe; cat pipe & "$ADJSCHED" revolve -l 3 -m 2 -o pipe || exit; wait
      "$ADJSCHED" revolve -l 3 -m 2 -o /dev/null || exit
      [ -p pipe ] && [ -c /dev/null ]
      """, directory: scratch)
    #expect(result == Program.Result(status: 0, output: direct.output, error: ""))
    #expect(try scratch.names() == ["pipe"])
  }

  @Test(.slow) func `what is not proven optimal is noted unless quiet`() throws {
    let levels = ["50:5:1", "50:1:5", "50:3:3"].flatMap { ["--level", $0] }
    let arguments = ["hrevolve", "-l", "400", "--summary"] + levels
    let noted = try Program.run(arguments)
    #expect(noted.status == 0)
    #expect(noted.output.contains("\n# optimal no\n"))
    #expect(noted.error.hasPrefix("adjsched: note: ") && noted.error.isOneLine)
    let quiet = try Program.run(arguments + ["-q"])
    #expect(quiet == Program.Result(status: 0, output: noted.output, error: ""))
  }
}
