import Burgers
import Foundation
import Testing

/// A reversal that is killed again and again, and begun again each time.
@Suite struct KillTests {
  /// The program lies beside the bundle of tests.
  private static let program: URL? = {
    var candidates = CommandLine.arguments
    // The bundle is loaded into a helper whose own path says nothing.
    if let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8) {
      candidates += maps.split(separator: "\n").compactMap { line in
        line.firstIndex(of: "/").map { String(line[$0...]) }
      }
    }
    return candidates.lazy.compactMap { candidate -> URL? in
      guard let bundle = candidate.range(of: ".xctest") else { return nil }
      return URL(fileURLWithPath: String(candidate[..<bundle.lowerBound])).deletingLastPathComponent()
        .appendingPathComponent("burgers-gradient")
    }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()

  /// Runs the program, and kills it after a time; returns how long it took, and whether it was killed.
  private func run(in folder: URL, killedAfter limit: Double?) throws -> (seconds: Double, wasKilled: Bool) {
    let program = try #require(Self.program)
    let (process, output) = (Process(), Pipe())
    process.executableURL = program
    process.arguments = [folder.path + "/"]
    process.standardOutput = output
    let start = Date()
    try process.run()
    if let limit {
      Thread.sleep(forTimeInterval: limit)
      kill(process.processIdentifier, SIGKILL)
    }
    process.waitUntilExit()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let wasKilled = process.terminationReason == .uncaughtSignal
    #expect(wasKilled ? process.terminationStatus == SIGKILL : process.terminationStatus == 0)
    #expect(wasKilled || said.contains("the gradient is that of keeping every state, bit for bit"))
    return (Date().timeIntervalSince(start), wasKilled)
  }

  @Test func `killed at random moments it ends with the same gradient`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("killed-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (whole, _) = try run(in: folder, killedAfter: nil)
    var (kills, runs) = (0, 0)
    while kills < 12 && runs < 100 {
      runs += 1
      // At most five times in a run.
      var moments = (0..<5).map { _ in Double.random(in: 0...whole) }
      while try run(in: folder, killedAfter: moments.popLast()).wasKilled { kills += 1 }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
    #expect(kills >= 12)
  }
}
