/// Sixteen intervals side by side, of every length: the innermost loops of a ``MultiResolutionBuilder``.
struct MultiResolutionBlock {
  typealias Lanes = SIMD16<Float>
  typealias Choices = SIMD16<Int32>

  let grid: DyadicGrid
  let scale: DyadicGrid.Scale
  let sums: MultiResolutionSums.Scale
  /// The destination of P for the next coarser scale; nil on the coarsest.
  let coarser: (scale: DyadicGrid.Scale, stored: UnsafeMutablePointer<Float>)?
  let builder: MultiResolutionBuilder
  let number: Int
  /// True if intervals may be reversed from their first states alone: with few slots, or slots with costs, that may be
  /// best or the only way; and on the finest scale every split is known.
  let mayBeAlone: Bool
  /// f(i, k) + r + P(i, k) by the length of the left part.
  let left: UnsafeMutablePointer<Lanes>
  /// O of the block's own lengths, until the previous row is no longer needed.
  let results: UnsafeMutablePointer<Lanes>
  let low: UnsafeMutableBufferPointer<UInt8>
  let high: UnsafeMutableBufferPointer<UInt8>

  init(
    builder: MultiResolutionBuilder, number: Int, row: Int, left: UnsafeMutablePointer<Lanes>,
    results: UnsafeMutablePointer<Lanes>, low: UnsafeMutableBufferPointer<UInt8>,
    high: UnsafeMutableBufferPointer<UInt8>
  ) {
    grid = builder.sums.grid
    scale = grid.scales[number]
    sums = builder.sums.scales[number]
    coarser =
      number + 1 < grid.scales.count ? (grid.scales[number + 1], builder.sums.scales[number + 1].stored) : nil
    self.builder = builder
    self.number = number
    mayBeAlone = number > 0 && (row <= 2 || builder.writeCost > 0)
    (self.left, self.results, self.low, self.high) = (left, results, low, high)
  }

  /// Fills the intervals that start at `unit` and the next fifteen units; returns whether any O has changed.
  func fill(from unit: Int) -> Bool {
    let longest = min(scale.longest, scale.count - unit)
    if longest < 1 { return false }
    for length in 1..<max(2, min(scale.shortest, longest + 1)) {
      let stored = number == 0 ? Lanes(repeating: 0) : lanes(sums.stored, length, unit)
      setLeft(stored, length, unit)
    }
    var hasChanged = false
    if scale.shortest <= longest {
      for length in scale.shortest...longest {
        if fill(length: length, from: unit) { hasChanged = true }
      }
      if !builder.isUnlimited {
        for length in scale.shortest...longest { store(results[length], sums.inBuffer, length, unit) }
      }
    }
    if !builder.isUnlimited {
      builder.sums.refineInBuffer(number, units: unit..<min(unit + DyadicGrid.lanes, scale.count))
    }
    return hasChanged
  }

  /// Fills the intervals of one length; returns whether any O has changed.
  @inline(__always)
  private func fill(length: Int, from unit: Int) -> Bool {
    let (best, splits) = bestSplits(length: length, from: unit)
    let before = lanes(sums.inBuffer, length, unit)
    let limit = lanes(sums.low, length - scale.shortest + 1, unit)
    let isSplit = best .< limit
    var stored = limit.replacing(with: best, where: isSplit)
    var choices = Choices.zero.replacing(with: splits, where: isSplit)
    if mayBeAlone {
      let alone = alone(length: length, from: unit)
      let isAlone = alone .< stored
      stored.replace(with: alone, where: isAlone)
      choices.replace(
        with: Choices(repeating: Int32(truncatingIfNeeded: MultiResolutionTable.alone(width: grid.width))),
        where: isAlone)
    }
    let written = stored + builder.writeCost
    let isStored = written .< limit
    let inBuffer = limit.replacing(with: written, where: isStored)
    record(choices, isStored, at: (length - scale.shortest) * scale.stride + unit)
    setLeft(stored, length, unit)
    store(stored, sums.own, length - scale.shortest + 1, unit)
    if builder.isUnlimited {
      store(inBuffer, sums.inBuffer, length, unit)
    } else {
      results[length] = inBuffer
    }
    return any(inBuffer .!= before)
  }

  /// Returns the least left(q) + right(length - q), and the first q that attains it.
  @inline(__always)
  private func bestSplits(length: Int, from unit: Int) -> (Lanes, Choices) {
    var best = Lanes(repeating: .infinity)
    var splits = Choices.zero
    var right = sums.inBuffer + ((length - 2) * scale.stride + unit + 1)
    let step = 1 - scale.stride
    // Above the finest scale, the choice of 127 units has another meaning.
    for split in 1..<(grid.width == 128 && number > 0 ? min(length, 127) : length) {
      let sum = left[split] + UnsafeRawPointer(right).loadUnaligned(as: Lanes.self)
      let isBetter = sum .< best
      best.replace(with: sum, where: isBetter)
      splits.replace(with: Choices(repeating: Int32(truncatingIfNeeded: split)), where: isBetter)
      right += step
    }
    return (best, splits)
  }

  /// Returns the cost of recomputing every state from x_i, which is stored; infinite past the chain.
  private func alone(length: Int, from unit: Int) -> Lanes {
    func load(_ numbers: [Double], _ unit: Int) -> SIMD16<Double> {
      numbers.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 8 * unit, as: SIMD16<Double>.self) }
    }
    let count = load(sums.states, unit + length) - load(sums.states, unit)
    var cost = load(sums.areas, unit + length) - load(sums.areas, unit) - count * load(sums.travelled, unit)
    cost += (count - 1) * Double(builder.readCost)
    let last = Int32(truncatingIfNeeded: scale.count - length - unit)
    let indices = Choices(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
    return Lanes(repeating: .infinity).replacing(with: Lanes(cost), where: indices .<= last)
  }

  /// Records P, with the cost of a split that has it on the left, and for the next coarser scale.
  @inline(__always)
  private func setLeft(_ stored: Lanes, _ length: Int, _ unit: Int) {
    let travel = sums.travelled.withUnsafeBufferPointer { travelled in
      let base = address(travelled.baseAddress)
      return UnsafeRawPointer(base + unit + length).loadUnaligned(as: SIMD16<Double>.self)
        - UnsafeRawPointer(base + unit).loadUnaligned(as: SIMD16<Double>.self)
    }
    left[length] = Lanes(travel) + stored + builder.readCost
    guard let (coarse, target) = coarser else { return }
    // Blocks start at even units.
    let row = target + ((length + 1) / 2 - 1) * coarse.stride + unit / 2
    if length % 2 == 0 {
      // An interval that extends past the chain here is the one that ends with it there, recorded with the previous
      // length.
      let (half, rest) = (stored.evenHalf, UnsafeRawPointer(row).loadUnaligned(as: SIMD8<Float>.self))
      UnsafeMutableRawPointer(row).storeBytes(
        of: rest.replacing(with: half, where: half .< .infinity), as: SIMD8<Float>.self)
    } else {
      // Only the interval that ends with the chain is odd here and even there.
      let last = scale.count - length
      if last % 2 == 0 && last >= unit && last < unit + DyadicGrid.lanes {
        row[(last - unit) / 2] = stored[last - unit]
      }
    }
  }

  @inline(__always)
  private func record(_ splits: Choices, _ isStored: SIMDMask<Choices>, at index: Int) {
    let bit = Choices.zero.replacing(with: Choices(repeating: 0x80), where: isStored)
    let low = address(low.baseAddress)
    if high.isEmpty {
      let bytes = SIMD16<UInt8>(truncatingIfNeeded: splits | bit)
      UnsafeMutableRawPointer(low + index).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
      return
    }
    let high = address(high.baseAddress)
    let bytes = SIMD16<UInt8>(truncatingIfNeeded: splits)
    UnsafeMutableRawPointer(low + index).storeBytes(of: bytes, as: SIMD16<UInt8>.self)
    let rest = SIMD16<UInt8>(truncatingIfNeeded: splits &>> 8 | bit)
    UnsafeMutableRawPointer(high + index).storeBytes(of: rest, as: SIMD16<UInt8>.self)
  }

  @inline(__always)
  private func lanes(_ base: UnsafeMutablePointer<Float>, _ length: Int, _ unit: Int) -> Lanes {
    UnsafeRawPointer(base + ((length - 1) * scale.stride + unit)).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  private func store(_ lanes: Lanes, _ base: UnsafeMutablePointer<Float>, _ length: Int, _ unit: Int) {
    UnsafeMutableRawPointer(base + ((length - 1) * scale.stride + unit)).storeBytes(of: lanes, as: Lanes.self)
  }
}
