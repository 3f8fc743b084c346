/// The same recurrence for intervals that end with the chain and start anywhere.
///
/// A schedule that stores hundreds of states in the forward run splits the chain hundreds of times from the right, each
/// time at the same end. On the grid alone, such a long interval has only W units and thus at most W splits. Here its
/// right part may start at any state:
///
///     P(i, m) = min( low(i), the grid's P(i, l, m) where it has that interval,
///                    min over intervals [i, k) of the grid, k <= l, of  f(i, k) + O(k, m-1) + r + P(i, k, m) )
///     O(i, m) = min( low(i), w + P(i, m) ),   O(i, 0) = low(i)
///
/// The sums run over the whole chain and are kept as `Double`.
///
/// - Complexity: O(l W) time a row: x_i begins intervals of W / 2 lengths at each scale of whose units it is the first state.
struct MultiResolutionSuffix {
  /// The choices with one number of free slots, by first state.
  struct Row: Sendable {
    var codes: [UInt16]

    /// Of P: as the faster levels.
    static let low: UInt16 = 31 << 9
    /// The grid knows the interval.
    static let onGrid: UInt16 = 30 << 9
    /// From x_i alone.
    static let alone: UInt16 = 29 << 9
    static let storeBit: UInt16 = 1 << 15

    /// The code of a split with `length` units of a scale on the left.
    static func split(scale: Int, length: Int) -> UInt16 { UInt16(truncatingIfNeeded: scale << 9 | (length - 1)) }

    /// P's choice.
    func code(_ start: Int) -> UInt16 { codes[start] & ~Self.storeBit }
    func stores(_ start: Int) -> Bool { codes[start] & Self.storeBit != 0 }

    /// The left part of a split.
    static func left(_ code: UInt16) -> (scale: Int, length: Int) { (Int(code >> 9), Int(code & 0x1FF) + 1) }
  }

  let sums: MultiResolutionSums
  /// O of the last row filled, by first state.
  private var inBuffer: [Double]
  /// low, by first state.
  private var low: [Double]
  /// P and its choice while a row is filled.
  private var stored: [Double]
  private var codes: [UInt16] = []

  private var grid: DyadicGrid { sums.grid }

  static func bytes(of grid: DyadicGrid) -> Int128 { Int128(grid.stateCount) * 3 * 8 + Int128(grid.stateCount) * 8 * 3 }

  init(sums: MultiResolutionSums) {
    self.sums = sums
    inBuffer = [Double](repeating: .infinity, count: sums.grid.stateCount)
    inBuffer[inBuffer.count - 1] = 0
    low = inBuffer
    stored = inBuffer
  }

  mutating func beginLevel() { low = inBuffer }

  /// Fills the next row of a level, after the grid's; returns it, and whether any O has changed.
  mutating func fillRow(_ builder: MultiResolutionBuilder, row number: Int) -> (row: Row, hasChanged: Bool) {
    let last = grid.stateCount - 1
    for start in 0...last { stored[start] = low[start] }
    codes = [UInt16](repeating: Row.low, count: grid.stateCount)
    takeFromGrid()
    if number <= 2 || builder.writeCost > 0 { leaveAlone(Double(builder.readCost)) }
    if builder.isUnlimited {
      let hasChanged = fillDownwards(builder)
      return (Row(codes: codes), hasChanged)
    }
    for scale in grid.scales.indices { split(scale, Double(builder.readCost)) }
    var hasChanged = false
    for start in 0..<last {
      let written = stored[start] + Double(builder.writeCost)
      var result = low[start]
      if written < result {
        result = written
        codes[start] |= Row.storeBit
      }
      if result != inBuffer[start] {
        inBuffer[start] = result
        hasChanged = true
      }
    }
    return (Row(codes: codes), hasChanged)
  }

  /// Takes over the grid's intervals that start there, each from the finest scale that has it.
  private mutating func takeFromGrid() {
    for (number, scale) in grid.scales.enumerated() {
      let own = sums.scales[number].own
      for length in scale.shortest..<max(scale.shortest, scale.longest + 1) {
        let unit = scale.count - length
        let start = unit << number
        let cost = Double(own[(length - scale.shortest) * scale.stride + unit])
        if cost < stored[start] {
          stored[start] = cost
          codes[start] = Row.onGrid
        }
      }
    }
  }

  private mutating func leaveAlone(_ readCost: Double) {
    let end = grid.stateCount
    let (states, travelled, areas) = (sums.scales[0].states, sums.scales[0].travelled, sums.scales[0].areas)
    for start in 0..<end - 1 {
      let count = states[end] - states[start]
      let cost = areas[end] - areas[start] - count * travelled[start] + (count - 1) * readCost
      if cost < stored[start] {
        stored[start] = cost
        codes[start] = Row.alone
      }
    }
  }

  /// Compares the splits whose left parts are on one scale.
  private mutating func split(_ number: Int, _ readCost: Double) {
    typealias Lanes = SIMD8<Double>
    let scale = grid.scales[number]
    let sums = sums.scales[number]
    let shortest = number == 0 ? 1 : scale.shortest
    if scale.longest < shortest { return }
    // What follows x_k, and all before it: f(i, k) is a difference.
    var rest = [Double](repeating: .infinity, count: scale.stride + grid.width)
    for unit in 0..<scale.count { rest[unit] = inBuffer[unit << number] + sums.travelled[unit] }
    for unit in stride(from: 0, to: scale.count, by: 8) {
      var best = Lanes(repeating: .infinity)
      var lengths = SIMD8<Int64>.zero
      let longest = min(scale.longest, scale.count - unit)
      if longest < shortest { break }
      rest.withUnsafeBytes { rest in
        for length in shortest...longest {
          var cost = rest.loadUnaligned(fromByteOffset: 8 * (unit + length), as: Lanes.self)
          if length > 1 || number > 0 {
            let left = sums.own + ((length - scale.shortest) * scale.stride + unit)
            cost += Lanes(UnsafeRawPointer(left).loadUnaligned(as: SIMD8<Float>.self))
          }
          let isBetter = cost .< best
          best.replace(with: cost, where: isBetter)
          lengths.replace(with: SIMD8<Int64>(repeating: Int64(length)), where: isBetter)
        }
      }
      for lane in 0..<min(8, scale.count - unit) where best[lane] < .infinity {
        let start = (unit + lane) << number
        let cost = best[lane] - sums.travelled[unit + lane] + readCost
        if cost < stored[start] {
          stored[start] = cost
          codes[start] = Row.split(scale: number, length: Int(lengths[lane]))
        }
      }
    }
  }

  /// Fills the row of an unlimited level, in which a split reads later states of the same row; returns whether any O
  /// has changed.
  private mutating func fillDownwards(_ builder: MultiResolutionBuilder) -> Bool {
    var hasChanged = false
    let readCost = Double(builder.readCost)
    for start in (0..<grid.stateCount - 1).reversed() {
      var best = stored[start]
      for (number, scale) in grid.scales.enumerated() {
        if start & ((1 << number) - 1) != 0 { break }
        let sums = sums.scales[number]
        let unit = start >> number
        let shortest = number == 0 ? 1 : scale.shortest
        // The right part has at least one state.
        let longest = min(scale.longest, scale.count - 1 - unit)
        if longest < shortest { continue }
        for length in shortest...longest {
          var cost = inBuffer[(unit + length) << number] + (sums.travelled[unit + length] - sums.travelled[unit])
          if length > 1 || number > 0 {
            cost += Double(sums.own[(length - scale.shortest) * scale.stride + unit])
          }
          cost += readCost
          if cost < best {
            best = cost
            codes[start] = Row.split(scale: number, length: length)
          }
        }
      }
      let written = best + Double(builder.writeCost)
      if written < low[start] {
        inBuffer[start] = written
        codes[start] |= Row.storeBit
        hasChanged = true
      } else {
        inBuffer[start] = low[start]
      }
    }
    return hasChanged
  }
}
