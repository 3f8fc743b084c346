/// What a write to a level, or a read from it, costs: a latency, and the time that the bytes take.
package struct TransferCost: Hashable, Sendable {
  /// What every transfer costs, as stated, in the problem's units.
  package let latency: Int
  /// The bytes moved in one whole unit of cost, or nil when bytes cost nothing.
  package let bandwidth: Int?
  /// What a transfer costs where all that is moved has one size; elsewhere the latency.
  package internal(set) var cost: Int

  package init(latency: Int, bandwidth: Int?) {
    (self.latency, self.bandwidth, cost) = (latency, bandwidth, latency)
  }

  /// Returns latency + size / bandwidth, rounded up to a unit of cost.
  ///
  /// - Parameters:
  ///   - size: The bytes moved, or nil where no sizes are stated: then there is no bandwidth.
  ///   - unit: The units of one whole cost, 10^fractionDigits.
  /// - Precondition: The problem has checked that its largest size costs fewer than 2^63 units.
  func cost(of size: Int?, unit: Int) -> Int {
    guard let size, let bandwidth else { return latency }
    return Int(exactCost(of: size, bandwidth: bandwidth, unit: unit))
  }

  private func exactCost(of size: Int, bandwidth: Int, unit: Int) -> Int128 {
    Int128(latency) + (Int128(size) * Int128(unit) + Int128(bandwidth) - 1) / Int128(bandwidth)
  }

  /// Returns whether moving `size` bytes costs fewer than 2^63 units.
  func fits(size: Int, unit: Int) -> Bool {
    guard let bandwidth else { return true }
    return exactCost(of: size, bandwidth: bandwidth, unit: unit) < Int128(Int.max)
  }
}

extension Problem {
  /// The units of one whole cost.
  var costUnit: Int { (0..<fractionDigits).reduce(1) { unit, _ in unit * 10 } }

  /// Returns what writing x_`state` to a level costs.
  package func writeCost(level: Int, state: Int) -> Int {
    cost(levels[level].write, chain.stateSize, state)
  }

  /// Returns what reading x_`state` from a level costs.
  package func readCost(level: Int, state: Int) -> Int {
    cost(levels[level].read, chain.stateSize, state)
  }

  /// Returns what keeping the tape of step `tape` at a level costs, beside the step.
  package func writeCost(level: Int, tape: Int) -> Int {
    cost(levels[level].write, chain.tapes?.size, tape)
  }

  /// Returns what reading from the tape of step `tape` costs, be it for its backward step or for the state that it holds.
  package func readCost(level: Int, tape: Int) -> Int {
    cost(levels[level].read, chain.tapes?.size, tape)
  }

  private func cost(_ transfer: TransferCost, _ size: StepSize?, _ index: Int) -> Int {
    // Where one size is moved the level knows the cost; this is the way of most replays.
    if transfer.bandwidth == nil || transfer.cost != transfer.latency { return transfer.cost }
    return transfer.cost(of: size?[index], unit: costUnit)
  }
}
