import Testing

/// Where a certificate goes: never where the schedule goes.
@Suite struct CertificateFileTests {
  private static let plan = ["revolve", "-l", "3", "-m", "2"]

  @Test func `a certificate does not overwrite its schedule`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("old", to: "file")
    _ = try Program.shell("ln -s file link; ln -s none dangling; mkdir sub", directory: scratch)
    for (schedule, certificate) in [
      ("file", "file"), ("file", "./file"), ("link", "file"), ("file", "sub/../file"), ("new", "./new"),
      ("dangling", "none"),
    ] {
      let result = try Program.run(Self.plan + ["-o", schedule, "--certificate", certificate], directory: scratch)
      let reason = "names the file to which the schedule goes; name another file"
      let expected = Program.Result(status: 64, output: "", error: "adjsched: --certificate: \(reason)\n")
      #expect(result == expected, "\(certificate)")
    }
    #expect(try scratch.text(of: "file") == "old")
    #expect(try Set(scratch.names()) == ["file", "link", "dangling", "sub"])
  }

  @Test func `standard output takes one of both`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    for output in [[], ["-o", "-"], ["-o", "/dev/stdout"]] {
      let result = try Program.run(Self.plan + output + ["--certificate", "-"])
      #expect(result.status == 64 && result.output.isEmpty)
      let reason = "- is standard output, where the schedule goes; name a file"
      #expect(result.error.hasPrefix("adjsched: --certificate: \(reason)"))
    }
    let plain = try Program.run(Self.plan + ["--certificate", "c"], directory: scratch)
    let swapped = try Program.run(Self.plan + ["-o", "s", "--certificate", "-"], directory: scratch)
    #expect(try swapped == Program.Result(status: 0, output: scratch.text(of: "c"), error: ""))
    #expect(try scratch.text(of: "s") == plain.output)
    #expect(try scratch.names() == ["c", "s"])
  }

  @Test func `a file to which the shell leads the schedule is not replaced`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let command = "\"$ADJSCHED\" revolve -l 3 -m 2 --certificate"
    let script = "\(command) both > both; echo $?; cat both; \(command) /dev/null > s; wc -l < s"
    let result = try Program.shell(script, directory: scratch)
    #expect(result.output.hasPrefix("64\n") && result.output.hasSuffix("26\n"), "\(result)")
    #expect(result.error.contains("names the file to which the schedule goes"))
  }
}
