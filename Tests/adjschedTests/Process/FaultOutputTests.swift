import Foundation
import TestSupport
import Testing

/// Output that fails or is slow: the full disk, the closed stream, the pipe that is not to be waited for.
@Suite(.slow) struct FaultOutputTests {
  private static let plan = "revolve -l 100000 -m 3"

  @Test func `a full device is 74 with the remedy, whatever is written`() throws {
    let message =
      "adjsched: standard output: writing failed: No space left on device; free some space, or write elsewhere with -o FILE\n"
    for arguments in [Self.plan, "revolve -l 3 -m 2", "compare -l 3 -m 2", "--help", "--version"] {
      let result = try Program.shell("\"$ADJSCHED\" \(arguments) > /dev/full")
      #expect(result == Program.Result(status: 74, output: "", error: message), "\(arguments)")
    }
    let named = try Program.shell("\"$ADJSCHED\" \(Self.plan) -o /dev/full")
    #expect(named.status == 74 && named.error.hasPrefix("adjsched: /dev/full: writing failed: No space left"))
  }

  @Test(.enabled(if: canMount, "needs the right to mount a file system of its own"))
  func `a full disk leaves the old file and no other`() throws {
    let result = try Program.shell(
      """
      \(ownMounts) bash -c '
        mkdir disk; mount -t tmpfs -o size=64k tmpfs disk; echo old > disk/file
        "$ADJSCHED" \(Self.plan) -o disk/file; echo $?; cat disk/file; ls -A disk
        "$ADJSCHED" \(Self.plan) -o disk/new; echo $?; ls -A disk'
      """)
    #expect(result.output == "74\nold\nfile\n74\nfile\n")
    let lines = result.error.split(separator: "\n")
    #expect(lines.count == 2, "\(result.error)")
    for (line, name) in zip(lines, ["file", "new"]) {
      #expect(line.hasPrefix("adjsched: disk/\(name): writing failed: No space left on device; "), "\(line)")
    }
  }

  @Test func `a file that may grow no further leaves the old file and no other`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("old", to: "file")
    let script = "ulimit -f 10; \"$ADJSCHED\" \(Self.plan) "
    let remedy = "writing failed: File too large; raise the limit (ulimit -f), or write less with --summary\n"
    #expect(
      try Program.shell(script + "-o file", directory: scratch)
        == Program.Result(status: 74, output: "", error: "adjsched: file: \(remedy)"))
    #expect(try scratch.names() == ["file"])
    #expect(try scratch.text(of: "file") == "old")
    #expect(
      try Program.shell(script + "> direct", directory: scratch)
        == Program.Result(status: 74, output: "", error: "adjsched: standard output: \(remedy)"))
  }

  @Test func `a directory that may not be written to is 73 and keeps its file`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      """
      mkdir sub; echo old > sub/file; chmod 555 sub
      for name in file new; do \(unprivileged) "$ADJSCHED" revolve -l 3 -m 2 -o sub/$name; echo $?; done
      chmod 444 sub/file; chmod 755 sub; \(unprivileged) "$ADJSCHED" revolve -l 3 -m 2 -o sub/file; echo $?
      cat sub/file; ls -A sub
      """, directory: scratch)
    #expect(result.output == "73\n73\n73\nold\nfile\n")
    let remedy = "cannot be created: Permission denied; name a file in a directory that you may write to\n"
    #expect(result.error == ["file", "new", "file"].map { "adjsched: sub/\($0): \(remedy)" }.joined())
  }

  @Test func `a closed stream is named, and a closed standard error changes no status`() throws {
    let closed =
      "writing failed: Bad file descriptor; it is closed, or open for reading only: open it, or write elsewhere with -o FILE\n"
    let output = try Program.shell("\"$ADJSCHED\" revolve -l 3 -m 2 >&-")
    #expect(output == Program.Result(status: 74, output: "", error: "adjsched: standard output: \(closed)"))
    for command in ["plan", "verify", "share", "compare -"] {
      let input = try Program.shell("\"$ADJSCHED\" \(command) <&-")
      #expect(input.status == 66, "\(command)")
      #expect(input.error.hasPrefix("adjsched: standard input: cannot be read: Bad file descriptor; "), "\(command)")
    }
    let statuses = try Program.shell(
      """
      "$ADJSCHED" revolve -l 3 -m x 2>&-; echo $?; "$ADJSCHED" revolve -l 3 -m 2 --summary 2>&- | head -1
      "$ADJSCHED" revolve -l 3 -m 2 <&- >&- 2>&-; echo $?
      "$ADJSCHED" revolve -l 3 -m 2 -o file <&- >&- 2>&-; echo $?; head -1 file
      """)
    #expect(
      statuses
        == Program.Result(status: 0, output: "64\n# adjsched-schedule/1\n74\n0\n# adjsched-schedule/1\n", error: ""))
  }

  @Test func `messages that nobody reads change no status`() throws {
    let result = try Program.shell(
      """
      mkfifo pipe; exec 8<> pipe; exec 9> pipe; exec 8<&-
      for arguments in 'revolve -l 3 -m x' 'revolve -l 3 -m 0' 'verify missing' 'revolve -l 3 -m 2 -o no/file'; do
        "$ADJSCHED" $arguments 2>&9; echo $?
      done
      """)
    #expect(result == Program.Result(status: 0, output: "64\n1\n66\n73\n", error: ""))
  }

  @Test(.timeLimit(.minutes(3)))
  func `a slow reader gets every byte, from a pipe that blocks and from one that does not`() throws {
    let arguments = ["revolve", "-l", "3000", "-m", "3"]
    let expected = try Program.run(arguments).output
    for isNonBlocking in [false, true] {
      var ends: [Int32] = [0, 0]
      #expect(pipe(&ends) == 0)
      // The smallest pipe there is, by F_SETPIPE_SZ, which is not imported: every write is cut short.
      #expect(fcntl(ends[1], 1031, Int32(4096)) == 4096)
      if isNonBlocking { #expect(fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0) }
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.path)
      process.arguments = arguments
      process.standardOutput = FileHandle(fileDescriptor: ends[1], closeOnDealloc: false)
      try process.run()
      close(ends[1])
      var bytes: [UInt8] = []
      var piece = [UInt8](repeating: 0, count: 1000)
      while case let count = read(ends[0], &piece, piece.count), count > 0 {
        bytes += piece[..<count]
        // A stop and a continuation interrupt whatever call the program waits in.
        if bytes.count % 10 == 0 {
          kill(process.processIdentifier, SIGSTOP)
          kill(process.processIdentifier, SIGCONT)
        }
        usleep(100)
      }
      close(ends[0])
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
      #expect(String(decoding: bytes, as: UTF8.self) == expected, "non-blocking \(isNonBlocking): \(bytes.count) bytes")
    }
  }

  @Test(.timeLimit(.minutes(3)))
  func `of two programs that write the same file one is there, whole`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let outputs = try [3, 4].map { try Program.run(["revolve", "-l", "2000", "-m", "\($0)"]).output }
    for round in 1...5 {
      let result = try Program.shell(
        """
        "$ADJSCHED" revolve -l 2000 -m 3 -o file & "$ADJSCHED" revolve -l 2000 -m 4 -o file || exit
        wait $!
        """, directory: scratch)
      #expect(result == Program.Result(status: 0, output: "", error: ""), "round \(round)")
      #expect(outputs.contains(try scratch.text(of: "file")), "round \(round)")
      #expect(try scratch.names() == ["file"], "round \(round)")
    }
  }
}

/// How to run a program that has no more rights than a file's owner, whoever runs the tests.
let unprivileged =
  geteuid() == 0
  ? "setpriv --bounding-set=-dac_override,-dac_read_search --inh-caps=-dac_override,-dac_read_search" : ""

/// How to run a program that may mount file systems which nobody else sees.
let ownMounts = geteuid() == 0 ? "unshare -m" : "unshare -rm"

/// Whether the system allows that.
let canMount: Bool = {
  let script = "\(ownMounts) bash -c 'mkdir d && mount -t tmpfs tmpfs d' 2>&1"
  return (try? Program.shell(script).status) == 0
}()
