import AdjointSchedules

/// The labels of the position axis.
extension SchedulePicture {
  /// Returns the labelled positions, from the lowest: round numbers along a chain; in a network, the first state of
  /// each part, labelled with the part's name, and round numbers along it.
  ///
  /// - Parameters:
  ///   - most: The approximate number of labels, at least 1.
  ///   - label: Formats a number.
  func positionMarks(atMost most: Int, _ label: (Int) -> String) -> [(position: Int, label: String)] {
    guard let junction = problem.junction else {
      return Ticks.whole(in: states, atMost: most).map { ($0, label($0)) }
    }
    let step = Ticks.step(for: states.upperBound, atMost: most)
    let apart = max(states.upperBound / most, 1)
    var marks: [(position: Int, label: String)] = []
    for (index, part) in junction.parts.enumerated() {
      guard let start = junction.start(of: part), let length = junction.length(of: part) else { continue }
      if marks.last.map({ start - $0.position >= apart }) ?? true {
        marks.append((start, part == .handle ? part.word : part.description))
      }
      let isLast = index + 1 == junction.parts.count
      for number in stride(from: step, through: isLast ? length : length + 1 - apart, by: step) {
        marks.append((start + number, label(number)))
      }
    }
    return marks
  }

  /// The title of the position axis.
  var positionTitle: String {
    problem.junction == nil ? "position in the chain (steps)" : "position in each part (steps)"
  }
}
