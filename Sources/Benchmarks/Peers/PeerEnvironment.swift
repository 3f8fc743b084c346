/// Python with the peers from PyPI, in a folder of this repository that git ignores.
struct PeerEnvironment {
  private static let folder = ".build/venv"
  static let packages = ["checkpoint_schedules", "pyrevolve"]

  let python = "\(folder)/bin/python"
  /// `checkpoint_schedules 1.0.4, pyrevolve 2.2.8`
  let versions: String

  /// Nil, with a line on standard error, if there is no Python or no network to install from.
  init?() {
    let python = "\(Self.folder)/bin/python"
    let show = [python, "-m", "pip", "show"] + Self.packages
    if Child.run(show, limit: 60).ending != .exited(0) {
      progress("installing \(Self.packages.joined(separator: ", ")) into \(Self.folder)")
      for command in [["python3", "-m", "venv", Self.folder], [python, "-m", "pip", "install", "-q"] + Self.packages] {
        let child = Child.run(command, limit: 180)
        if child.ending != .exited(0) {
          progress("no peers: '\(command.joined(separator: " "))' failed: \(child.errors.prefix(200))")
          return nil
        }
      }
    }
    let shown = Child.run(show, limit: 60, output: .kept).output.split(separator: "\n")
    let values = { (field: String) in
      shown.filter { $0.hasPrefix(field) }.map { $0.dropFirst(field.count) }
    }
    versions = zip(values("Name: "), values("Version: ")).map { "\($0) \($1)" }.joined(separator: ", ")
  }
}
