/// The pages whose tables the benchmark writes between markers; everything else in them is left unchanged.
///
///     <!-- bench:begin NAME -->
///     ...
///     <!-- bench:end NAME -->
struct Page {
  let paths: [String]
  /// A line under each table: the machine and the day.
  let signature: String

  /// The two pages in the folder `docs`.
  init(docs: String, signature: String) {
    paths = ["performance.md", "reports/measurements.md"].map { "\(docs)/\($0)" }
    self.signature = signature
  }

  /// Inserts the table in its place and prints it.
  ///
  /// The files are read again for each table, so that an interrupted run keeps its finished tables.
  func write(_ table: Table) {
    print("\n\(table.name)\n\n\(table.markdown)")
    let (begin, end) = ("<!-- bench:begin \(table.name) -->", "<!-- bench:end \(table.name) -->")
    for path in paths {
      guard let text = TextFile.read(path) else {
        progress("cannot read \(path)")
        continue
      }
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let first = lines.firstIndex(of: begin)
      guard let first, let last = lines.firstIndex(of: end), first < last else { continue }
      lines.replaceSubrange(first + 1..<last, with: ["", table.markdown, "", signature, ""])
      if !TextFile.write(lines.joined(separator: "\n"), to: path) { progress("cannot write \(path)") }
      return
    }
    progress("no page has markers for the table '\(table.name)'")
  }
}
