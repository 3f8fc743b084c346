import AdjointSchedules
import ScheduleFormats

extension Arguments {
  /// Returns the levels of `--lost`, by name, by name as in schedules (`node_memory`), or by number.
  func lostLevels(of problem: Problem) throws(UsageError) -> Set<Int> {
    var lost: Set<Int> = []
    for occurrence in all(.lost) {
      for word in occurrence.value.split(separator: ",", omittingEmptySubsequences: false) {
        // A blank after a comma is not meant, unless a level has such a name.
        let isName = problem.levels.contains { $0.name == word }
        let trimmed = String(word.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        lost.insert(try Self.level(isName ? String(word) : trimmed, of: problem, in: occurrence))
      }
    }
    return lost
  }

  private static func level(
    _ word: String, of problem: Problem, in occurrence: Occurrence
  ) throws(UsageError) -> Int {
    let names = problem.levels.map(\.name)
    if word.isEmpty {
      throw .outOfRange(
        occurrence.name,
        reason:
          "\(occurrence.value.quoted) has an empty name; write names with one comma between two, such as memory,nvme")
    }
    let exact = names.indices.filter { names[$0] == word }
    let named = exact.isEmpty ? names.indices.filter { PrintableText.word(names[$0]) == word } : exact
    if named.count > 1 {
      throw .outOfRange(
        occurrence.name, reason: "\(word.quoted) is the name of several levels; give the number of one, from 0")
    }
    if let level = named.first { return level }
    if let level = WholeNumber.parse(word), names.indices.contains(level) { return level }
    let near = NearName.find(word, in: names).map { "; did you mean \($0.quoted)?" } ?? ""
    let all = names.map(\.quoted).joined(separator: ", ")
    throw .outOfRange(
      occurrence.name,
      reason: names.isEmpty
        ? "\(word.quoted) is no level; the problem has none"
        : "\(word.quoted) is no level; the levels are \(all)\(near)")
  }
}
