extension Problem {
  /// Returns this problem with the costs of another, which has to describe the same chain; its slots are not used.
  ///
  /// Each level takes the costs of the other's level of the same name. One whose name the other does not have takes
  /// those of the level with its number, unless that one has the name of another level here. The other may have more
  /// levels.
  ///
  /// - Throws: ``RepricingError`` with what differs.
  /// - Complexity: O(levels^2) plus that of comparing the sizes given step by step.
  public func repriced(by costs: Problem) throws(RepricingError) -> Problem {
    if junction != costs.junction { throw .join }
    if chain.length != costs.chain.length { throw .length(chain.length, costs: costs.chain.length) }
    if (chain.tapes == nil) != (costs.chain.tapes == nil) { throw .tapes(chain.tapes != nil) }
    let stateSize = try Self.common(chain.stateSize, costs.chain.stateSize, .chain(.stateSize), chain.length + 1)
    let tapes = try chain.tapes.map { own throws(RepricingError) in
      Tapes(
        size: try Self.common(own.size, costs.chain.tapes?.size, .chain(.tapeSize), chain.length),
        adjointCost: costs.chain.adjointCost)
    }
    var levels: [Level] = []
    for index in self.levels.indices { levels.append(self.levels[index].priced(like: try level(index, of: costs))) }
    let priced = Chain(
      length: chain.length, forwardCost: costs.chain.forwardCost, backwardCost: costs.chain.backwardCost,
      stateSize: stateSize, tapes: tapes, forwardTemporary: chain.forwardTemporary,
      backwardTemporary: chain.backwardTemporary)
    return Problem(checked: priced, junction: junction, levels: levels, fractionDigits: costs.fractionDigits)
      .keeping(situation)
  }

  /// Returns the level of another problem that stands for a level of this one.
  private func level(_ index: Int, of costs: Problem) throws(RepricingError) -> Level {
    let name = levels[index].name
    let namesakes = costs.levels.filter { $0.name == name }
    if namesakes.count == 1 { return namesakes[0] }
    guard costs.levels.indices.contains(index) else {
      throw .level(index, name: name, count: costs.levels.count)
    }
    let numbered = costs.levels[index]
    if numbered.name != name, levels.contains(where: { $0.name == numbered.name }) {
      throw .level(index, name: name, count: costs.levels.count)
    }
    return numbered
  }

  /// Returns the name of the level of another problem whose costs a level takes by its number; nil if it takes those of its
  /// name.
  package func numberedLevel(_ index: Int, of costs: Problem) -> String? {
    guard let other = try? level(index, of: costs), other.name != levels[index].name else { return nil }
    return other.name
  }

  /// Returns the sizes that both state, or that of the one that does.
  private static func common(
    _ own: StepSize?, _ other: StepSize?, _ field: ProblemField, _ count: Int
  ) throws(RepricingError) -> StepSize? {
    guard let own, let other else { return own ?? other }
    if own == other { return own }
    // A list of equal sizes is the same as one size.
    if let size = own.common, size == other.common { return own }
    throw .size(field)
  }
}

/// Why a problem's costs are not those of a schedule's operations.
public enum RepricingError: Error, Hashable, Sendable {
  /// The chains' lengths differ.
  case length(Int, costs: Int)
  /// Only one has tapes; true if it is the schedule.
  case tapes(Bool)
  /// The sizes in this field differ.
  case size(ProblemField)
  /// No level has the name or number of the schedule's level.
  case level(Int, name: String, count: Int)
  /// Branches join in only one, or their parts have other lengths.
  case join
}
