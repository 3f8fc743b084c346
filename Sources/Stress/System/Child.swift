@preconcurrency import Glibc

/// A finished program.
struct Child {
  /// The exit status, or 128 plus the signal.
  var status: Int32
  var output: [UInt8]
  var errors: [UInt8]

  /// Runs a program with `input` as standard input and the given environment.
  ///
  /// - Returns: Nil if it cannot be started.
  static func run(_ command: [String], input: [UInt8], environment: [String] = [], worker: Int) -> Child? {
    let files = ["input", "output", "errors"].map { "/tmp/adjsched-stress-\(getpid())-\(worker)-\($0)" }
    defer { for file in files { unlink(file) } }
    guard TextFile.write(input, to: files[0]) else { return nil }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, files[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, files[1], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, files[2], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) } + [nil]
    var variables: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var pid = pid_t()
    guard posix_spawnp(&pid, command[0], &actions, nil, &arguments, &variables) == 0 else { return nil }
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 && errno == EINTR {}
    let isExit = status & 0x7F == 0
    return Child(
      status: isExit ? status >> 8 & 0xFF : 128 + (status & 0x7F), output: TextFile.read(files[1]) ?? [],
      errors: TextFile.read(files[2]) ?? [])
  }
}

/// Whole files as bytes.
enum TextFile {
  static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
    return bytes
  }

  /// Returns false if the file cannot be written.
  static func write(_ bytes: [UInt8], to path: String) -> Bool {
    guard let file = fopen(path, "w") else { return false }
    let count = fwrite(bytes, 1, bytes.count, file)
    return fclose(file) == 0 && count == bytes.count
  }
}
