/// The layout of JSON: readable or compact.
struct JSONStyle {
  /// After an opening and before a closing bracket on the same line.
  let padding: String
  let colon: String
  let comma: String
  /// Before each field of the outermost object.
  let fieldStart: String
  /// Before the closing brace of the outermost object.
  let objectEnd: String
  /// Before each of several levels.
  let levelStart: String
  /// Before the closing bracket of several levels.
  let levelsEnd: String
  /// Before `levels` within `statistics`.
  let statisticsBreak: String

  static let readable = JSONStyle(
    padding: " ", colon: ": ", comma: ", ", fieldStart: "\n  ", objectEnd: "\n", levelStart: "\n    ",
    levelsEnd: "\n  ", statisticsBreak: "\n                  ")
  static let compact = JSONStyle(
    padding: "", colon: ":", comma: ",", fieldStart: "", objectEnd: "", levelStart: "", levelsEnd: "",
    statisticsBreak: "")
}
