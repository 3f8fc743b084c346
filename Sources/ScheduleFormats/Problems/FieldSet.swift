/// The fields that an object may have: tells apart known, unknown and repeated ones.
struct FieldSet {
  /// Where the object is, such as `levels[1]`; empty for the outermost.
  let path: String
  private let separator: String
  private let names: [String]
  private var seen: [Bool]
  private var hasComment = false

  /// The field that any object may have: whatever it holds is for people.
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

  /// Marks a field as seen, and returns false when it is not one of the known.
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

  /// Returns the error of a field given twice.
  static func repeated(_ path: String) -> ReadError {
    .format(path, "is given twice; keep one")
  }

  /// Refuses the outermost fields that a schedule has and no problem.
  static func refuseSchedule(_ name: String) throws(ReadError) {
    if name != "format" && name != "operations" { return }
    throw .format(
      name, "this is a schedule, not a problem; keep the fields that state its problem, or give it to verify")
  }

  /// Returns the error of a field that is not one of the known, with the nearest of these.
  func unknown(_ name: String) -> ReadError {
    let place = path(of: PrintableText.line(name, limit: 60))
    if let near = NearName.find(name, in: names) {
      return .format(place, "unknown field; did you mean \"\(near)\"?")
    }
    let known = names.map { "\"\($0)\"" }.joined(separator: ", ")
    return .format(place, "unknown field; the fields here are \(known)")
  }
}
