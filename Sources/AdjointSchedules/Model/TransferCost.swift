/// The cost of writing to a level or reading from it: a latency plus the cost of the bytes.
package struct TransferCost: Hashable, Sendable {
  /// The cost of every transfer, in the problem's units.
  package let latency: Int
  /// The bytes moved per whole unit of cost, or nil if bytes cost nothing.
  package let bandwidth: Int?
  /// The cost of a transfer if all items have the same size; otherwise the latency.
  package internal(set) var cost: Int

  package init(latency: Int, bandwidth: Int?) {
    (self.latency, self.bandwidth, cost) = (latency, bandwidth, latency)
  }

  /// Returns latency + size / bandwidth, rounded up to a unit of cost.
  ///
  /// - Parameters:
  ///   - size: The bytes moved, or nil if there are no sizes, and thus no bandwidth.
  ///   - unit: The units of one whole cost, 10^fractionDigits.
  /// - Precondition: The problem has checked that its largest size costs less than 2^63 units.
  func cost(of size: Int?, unit: Int) -> Int {
    guard let size, let bandwidth else { return latency }
    return Int(exactCost(of: size, bandwidth: bandwidth, unit: unit))
  }

  private func exactCost(of size: Int, bandwidth: Int, unit: Int) -> Int128 {
    Int128(latency) + (Int128(size) * Int128(unit) + Int128(bandwidth) - 1) / Int128(bandwidth)
  }

  /// Returns whether moving `size` bytes costs less than 2^63 units.
  func fits(size: Int, unit: Int) -> Bool {
    guard let bandwidth else { return true }
    return exactCost(of: size, bandwidth: bandwidth, unit: unit) < Int128(Int.max)
  }
}

extension Problem {
  /// The units of one whole cost.
  var costUnit: Int { (0..<fractionDigits).reduce(1) { unit, _ in unit * 10 } }

  /// Returns the cost of writing x_`state` to a level.
  package func writeCost(level: Int, state: Int) -> Int {
    cost(levels[level].write, chain.stateSize, state)
  }

  /// Returns the cost of reading x_`state` from a level.
  package func readCost(level: Int, state: Int) -> Int {
    cost(levels[level].read, chain.stateSize, state)
  }

  /// Returns the cost of keeping the tape of step `tape` on a level, in addition to the step.
  package func writeCost(level: Int, tape: Int) -> Int {
    cost(levels[level].write, chain.tapes?.size, tape)
  }

  /// Returns the cost of reading from the tape of step `tape`, for its backward step or for its state.
  package func readCost(level: Int, tape: Int) -> Int {
    cost(levels[level].read, chain.tapes?.size, tape)
  }

  private func cost(_ transfer: TransferCost, _ size: StepSize?, _ index: Int) -> Int {
    // With a single size the level knows the cost; this is the common case in replay.
    if transfer.bandwidth == nil || transfer.cost != transfer.latency { return transfer.cost }
    return transfer.cost(of: size?[index], unit: costUnit)
  }
}
