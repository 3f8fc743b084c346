import Foundation

/// The built program, run as a process.
enum Program {
  /// How a run ended and what it said.
  struct Result: Equatable {
    var status: Int32
    var output: String
    var error: String
  }

  /// The program lies beside the bundle of tests, whichever directory and configuration they were built in.
  static let path: String = {
    var candidates = CommandLine.arguments
    // The bundle is loaded into a helper whose own path says nothing; the kernel knows where it came from.
    if let maps = try? String(contentsOfFile: "/proc/self/maps", encoding: .utf8) {
      candidates += maps.split(separator: "\n").compactMap { line in
        line.firstIndex(of: "/").map { String(line[$0...]) }
      }
    }
    for candidate in candidates {
      guard let bundle = candidate.range(of: ".xctest") else { continue }
      let directory = (String(candidate[..<bundle.lowerBound]) as NSString).deletingLastPathComponent
      let program = directory + "/adjsched"
      if FileManager.default.isExecutableFile(atPath: program) { return program }
    }
    return "adjsched-not-found"
  }()

  /// Runs the program with `input` as standard input, and waits for its end.
  static func run(_ arguments: [String], input: [UInt8] = [], directory: Scratch? = nil) throws -> Result {
    try run(path, arguments, input: input, directory: directory)
  }

  /// Runs a `bash` script in which `$ADJSCHED` is the program.
  static func shell(_ script: String, directory: Scratch? = nil) throws -> Result {
    try run("/bin/bash", ["-c", script], input: [], directory: directory)
  }

  /// Starts the program without waiting for it; standard output is thrown away.
  ///
  /// - Parameter error: Standard error, a pipe or an open file.
  static func start(
    _ arguments: [String], input: Pipe, error: Any, directory: Scratch
  ) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: directory.path)
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = error
    try process.run()
    return process
  }

  private static func run(
    _ executable: String, _ arguments: [String], input: [UInt8], directory: Scratch?
  ) throws -> Result {
    let own = try Scratch()
    defer { own.remove() }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["ADJSCHED": path, "LC_ALL": "C"], uniquingKeysWith: { $1 })
    process.currentDirectoryURL = URL(fileURLWithPath: (directory ?? own).path)
    // A file and not a pipe: a program that reads nothing would leave the writer of a pipe waiting.
    try own.write(input, to: "standard-input")
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: own.path + "/standard-input"))
    let (output, error) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = error
    try process.run()
    // Both pipes are read before the wait, at the same time: a full one would stop the program for ever.
    let collected = Collected()
    let reading = DispatchGroup()
    DispatchQueue.global().async(group: reading) {
      collected.data = error.fileHandleForReading.readDataToEndOfFile()
    }
    let outputData = output.fileHandleForReading.readDataToEndOfFile()
    reading.wait()
    process.waitUntilExit()
    return Result(
      status: process.terminationReason == .exit
        ? process.terminationStatus : 128 + process.terminationStatus,
      output: String(decoding: outputData, as: UTF8.self),
      error: String(decoding: collected.data, as: UTF8.self))
  }

  /// What another thread has read; looked at only after that thread is done.
  private final class Collected: @unchecked Sendable {
    var data = Data()
  }
}
