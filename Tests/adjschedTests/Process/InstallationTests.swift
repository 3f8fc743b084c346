import Foundation
import TestSupport
import Testing

@testable import adjsched

/// What `make install`, `make uninstall` and `make dist` leave where, with the program that the tests were built with.
@Suite(.slow) struct InstallationTests {
  private static let root = repositoryRoot.path
  private static let parts = [
    "bin/adjsched", "share/adjsched/adjsched.f90", "share/adjsched/adjsched.h",
    "share/bash-completion/completions/adjsched", "share/fish/vendor_completions.d/adjsched.fish",
    "share/man/man1/adjsched.1", "share/zsh/site-functions/_adjsched",
  ]

  @Test func `all parts are put in place, and taken away again`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let target = "DESTDIR=\"$PWD/a root\" PREFIX=/usr"
    // Twice: an older installation is replaced.
    for _ in 0..<2 { try make("install -o build PROGRAM=\"$ADJSCHED\" \(target)", scratch) }
    let files = try Program.shell(
      "cd 'a root/usr' && find . -type f -printf '%P %m\\n' | LC_ALL=C sort", directory: scratch)
    let modes = Self.parts.map { "\($0) \($0.hasPrefix("bin") ? 755 : 644)\n" }
    #expect(files.output == modes.joined())
    #expect(try scratch.text(of: "a root/usr/share/man/man1/adjsched.1") == Manual.page)
    let header = try String(contentsOfFile: Self.root + "/Sources/c/adjsched.h", encoding: .utf8)
    #expect(try scratch.text(of: "a root/usr/share/adjsched/adjsched.h") == header)
    #expect(try scratch.text(of: "a root/usr/share/bash-completion/completions/adjsched") == Shell.bash.script)
    #expect(try scratch.text(of: "a root/usr/share/zsh/site-functions/_adjsched") == Shell.zsh.script)
    #expect(try scratch.text(of: "a root/usr/share/fish/vendor_completions.d/adjsched.fish") == Shell.fish.script)
    let version = try Program.shell("'a root/usr/bin/adjsched' --version", directory: scratch)
    #expect(version.output == "adjsched \(Version.text)\n")
    try make("uninstall \(target)", scratch)
    #expect(try Program.shell("find 'a root' -type f", directory: scratch).output == "")
  }

  @Test func `a release has all parts, its checksums are right, and it is the same twice`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let line = "dist -o build-static STATIC_PROGRAM=\"$ADJSCHED\" SOURCE_DATE_EPOCH=1000000000 DIST=\"$PWD"
    try make("\(line)/one\"", scratch)
    // The packages once: they take long.
    try make("\(line)/two\" PACKAGING='true '", scratch)
    let machine = try Program.shell("uname -m").output.dropLast()
    // The sources that are being tested may have changes.
    let release = String(try Program.shell("basename one/*.tar.gz .tar.gz", directory: scratch).output.dropLast())
    #expect(release.replacing("-dirty", with: "") == "adjsched-\(Version.text)-linux-\(machine)")
    let compared = try Program.shell("cmp one/\(release).tar.gz two/\(release).tar.gz", directory: scratch)
    #expect(compared == Program.Result(status: 0, output: "", error: ""))
    let checked = try Program.shell(
      """
      cd one && sha256sum --quiet -c \(release).tar.gz.sha256 && rm -r \(release) && tar -xzf \(release).tar.gz \\
        && cd \(release) && sha256sum --quiet -c SHA256SUMS && find . -type f -printf '%P %Ts\\n' | LC_ALL=C sort
      """, directory: scratch)
    let files = ["CHANGELOG.md", "LICENSE", "README.md", "SHA256SUMS"] + Self.parts
    #expect(checked == Program.Result(status: 0, output: files.map { "\($0) 1000000000\n" }.joined(), error: ""))
  }

  @Test func `a name that is not absolute is refused, any other is taken as it is`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("mine", to: "adjsched")
    // Below a directory of its own, since an empty name is that from which make runs.
    let make =
      "unset MAKEFLAGS MFLAGS MAKELEVEL; make -s -o build PROGRAM=\"$ADJSCHED\" -f '\(Self.root)/Makefile'"
    let result = try Program.shell(
      """
      mkdir bin; mv adjsched bin; \(make) uninstall PREFIX=; echo $?; \(make) install PREFIX=; echo $?
      \(make) uninstall PREFIX=bin; echo $?; \(make) uninstall PREFIX='~/.local'; echo $?; cat bin/adjsched; ls
      """, directory: scratch)
    #expect(result.output == "2\n2\n2\n2\nminebin\n")
    #expect(
      result.error.hasPrefix(
        "make: PREFIX, behind DESTDIR if that is set, is '', not an absolute name; for example PREFIX=/usr/local\n"))
    let name = #"it's a "name" `id` & more"#
    let odd = try Program.shell(
      """
      name=$(cat name); \(make) install PREFIX="$PWD/$name" || exit; "./$name/bin/adjsched" --version
      \(make) uninstall PREFIX="$PWD/$name"; find "$name" -type f
      """, directory: try named(name, scratch))
    #expect(odd == Program.Result(status: 0, output: "adjsched \(Version.text)\n", error: ""))
  }

  private func named(_ name: String, _ scratch: Scratch) throws -> Scratch {
    try scratch.write(name, to: "name")
    return scratch
  }

  @Test(.enabled(if: hasGit, "there is no git"))
  func `a release of changed sources says so`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      """
      mkdir -p Sources/adjsched Tests; cp '\(Self.root)/'{Makefile,LICENSE,README.md,CHANGELOG.md} .
      cp -r '\(Self.root)/Sources/'{c,fortran,packaging,python} Sources; cp '\(Self.root)/Tests/without-proc' Tests
      cp '\(Self.root)/Sources/adjsched/Version.swift' Sources/adjsched; printf '.build/\n/standard-input\n/errors\n' > .gitignore
      export GIT_CONFIG_GLOBAL=/dev/null; git() { command git -c user.name=n -c user.email=e "$@"; }
      unset MAKEFLAGS MFLAGS MAKELEVEL
      # The tarball alone, since packages of a large program take long; where /proc cannot be taken away, make says so.
      release() { name=$(make -s dist -o build-static STATIC_PROGRAM="$ADJSCHED" PACKAGING='true ' 2>errors) || exit; basename "$(head -n 1 <<<"$name")"; }
      release; git init -q . && git add -A && git commit -qm one || exit; release
      echo >> README.md; release; git commit -qam two; echo > unknown; release; rm unknown; release
      rm -r .git/refs; release
      """, directory: scratch)
    let machine = try Program.shell("uname -m").output.dropLast()
    let names = ["", "", "-dirty", "-dirty", "", "-dirty"].map {
      "adjsched-\(Version.text)\($0)-linux-\(machine).tar.gz\n"
    }
    #expect(result == Program.Result(status: 0, output: names.joined(), error: ""))
  }

  private static let hasGit = (try? Program.shell("git --version").status) == 0

  private func make(_ words: String, _ directory: Scratch) throws {
    // A make that runs the tests has nothing to say to this one.
    let result = try Program.shell(
      "unset MAKEFLAGS MFLAGS MAKELEVEL; make -s --no-print-directory -C '\(Self.root)' \(words)", directory: directory)
    #expect(result.status == 0, "make \(words): \(result.error)")
  }
}
