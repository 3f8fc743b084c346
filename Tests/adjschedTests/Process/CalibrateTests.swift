import AdjointSchedules
import Foundation
import ScheduleFormats
import TestSupport
import Testing

@testable import adjsched

/// `calibrate` as a process: what it prints, refuses, and leaves behind, which is nothing.
@Suite struct CalibrateTests {
  @Test func `the problem that is printed is one, and can be planned`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let line =
      "calibrate --size 64KiB --level memory:3 --level 'slow=.:5' --forward-cost 250ms --backward-cost 0.6s --repeat 3 --steps 21"
    let result = try Program.shell("\"$ADJSCHED\" \(line)", directory: scratch)
    #expect(result.status == 0)
    let problem = try ProblemReader.read(Array(result.output.utf8))
    #expect(problem.chain.length == 20)
    let second = try #require(Int(exactly: pow(10, Double(problem.fractionDigits))))
    #expect(problem.chain.forwardCost == .uniform(second / 4))
    #expect(problem.chain.backwardCost == .uniform(second / 5 * 3))
    #expect(problem.levels.map(\.name) == ["memory", "slow"])
    #expect(problem.levels.map(\.slots) == [3, 5])
    // A file is written and read in more than no time at all.
    #expect(problem.levels[1].writeCost > 0 && problem.levels[1].readCost > 0)
    let rows = result.error.split(separator: "\n").prefix(6)
    #expect(rows.prefix(4).elementsEqual(["# adjsched-calibration/1", "# size 65536", "# repetitions 3", "# unit s"]))
    #expect(rows.dropFirst(5).first?.hasPrefix("memory ") == true)
    let plan = try Program.shell("\"$ADJSCHED\" \(line) -q | \"$ADJSCHED\" plan - --summary", directory: scratch)
    #expect(plan.status == 0 && plan.error == "" && plan.output.contains("# chain length 20 forward-cost 0.25 "))
    #expect(try scratch.names() == [])
  }

  @Test func `latency and bandwidth are told apart, and give the measured time again`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let line = "calibrate --size 4MiB --level memory:3 --level 'slow=.:5' --forward-cost 1s --repeat 3 --bandwidth"
    let result = try Program.shell("\"$ADJSCHED\" \(line)", directory: scratch)
    #expect(result.status == 0, "\(result.error)")
    let problem = try ProblemReader.read(Array(result.output.utf8))
    #expect(problem.chain.stateSize == .uniform(4 << 20))
    #expect(problem.levels[0].writeBandwidth != nil || result.error.contains("take a larger --size"))
    let plan = try Program.shell("\"$ADJSCHED\" \(line) -q | \"$ADJSCHED\" plan - --summary", directory: scratch)
    #expect(plan.status == 0 && plan.output.contains(" state-size 4194304"), "\(plan.error)")
  }

  @Test func `all that was timed can be had as JSON`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let line =
      "calibrate --size 64KiB --level memory:3 --level slow=.:5 --forward-cost 1s --repeat 3 --steps 21 --most-bytes 192KiB"
    let result = try Program.run((line + " --durable --measurements all.json").words, directory: scratch)
    #expect(result.status == 0, "\(result.error)")
    let text = try scratch.text(of: "all.json")
    #expect(text.hasPrefix("{\n  \"format\": \"adjsched-transfers/1\",\n  \"size\": 65536,\n"))
    let rows = text.split(separator: "\n").filter { $0.contains("\"transfer\"") }
    // Three files exist at most.
    #expect(
      rows.count { $0.contains("\"new\"") && $0.contains("\"times\": 3, \"hiddenPercent\": null }") } == 1, "\(text)")
    #expect(rows.count { $0.contains("\"loaded\": true") } == 4)
    let costs = rows.filter { $0.contains("\"isCost\": true") }
    #expect(costs.count == 4 && costs.contains { $0.contains("\"slow\", \"transfer\": \"overwrite-synced\"") })
    #expect(result.error.contains("note: slow: its states fit in memory beside the others, "))
    #expect(result.error.contains("# adjsched-transfers/1\n"))
    #expect(try scratch.names() == ["all.json"])
    let other = try Program.run((line + " -q --measurements no/all.json").words, directory: scratch)
    #expect(other.status == 73 && other.error.hasPrefix("adjsched: no/all.json: cannot be created: "), "\(other)")
  }

  @Test func `what is hidden behind computing is measured, and levels are marked where that is wanted`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let line = "calibrate --size 1MiB --level memory:3 --level slow=.:5 --forward-cost 1s --repeat 3 --steps 21"
    for words in [[], ["--overlap"], ["--overlap", "--bandwidth"]] {
      let result = try Program.run(line.words + words + ["--measurements", "all.json"], directory: scratch)
      #expect(result.status == 0, "\(result.error)")
      let rows = try scratch.text(of: "all.json").split(separator: "\n").filter { $0.contains("\"transfer\"") }
      for row in rows { #expect(row.contains("\"loaded\": true") != row.contains("\"hiddenPercent\": null"), "\(row)") }
      let table = result.error.split(separator: "\n").prefix(7).map { $0.split(separator: " ") }
      #expect(table[4].suffix(2) == ["write-hidden", "read-hidden"])
      let slow = try #require(table.last)
      let (write, read) = (try #require(Int(slow[slow.count - 2])), try #require(Int(slow[slow.count - 1])))
      let isHidden = write >= Calibration.mostlyHidden && read >= Calibration.mostlyHidden
      let problem = try ProblemReader.read(Array(result.output.utf8))
      #expect(problem.levels.map(\.isOverlapped) == [false, isHidden && !words.isEmpty], "\(result.error)")
      let measured = "note: slow: \(write) % of a write and \(read) % of a read are hidden behind computing"
      let advice =
        !isHidden
        ? ", so it stays a level that blocks"
        : words.isEmpty
          ? "; with a thread for its transfers, --overlap marks it as overlapped"
          : "; it is marked as overlapped, with its times beside computing"
      #expect(result.error.contains(measured + advice + "\n"), "\(result.error)")
      let costs = rows.filter { $0.contains("\"slow\"") && $0.contains("\"isCost\": true") }
      let isLoaded = "\"loaded\": \(problem.isOverlapped)"
      #expect(costs.count == 2 && costs.allSatisfy { $0.contains(isLoaded) }, "\(rows)")
    }
  }

  @Test func `what was not given is chosen and said`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let words = ["calibrate", "--size", "1kB", "--level", "memory", "--level", "d=.", "--forward-cost", "2s"]
    let result = try Program.run(words + ["--repeat", "1", "-o", "problem.json"], directory: scratch)
    #expect(result.status == 0 && result.output == "")
    let problem = try ProblemReader.read(Array(try scratch.text(of: "problem.json").utf8))
    #expect(problem.chain.length == CalibrationRequest.defaultLength)
    #expect(problem.chain.backwardCost == problem.chain.forwardCost)
    for level in problem.levels {
      let slots = try #require(level.slots)
      #expect(slots >= 1)
      #expect(result.error.contains("adjsched: note: \(level.name): \(slots) slots, "), "\(level.name)")
    }
    #expect(result.error.contains("--level memory:N") && result.error.contains("--level d=.:N"))
    #expect(result.error.contains("note: no length was given, so the problem has 1000 steps; -l sets it\n"))
    #expect(result.error.contains("note: no backward cost was given"))
    let quiet = try Program.run(words + ["--repeat", "1", "-q"], directory: scratch)
    #expect(quiet.status == 0 && quiet.error == "")
    #expect(try scratch.names() == ["problem.json"])
  }

  @Test func `what cannot be measured is refused`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    try scratch.write("old", to: "file")
    let rest = "--forward-cost 1s -o out"
    let cases: [(line: String, status: Int32, message: String)] = [
      (
        "--size 1kB --level ./no \(rest)", 73,
        "./no: a file cannot be created there: No such file or directory; name a directory that exists"
      ),
      (
        "--size 1kB --level file \(rest)", 73, "file: a file cannot be created there: Not a directory; name a directory"
      ),
      ("--size 1000000TiB --level . \(rest)", 73, ".: a file of 1000000 TiB does not fit: "),
      // Nothing is measured where one of the levels cannot be.
      ("--size 1000000TiB --level memory --level . \(rest)", 70, "memory: two states of 1000000 TiB do not fit: "),
      ("--size 0B --level . \(rest)", 64, "--size: '0B' is not a size above 0; "),
      ("--size 1kB --level =. \(rest)", 64, "--level: '=.' is neither [name=]memory[:slots] nor "),
      ("--size 1kB --level . --forward-cost 1", 64, "--forward-cost: '1' is not a time; "),
      ("--size 1kB --level . --forward-cost 999999999999d", 64, "--forward-cost: does not fit 64 bits together "),
      ("--size 1kB --level . \(rest) --repeat 0", 64, "--repeat: '0' is not a whole number from 1 to 1000"),
      ("--size 1kB --level . \(rest) --most-bytes 0B", 64, "--most-bytes: '0B' is not a size above 0; "),
      ("--size 1kB --level . \(rest) --measurements ''", 64, "--measurements: "),
      ("--size 1kB --forward-cost 1s", 64, "calibrate needs --level ("),
      ("--size 1kB --level .", 64, "calibrate needs --forward-cost ("),
      ("--level . --forward-cost 1s", 64, "calibrate needs --size ("),
    ]
    for (line, status, message) in cases {
      let result = try Program.shell("\"$ADJSCHED\" calibrate \(line)", directory: scratch)
      #expect(result.status == status, "\(line)")
      #expect(result.output == "", "\(line)")
      #expect(result.error.hasPrefix("adjsched: \(message)") && result.error.isOneLine, "\(line): \(result.error)")
    }
    #expect(try scratch.names() == ["file"])
  }

  @Test func `a limit of the user is an error of writing`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    let result = try Program.shell(
      "ulimit -f 64; \"$ADJSCHED\" calibrate --size 1MiB --level . --forward-cost 1s", directory: scratch)
    let message = "adjsched: .: writing failed: File too large; free some space, or name another directory\n"
    #expect(result == Program.Result(status: 74, output: "", error: message))
    #expect(try scratch.names() == [])
  }

  /// A file system of 4 MiB in memory; none can be mounted where the tests have no right to.
  @Test(.enabled(if: canMount, "no file system can be mounted"))
  func `a small file system is not filled`() throws {
    let scratch = try Scratch()
    defer { scratch.remove() }
    func calibrate(_ size: String) throws -> Program.Result {
      try Program.shell(
        """
        unshare -m bash -c 'mount -t tmpfs -o size=4m none . && cd "$PWD" && \
        "$ADJSCHED" calibrate --size \(size) --level tiny=.:9 --forward-cost 1s -l 5 --repeat 2 --backward-cost 1s; \
        status=$?; ls -A; exit $status'
        """, directory: scratch)
    }
    let refused = try calibrate("4000KiB")
    #expect(
      refused
        == Program.Result(
          status: 73, output: "",
          error: "adjsched: .: a file of 3.9 MiB does not fit: 4 MiB are free, of which 204.8 KiB stay free; "
            + "free some space, or use another directory or a smaller --size\n"))
    let measured = try calibrate("1MiB")
    #expect(measured.status == 0 && measured.output.hasSuffix("}\n"))
    #expect(measured.error.contains("note: tiny: is a file system in memory, not on a device\n"))
    #expect(measured.error.contains("note: tiny: 4 states would fit into the 4 MiB that are free\n"))
  }

  @Test(.enabled(if: canMount, "no file system can be mounted"))
  func `a file system in memory has no more room than memory`() throws {
    let result = try Program.shell(
      """
      unshare -m bash -c 'mount -t tmpfs -o size=1000t none . && cd "$PWD"
      "$ADJSCHED" calibrate --size 10TiB --level . --forward-cost 1s; echo $?
      "$ADJSCHED" calibrate --size 1MiB --level . --forward-cost 1s --repeat 1 > problem.json'
      """)
    #expect(result.status == 0 && result.output == "73\n")
    let lines = result.error.split(separator: "\n")
    #expect(lines.first?.hasPrefix("adjsched: .: a file of 10 TiB does not fit: ") == true)
    #expect(lines.first?.contains("of memory are available, of which") == true)
    #expect(
      lines.last?.contains("slots, half of the ") == true
        && lines.last?.contains(" that are available in memory") == true)
  }

  /// Each of the two fits alone.
  @Test(.enabled(if: canMount, "no file system can be mounted"), .timeLimit(.minutes(2)))
  func `two at once do not fill what one may not`() throws {
    let result = try Program.shell(
      """
      unshare -m bash -c 'mount -t tmpfs -o size=64m none . && cd "$PWD"
      run() { "$ADJSCHED" calibrate --size 40MiB --level . --forward-cost 1s --repeat 20 -q > /dev/null; }
      run & run &
      least=65536
      while [ -n "$(jobs -r)" ]; do
        free=$(df --output=avail -k . | tail -1); [ $free -lt $least ] && least=$free
      done
      echo $least'
      """)
    // A twentieth stays free, less an eighth of it for each.
    let least = try #require(Int(result.output.dropLast()))
    #expect(least >= 65536 / 20 * 3 / 4)
    for line in result.error.split(separator: "\n") {
      #expect(
        line.contains(" does not fit: ") || line.contains("other programs have used up the space in the meantime: "),
        "\(line)")
    }
  }

  @Test(.timeLimit(.minutes(2)))
  func `whatever ends the program, no file stays behind`() throws {
    for (number, status) in [(SIGINT, 130), (SIGTERM, 143), (SIGKILL, SIGKILL)] {
      // A shell that runs the tests in the background has the children ignore interrupts.
      if number != SIGKILL { signal(number, SIG_DFL) }
      let scratch = try Scratch()
      defer { scratch.remove() }
      let (input, error) = (Pipe(), Pipe())
      let process = try Program.start(
        ["calibrate", "--size", "8MiB", "--level", ".", "--forward-cost", "1s", "--repeat", "1000", "-o", "out"],
        input: input, error: error, directory: scratch)
      defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
      // Until a file without a name is open in the directory.
      while process.isRunning && !holdsDeletedFile(process.processIdentifier, in: scratch) { usleep(1_000) }
      #expect(process.isRunning)
      kill(process.processIdentifier, number)
      process.waitUntilExit()
      #expect(process.terminationStatus == status)
      // Only a kill that nobody can handle leaves the output file that was begun.
      let left = try scratch.names().filter { number != SIGKILL || !$0.hasSuffix(".tmp") }
      #expect(left == [], "signal \(number)")
      #expect(error.fileHandleForReading.readDataToEndOfFile().isEmpty)
    }
  }

  private func holdsDeletedFile(_ process: Int32, in scratch: Scratch) -> Bool {
    let directory = "/proc/\(process)/fd"
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
    return numbers.contains { number in
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "\(directory)/\(number)")
      return target.map { $0.hasPrefix(scratch.path) && $0.hasSuffix("(deleted)") } ?? false
    }
  }

  private static var canMount: Bool {
    (try? Program.shell("unshare -m mount -t tmpfs none .").status) == 0
  }
}
