/// Finds the name that somebody who mistyped another probably meant.
enum NearName {
  /// Returns the first of `names` that is nearest to `name`, if one is near at all.
  ///
  /// Near is at most two letters changed, left out, added or swapped with `_`, `-` and capitals aside, and fewer than
  /// half of the letters.
  ///
  /// - Complexity: O(names x their lengths squared); a `name` much longer than all of them is not compared.
  static func find(_ name: String, in names: [String]) -> String? {
    let typed = letters(name)
    var best: (name: String, distance: Int)?
    for candidate in names {
      let wanted = letters(candidate)
      if abs(typed.count - wanted.count) > 2 { continue }
      let distance = distance(typed, wanted)
      if distance <= 2 && distance * 2 < wanted.count && distance < best?.distance ?? .max {
        best = (candidate, distance)
      }
    }
    return best?.name
  }

  private static func letters(_ name: String) -> [UInt8] {
    name.utf8.prefix(64).compactMap { byte in
      switch byte {
      case UInt8(ascii: "_"), ASCII.minus: return nil
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): return byte | 0x20
      default: return byte
      }
    }
  }

  /// Returns Levenshtein's distance.
  private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let substituted = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, diagonal + 1, row[j] + 1)
      }
    }
    return row[b.count]
  }
}
