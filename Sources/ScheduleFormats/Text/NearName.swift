/// Finds the name that was probably meant by a mistyped one: an option, a command, a field of a file.
package enum NearName {
  /// Returns the first of the `names` closest to `name`, or nil if none is close.
  ///
  /// Close means that at most a third of the letters are mistyped (swapped neighbours count once; case, `-` and `_` are
  /// ignored), or that the name is a prefix of exactly one of `names`.
  ///
  /// - Complexity: O(names x their lengths squared); a `name` of more than 64 bytes is close to none.
  package static func find(_ name: String, in names: [String]) -> String? {
    guard name.utf8.count <= 64 else { return nil }
    let typed = letters(name)
    let limit = max(1, typed.count / 3)
    let near = names.map { (name: $0, distance: distance(typed, letters($0))) }.min { $0.distance < $1.distance }
    if let near, near.distance <= limit { return near.name }
    let completions = typed.isEmpty ? [] : names.filter { letters($0).starts(with: typed) }
    return completions.count == 1 ? completions.first : nil
  }

  private static func letters(_ name: String) -> [Character] {
    Array(name.lowercased().filter { $0 != "-" && $0 != "_" })
  }

  /// Returns the number of letters to insert, delete, replace or swap with their neighbour.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
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
