/// The page whose tables the benchmark writes between markers; everything else is left unchanged.
///
///     <!-- bench:begin NAME -->
///     ...
///     <!-- bench:end NAME -->
struct Page {
  let path: String
  /// A line under each table: the machine and the day.
  let signature: String

  /// Inserts the table in its place and prints it.
  ///
  /// The file is read again for each table, so that an interrupted run keeps its finished tables.
  func write(_ table: Table) {
    print("\n\(table.name)\n\n\(table.markdown)")
    let (begin, end) = ("<!-- bench:begin \(table.name) -->", "<!-- bench:end \(table.name) -->")
    guard let text = TextFile.read(path) else { return progress("cannot read \(path)") }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let first = lines.firstIndex(of: begin), let last = lines.firstIndex(of: end), first < last else {
      return progress("\(path) has no markers for the table '\(table.name)'")
    }
    lines.replaceSubrange(first + 1..<last, with: ["", table.markdown, "", signature, ""])
    if !TextFile.write(lines.joined(separator: "\n"), to: path) { progress("cannot write \(path)") }
  }
}
