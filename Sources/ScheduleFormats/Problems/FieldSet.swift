/// The fields that an object may have; distinguishes known, unknown and repeated ones.
struct FieldSet {
  /// The path of the object, such as `levels[1]`; empty for the outermost.
  let path: String
  private let separator: String
  private let names: [String]
  private var seen: [Bool]
  private var hasComment = false

  /// The field that any object may have, for people.
  static let comment = "comment"

  init(path: String, names: [String], separator: String = ".") {
    self.path = path
    self.names = names
    self.separator = separator
    seen = Array(repeating: false, count: names.count)
  }

  /// Returns the path of a field of the object.
  func path(of name: String) -> String {
    path.isEmpty ? name : path + separator + name
  }

  func has(_ name: String) -> Bool {
    names.firstIndex(of: name).map { seen[$0] } ?? false
  }

  /// Marks the comment as seen.
  mutating func acceptComment() throws(ReadError) {
    if hasComment { throw Self.repeated(path(of: Self.comment)) }
    hasComment = true
  }

  /// Marks a field as seen; returns false if it is unknown.
  mutating func accept(_ name: String) throws(ReadError) -> Bool {
    guard let index = names.firstIndex(of: name) else { return false }
    if seen[index] { throw Self.repeated(path(of: name)) }
    seen[index] = true
    return true
  }

  /// Checks that a field has been seen.
  func require(_ name: String, _ remedy: String) throws(ReadError) {
    if !has(name) { throw .format(path(of: name), "is missing; \(remedy)") }
  }

  /// Returns the error for a repeated field.
  static func repeated(_ path: String) -> ReadError {
    .format(path, "is given twice; keep one")
  }

  /// Rejects top-level fields that only schedules have.
  static func refuseSchedule(_ name: String) throws(ReadError) {
    if name != "format" && name != "operations" { return }
    throw .format(
      name, "this is a schedule, not a problem; keep only the fields of its problem, or give it to verify")
  }

  /// Returns the error for an unknown field, suggesting the closest known one.
  func unknown(_ name: String) -> ReadError {
    let place = path(of: PrintableText.line(name, limit: 60))
    if let near = NearName.find(name, in: names) {
      return .format(place, "unknown field; did you mean \"\(near)\"?")
    }
    let known = names.map { "\"\($0)\"" }.joined(separator: ", ")
    return .format(place, "unknown field; the fields here are \(known)")
  }
}
