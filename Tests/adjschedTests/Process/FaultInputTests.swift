import Foundation
import TestSupport
import Testing

/// Files that are not what they were, or not files at all.
@Suite(.slow) struct FaultInputTests {
  private static let header = #"{"chain":{"length":1},"levels":[{"slots":1}]}"#
  private static let lines =
    #"{"op":"write","level":0,"step":0}\n{"op":"forward","from":0,"to":1}\n{"op":"backward","step":1}\n"#
    + #"{"op":"read","level":0,"step":0}\n{"op":"backward","step":0}\n{"op":"discard","level":0,"step":0}\n"#

  @Test func `what is no file to read is 66 or its content's error, never a hang`() throws {
    let result = try Program.shell(
      """
      mkfifo fifo; : > secret; chmod 000 secret; touch empty
      for command in plan verify share join compare; do
        for name in . secret /dev/null empty; do \(unprivileged) "$ADJSCHED" $command $name 2>> errors; echo $?; done
        "$ADJSCHED" $command fifo 2>> errors & : > fifo; wait $!; echo $?
      done | tr '\\n' ' '; grep -vc '^adjsched: ' errors
      """)
    // A directory, no right, nothing in a device, nothing in a file, nothing in a pipe.
    #expect(result.output == String(repeating: "66 66 65 65 65 ", count: 5) + "0\n")
  }

  @Test(.timeLimit(.minutes(3)))
  func `a device without end is read no further than it takes`() throws {
    let verified = try Program.shell("ulimit -v 200000; timeout 100 \"$ADJSCHED\" verify /dev/zero")
    #expect(verified.status == 65 && verified.error.hasPrefix("adjsched: /dev/zero: line 1, column 1: "))
    let blanks = try Program.shell("ulimit -v 900000; yes '' | timeout 100 \"$ADJSCHED\" plan")
    #expect(blanks.status == 70 && blanks.error.contains("standard input: larger than the 256 MiB"))
  }

  @Test func `the input may be the output`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write(ExitStatusTests.problem, to: "file")
    let plan = try Program.run(["plan", "file", "--format", "json", "-o", "file"], directory: scratch)
    #expect(plan == Program.Result(status: 0, output: "", error: ""))
    let verify = try Program.run(["verify", "file", "-o", "file"], directory: scratch)
    #expect(verify == Program.Result(status: 0, output: "", error: ""))
    #expect(try scratch.text(of: "file").hasPrefix("valid\nmakespan 8\n"))
    #expect(try scratch.names() == ["file"])
  }

  /// The program has read what there was and waits in `tail`'s pipe, or at the file's end, while the file changes.
  @Test(.timeLimit(.minutes(2)))
  func `a file that is replaced while it is read is read as it was`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    // Long enough for many reads; a stop after the first lets the file change under the program.
    let result = try Program.shell(
      """
      "$ADJSCHED" revolve -l 200000 -m 20 --format jsonl -o file; "$ADJSCHED" verify file > expected
      for change in 'mv other file' 'rm file' ': > file' 'head -c 70000 keep > file' 'cat keep >> file'; do
        cp file keep; echo garbage > other
        "$ADJSCHED" verify file > report 2> error &
        # Once the file is open, however busy the machine is.
        for turn in $(seq 400); do ls -l /proc/$!/fd 2> /dev/null | grep -q '/file$' && break; sleep 0.005; done
        sleep 0.01; kill -STOP $! 2> /dev/null; eval "$change"
        kill -CONT $! 2> /dev/null; wait $!; status=$?
        case $status in
          0) cmp report expected || echo "$change: another report" ;;
          65) [ "$(wc -l < error)" = 1 ] && grep -q '^adjsched: file: ' error || echo "$change: $(cat error)" ;;
          1) [ ! -s error ] && grep -q '^invalid: ' report || echo "$change: $(cat report)" ;;
          *) echo "$change: status $status" ;;
        esac
        mv keep file
      done
      """, directory: scratch)
    #expect(result == Program.Result(status: 0, output: "", error: ""))
  }

  @Test(.timeLimit(.minutes(2)))
  func `a file that grows while it is read is one file`() throws {
    let result = try Program.shell(
      """
      mkfifo pipe; "$ADJSCHED" verify pipe > report & exec 9> pipe
      printf '%s\\n' '\(Self.header)' >&9; sleep 0.05; printf '%b' '\(Self.lines)' | while IFS= read -r line; do
        printf '%s\\n' "$line" >&9; sleep 0.02
      done; exec 9>&-; wait $!; echo $?; head -1 report
      """)
    #expect(result == Program.Result(status: 0, output: "0\nvalid\n", error: ""))
  }

  @Test(.timeLimit(.minutes(5)))
  func `a gibibyte without a newline needs no more memory than a line`() throws {
    let operations = #"{"op":"write","level":0,"step":0},{"op":"discard","level":0,"step":0},"#
    let result = try Program.shell(
      """
      ulimit -v 200000
      { printf '%s' '{"chain":{"length":1},"levels":[{"slots":1}],"operations":['
        yes '\(operations)' | tr -d '\\n'; } | head -c 1073741824 | timeout 250 "$ADJSCHED" verify
      """)
    #expect(result.status == 65)
    #expect(result.output == "")
    let place = "adjsched: standard input: line 1, column 1073741825: the input ends where "
    #expect(result.error.hasPrefix(place), "\(result.error)")
    #expect(result.error.isOneLine)
  }
}
