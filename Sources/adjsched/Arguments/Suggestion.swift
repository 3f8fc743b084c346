/// The word that was probably meant.
enum Suggestion {
  /// Returns the candidate nearest to `word`, or nil when none is near.
  ///
  /// Near is: one third of the word's letters mistyped at most, or the word is the beginning of just one candidate.
  static func nearest(to word: String, among candidates: [String]) -> String? {
    // Nobody mistypes so long a word, and the distance takes the square of its length.
    guard word.utf8.count <= 64 else { return nil }
    let limit = max(1, word.filter { $0 != "-" }.count / 3)
    let near = candidates.map { (word: $0, distance: distance(word, $0)) }.min { $0.distance < $1.distance }
    if let near, near.distance <= limit { return near.word }
    let completions = candidates.filter { $0.hasPrefix(word) }
    return completions.count == 1 ? completions.first : nil
  }

  /// Returns how many letters have to be put in, left out, replaced or swapped with their neighbour.
  static func distance(_ first: String, _ second: String) -> Int {
    let (a, b) = (Array(first), Array(second))
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j] { best = min(best, beforeLast[j - 1] + 1) }
        row.append(best)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count]
  }
}
