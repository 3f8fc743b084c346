import TestSupport
import Testing

/// `-o` with the names by which the system shows open files: the open file is meant, and nothing else may be lost.
@Suite struct OpenFileNameTests {
  private static let plan = "\"$ADJSCHED\" revolve -l 3 -m 2"
  private static let closed =
    "writing failed: Bad file descriptor; it is closed, or open for reading only: open it, or write elsewhere with -o FILE\n"

  private func bytes() throws -> String { try Program.run(["revolve", "-l", "3", "-m", "2"]).output }

  @Test func `what the shell has written stays, before and behind`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      """
      ln -s /dev/stdout link; mkdir sub; ln -s ../link sub/link
      names="/dev/stdout /dev/fd/1 /proc/self/fd/1 /proc/thread-self/fd/1 /dev//stdout link sub/link"
      for name in $names; do
        echo old > file; \(Self.plan) -o $name >> file || exit; cat file
        (echo head; \(Self.plan) -o $name || exit; echo tail) > file; cat file
      done
      echo old > file; \(Self.plan) -o /dev/stderr 2>> file || exit; cat file
      echo old > file; \(Self.plan) -o /dev/fd/3 3>> file || exit; cat file
      """, directory: scratch)
    let plan = try bytes()
    let each = "old\n\(plan)head\n\(plan)tail\n"
    let all = String(repeating: each, count: 7) + "old\n\(plan)old\n\(plan)"
    #expect(result == Program.Result(status: 0, output: all, error: ""))
    #expect(try scratch.names() == ["file", "link", "sub"])
  }

  @Test func `relative names lead there too`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      """
      start=$PWD
      for place in "/dev stdout" "/dev/fd 1" "/proc/self fd/1" "/ dev/../proc/self/fd/1" "/usr ../dev/stdout"; do
        set -- $place
        (cd $1; echo head; \(Self.plan) -o $2 || exit; echo tail) > $start/file; cat $start/file
      done
      """, directory: scratch)
    let plan = try bytes()
    let all = String(repeating: "head\n\(plan)tail\n", count: 5)
    #expect(result == Program.Result(status: 0, output: all, error: ""))
  }

  @Test func `pipes and deleted files are written`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      """
      \(Self.plan) -o /dev/stdout | cat
      exec 5<> deleted; rm deleted; \(Self.plan) -o /dev/fd/5 || exit; cat /proc/self/fd/5; ls
      """, directory: scratch)
    #expect(result == Program.Result(status: 0, output: try bytes() + bytes(), error: ""))
  }

  @Test func `a closed file, and one that may only be read, is 74`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      """
      echo old > file; ln -s /dev/stdout link
      \(Self.plan) -o /dev/stdout >&-; echo $?
      \(Self.plan) -o link >&-; echo $?
      \(Self.plan) -o /dev/fd/3; echo $?
      \(Self.plan) -o /dev/fd/3 3< file; echo $?; cat file
      ulimit -v 4000000; \(Self.plan) -o /dev/fd/3; echo $?; ls
      """, directory: scratch)
    #expect(result.output == "74\n74\n74\n74\nold\n74\nfile\nlink\n")
    let names = ["/dev/stdout", "link", "/dev/fd/3", "/dev/fd/3", "/dev/fd/3"]
    #expect(result.error == names.map { "adjsched: \($0): \(Self.closed)" }.joined())
  }

  @Test(.slow) func `what another process has open is written behind its end`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      """
      echo old > file; sleep 100 1>> file & other=$!
      until [ /proc/$other/fd/1 -ef file ]; do sleep 0.01; done
      \(Self.plan) -o /proc/$other/fd/1; status=$?; kill $other; cat file; exit $status
      """, directory: scratch)
    #expect(result == Program.Result(status: 0, output: "old\n" + (try bytes()), error: ""))
  }

  @Test func `a closed standard input is closed by its name too`() throws {
    let result = try Program.shell(
      "\"$ADJSCHED\" verify /dev/stdin <&-; echo $?; \"$ADJSCHED\" verify /dev/fd/9; echo $?")
    #expect(result.output == "66\n66\n")
    #expect(result.error.hasPrefix("adjsched: /dev/stdin: cannot be read: Bad file descriptor; "))
  }
}
