import Foundation
import TestSupport
import Testing

/// A system without `/proc`, as in a bare container: the program does what it does elsewhere.
@Suite(.slow, .enabled(if: canUnmountProc, "/proc cannot be taken away")) struct MissingProcTests {
  private func run(_ script: String, _ scratch: Scratch) throws -> Program.Result {
    try Program.shell("unshare -m bash -c 'umount -l /proc; \(script)'", directory: scratch)
  }

  @Test func `commands, files and streams work`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let plan = "\"$ADJSCHED\" revolve -l 3 -m 2"
    let expected = try Program.run(["revolve", "-l", "3", "-m", "2"]).output
    let result = try run(
      """
      [ -e /proc/self ] && exit 9; \(plan) || exit; \(plan) -o /dev/stdout || exit; \(plan) -o file || exit; cat file
      \(plan) --format json | "$ADJSCHED" verify /dev/stdin | head -1; "$ADJSCHED" --version; "$ADJSCHED" revolv; echo $?
      env -i "$ADJSCHED" --version
      """, scratch)
    let version = try Program.run(["--version"]).output
    #expect(result.output == expected + expected + expected + "valid\n" + version + "64\n" + version)
    #expect(result.error == "adjsched: unknown command 'revolv'; did you mean 'revolve'?\n")
    #expect(try scratch.names() == ["file"])
  }

  /// Linked as `make build-static` links it, from what the tests were built with, coverage's run time included.
  @Test func `the program of a release starts too`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let linked = try Program.shell(
      """
      swiftc -static-executable -profile-generate -Xlinker --defsym=main=adjsched_main -o static \\
        @"$(dirname "$ADJSCHED")/adjsched.product/Objects.LinkFileList" 2>&1
      """, directory: scratch)
    #expect(linked.status == 0, "\(linked.output)")
    let result = try run(
      "./static --version; ./static revolv; echo $?; env -i ./static revolve -l 3 -m 0; echo $?", scratch)
    #expect(result.output == (try Program.run(["--version"]).output) + "64\n1\n", "\(result.error)")
    #expect(result.error.hasPrefix("adjsched: unknown command 'revolv'; did you mean 'revolve'?\nadjsched: "))
  }

  @Test func `room is known`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let line = "\"$ADJSCHED\" calibrate --forward-cost 1s --repeat 1 -q --level memory --level ."
    let result = try run("\(line) --size 100000TiB; echo $?; \(line) --size 1kB > problem.json; echo $?", scratch)
    #expect(
      result.output == "70\n0\n" && result.error.hasPrefix("adjsched: memory: two states of 100000 TiB do not fit: "))
  }
}

private let canUnmountProc = (try? Program.shell("unshare -m umount -l /proc").status) == 0
