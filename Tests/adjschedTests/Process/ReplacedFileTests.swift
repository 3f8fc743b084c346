import Foundation
import Testing

/// What a file that is replaced keeps: all but its content.
@Suite struct ReplacedFileTests {
  private static let plan = "\"$ADJSCHED\" revolve -l 3 -m 2"

  private func bytes() throws -> String { try Program.run(["revolve", "-l", "3", "-m", "2"]).output }

  @Test(.enabled(if: geteuid() == 0, "only root can give files away"))
  func `owner, group and all bits of the mode stay`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      """
      echo old > file; chown 1234:55 file; chmod 6751 file; before=$(stat -c %i file)
      \(Self.plan) -o file || exit; stat -c '%u %g %a' file; [ $before != $(stat -c %i file) ] && cat file
      """, directory: scratch)
    #expect(result == Program.Result(status: 0, output: "1234 55 6751\n" + (try bytes()), error: ""))
    #expect(try scratch.names() == ["file"])
  }

  @Test func `every name of a file gets the content`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      """
      seq 9999 > one; ln one two; chmod 4640 one
      \(Self.plan) -o one || exit; stat -c '%h %a' two; cat two
      """, directory: scratch)
    #expect(result == Program.Result(status: 0, output: "2 4640\n" + (try bytes()), error: ""))
    let failed = try Program.shell("\"$ADJSCHED\" revolve -l 3 -m 0 -o two; cmp one two && cat one", directory: scratch)
    #expect(failed.output == (try bytes()))
    #expect(try scratch.names() == ["one", "two"])
  }

  @Test(.enabled(if: geteuid() == 0, "only root can become somebody else"))
  func `a file that cannot be given to its owner stays his`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let other = "setpriv --reuid=1234 --regid=1234 --clear-groups"
    let result = try Program.shell(
      """
      chmod 755 .; mkdir open sticky; chmod 777 open; chmod 1777 sticky
      for directory in open sticky; do
        echo old > $directory/file; chmod 666 $directory/file
        \(other) \(Self.plan) -o $directory/file || exit; stat -c '%u %g %a' $directory/file; cat $directory/file
      done; ls -A open sticky
      """, directory: scratch)
    let each = "0 0 666\n" + (try bytes())
    #expect(result == Program.Result(status: 0, output: each + each + "open:\nfile\n\nsticky:\nfile\n", error: ""))
  }

  @Test(.enabled(if: canMount, "needs the right to mount a file system of its own"))
  func `what is mounted on the name is written, with and without /proc`() throws {
    let result = try Program.shell(
      """
      \(ownMounts) bash -c '
        echo under > file; seq 9999 > behind; mount --bind behind file
        \(Self.plan) -o file || exit; cat behind
        # Where that is allowed.
        umount -l /proc 2> /dev/null; \(Self.plan) -o file || exit; cat behind; ls -A'
      """)
    let plan = try bytes()
    #expect(result.output == "\(plan)\(plan)behind\nfile\nstandard-input\n")
    #expect(result.status == 0 && result.error == "")
  }

  @Test(.enabled(if: canMount, "needs the right to mount a file system of its own"))
  func `without room the content of all names stays`() throws {
    let result = try Program.shell(
      """
      \(ownMounts) bash -c '
        mkdir disk; mount -t tmpfs -o size=64k tmpfs disk; echo old > disk/one; ln disk/one disk/two
        "$ADJSCHED" revolve -l 2000 -m 3 -o disk/one; echo $?; cat disk/two; stat -c %s disk/two; ls -A disk'
      """)
    #expect(result.output == "74\nold\n4\none\ntwo\n")
    #expect(result.error.hasPrefix("adjsched: disk/one: writing failed: No space left on device; "))
  }
}
