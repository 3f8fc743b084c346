/// The sums of a ``MultiResolutionTable`` while it is filled, for all intervals of the grid.
///
/// Each scale has an array by length, then by first unit. Intervals that would extend past the chain are infinite, so
/// that vectors need no special case at its end.
final class MultiResolutionSums {
  /// The sums of one scale.
  struct Scale {
    /// O(i, j, m) of the last row filled, by length from 1.
    let inBuffer: UnsafeMutablePointer<Float>
    /// low(i, j), from the scale's shortest own length on.
    let low: UnsafeMutablePointer<Float>
    /// P(i, j, m) of the lengths on the next finer scale, by length from 1.
    let stored: UnsafeMutablePointer<Float>
    /// P(i, j, m) of the last row filled, from the scale's own shortest length.
    let own: UnsafeMutablePointer<Float>
    /// The cost of all steps up to each unit's first state and, after the last unit, of all steps.
    let travelled: [Double]
    /// The number of each unit's first state and, after the last unit, of all states.
    let states: [Double]
    /// The sum, over the states before a unit's first, of the cost of the steps up to them.
    let areas: [Double]
  }

  let grid: DyadicGrid
  private(set) var scales: [Scale] = []

  static func bytes(of grid: DyadicGrid) -> Int128 {
    grid.scales.reduce(Int128(0)) { sum, scale in
      let floats =
        Int128(scale.longest + 2 * scale.ownLengths + min(scale.longest, grid.width / 2)) * Int128(scale.stride)
      return sum + 4 * floats + 3 * 8 * Int128(scale.stride + grid.width)
    } + 16 * Int128(grid.stateCount)
  }

  /// Creates the sums below the fastest level: a single state is reversed for free, nothing else is possible.
  init(grid: DyadicGrid, forwardCosts: [Int]) {
    self.grid = grid
    var sums = [Double](repeating: 0, count: forwardCosts.count + 1)
    var areas = [Double](repeating: 0, count: forwardCosts.count + 2)
    var (sum, area) = (Int128(0), Int128(0))
    for (step, cost) in forwardCosts.enumerated() {
      sum += Int128(cost)
      area += sum
      sums[step + 1] = Double(sum)
      areas[step + 2] = Double(area)
    }
    for (number, scale) in grid.scales.enumerated() {
      func infinite(_ lengths: Int) -> UnsafeMutablePointer<Float> {
        let floats = UnsafeMutablePointer<Float>.allocate(capacity: max(1, lengths * scale.stride))
        floats.initialize(repeating: .infinity, count: max(1, lengths * scale.stride))
        return floats
      }
      let states = (0..<scale.stride + grid.width).map { grid.state(ofUnit: $0, scale: number) }
      scales.append(
        Scale(
          inBuffer: infinite(scale.longest), low: infinite(scale.ownLengths),
          stored: infinite(min(scale.longest, grid.width / 2)), own: infinite(scale.ownLengths),
          travelled: states.map { sums[min($0, forwardCosts.count)] }, states: states.map(Double.init),
          areas: states.map { areas[$0] }))
      if number == 0 {
        for unit in 0..<scale.count { scales[0].inBuffer[unit] = 0 }
      } else {
        refineInBuffer(number, units: 0..<scale.count)
      }
    }
  }

  deinit {
    for scale in scales {
      scale.inBuffer.deallocate()
      scale.low.deallocate()
      scale.stored.deallocate()
      scale.own.deallocate()
    }
  }

  /// Copies O from the next finer scale for the intervals that are on it and start at one of this scale's units.
  func refineInBuffer(_ number: Int, units: Range<Int>) {
    if number == 0 { return }
    let (scale, finer) = (grid.scales[number], grid.scales[number - 1])
    let target = scales[number].inBuffer
    let source = scales[number - 1].inBuffer
    for length in 1...min(scale.longest, grid.width / 2) {
      let row = target + (length - 1) * scale.stride
      let finerRow = source + (2 * length - 1) * finer.stride
      // Those that end with the chain may be a unit of the scale below shorter.
      let end = min(units.upperBound, scale.count - length)
      var unit = units.lowerBound
      while unit < end {
        row[unit] = finerRow[2 * unit]
        unit += 1
      }
      if unit < units.upperBound && unit == scale.count - length {
        let finerLength = min(2 * length, finer.count - 2 * unit)
        row[unit] = source[(finerLength - 1) * finer.stride + 2 * unit]
      }
    }
  }

  /// Makes the costs on the levels so far the basis of the next level.
  func beginLevel() {
    for (number, scale) in grid.scales.enumerated() where scale.ownLengths > 0 {
      scales[number].low.update(
        from: scales[number].inBuffer + (scale.shortest - 1) * scale.stride, count: scale.ownLengths * scale.stride)
    }
  }
}
