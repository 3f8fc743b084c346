import Foundation

/// Writes the reference tables of `schedules/` into a folder: `reference-tables FOLDER`.
///
/// The tables are planners' output, so any change shows as a difference under version control; `make check-schedules`
/// fails on it.
@main
struct ReferenceTables {
  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      FileHandle.standardError.write(Data("usage: reference-tables FOLDER\n".utf8))
      exit(64)
    }
    let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
    let files =
      try [revolveMakespans(), diskRevolveMakespans(), hrevolveMakespans()] + smallSchedules() + HeuristicLoss.files()
      + pictures()
    for file in files {
      let url = folder.appendingPathComponent(file.name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.content).write(to: url)
    }
    try Data(manifest(of: files)).write(to: folder.appendingPathComponent("manifest.json"))
  }
}

/// One file of `schedules/`.
struct ReferenceFile {
  /// The path below the folder.
  let name: String
  /// The file's description in the manifest.
  let description: String
  /// A command that produces one of its rows, or the file itself.
  let command: String
  let content: [UInt8]
}

/// Returns the manifest, which describes each file and how it is made.
private func manifest(of files: [ReferenceFile]) throws -> [UInt8] {
  struct Entry: Encodable {
    var file: String
    var description: String
    var command: String
  }
  struct Manifest: Encodable {
    var madeBy = "make schedules"
    var files: [Entry]
  }
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  let entries = files.map { Entry(file: $0.name, description: $0.description, command: $0.command) }
  return try Array(encoder.encode(Manifest(files: entries))) + Array("\n".utf8)
}
