@testable import AdjointSchedules

/// The bound of ``OverlapWindowBound`` for one set of shares, at one price lambda.
///
/// Every value is multiplied by the scale. A *part* is some backward steps, from the last to the first, whose first state is
/// in the buffer, with some free slots of level 0. Its value is the most that it earns: the price of its backward steps less
/// what they cost. The price mu of a part is lambda less what runs that pass it pay for each of its steps: a times outside
/// of windows, b times inside.
struct OverlapWindowPrices {
  /// The values of a part by what happens around it.
  ///
  /// The name's first word is said of the part's first run: it is in no window, the first in a window, or in one that has
  /// begun before. The second says whether a window is open after the part.
  private struct Values {
    var outsideClosed: Int128
    var outsideOpen: Int128
    var enteringClosed: Int128
    var enteringOpen: Int128
    var insideClosed: Int128
    var insideOpen: Int128

    /// The most that is earned if no window is open before, by whether one is after.
    var closed: Int128 { max(outsideClosed, enteringClosed) }
    var open: Int128 { max(outsideOpen, enteringOpen) }
  }

  private let machine: OverlapMachine
  /// phi and psi, in parts, and the least price of a leg's discount, kappa.
  let window: Int
  let gap: Int
  let carry: Int128
  private let scale: Int128
  /// The channel's one level.
  private let level: OverlapMachine.Slower
  /// What a step and a backward step, with its read, cost outside and inside of windows.
  private let outside: (step: Int128, backward: Int128)
  private let inside: (step: Int128, backward: Int128)
  /// What a window costs, and a write after the first sweep.
  private let entry: Int128
  private let write: Int128
  private let limit = PriceBound.value
  /// Below every sum of values.
  private static let none = -(Int128(1) << 124)
  /// The most pairs a, b and slots; beyond, a price is taken to be too high.
  private static let mostValues = Int128(1) << 12

  init(_ machine: OverlapMachine, window: Int, gap: Int, carry: Int128, parts: Int, scale: Int128) {
    self.machine = machine
    (self.window, self.gap, self.carry, self.scale) = (window, gap, carry, scale)
    level = machine.slower[0]
    let unit = scale / Int128(parts)
    let backward = Int128(machine.backwardCost) + Int128(machine.readCost)
    func costs(_ share: Int) -> (Int128, Int128) {
      let rate = Int128(parts - share) * unit
      return (Int128(machine.forwardCost) * rate, backward * rate)
    }
    (outside, inside) = (costs(gap), costs(window))
    entry = Int128(level.readCost) * Int128(window) * unit - Int128(machine.slots - 1) * carry
    write = Int128(level.writeCost) * Int128(gap) * unit
  }

  /// Returns the bound, or nil if the price is too high: a longer chain always earns more.
  func bound(at price: Int128) -> Int128? {
    let whole = Int128(level.writeCost)
    guard let earned = earningsOfStretch(price) else { return nil }
    let cost = max(earned, write)
    if cost > whole * scale { return nil }
    let steps = Int128(machine.length)
    let sweep = steps * Int128(machine.forwardCost)
    let (quotient, remainder) = cost.quotientAndRemainder(dividingBy: whole)
    let part = (remainder * sweep).quotientAndRemainder(dividingBy: whole)
    let taken = quotient * sweep + part.quotient + (part.remainder > 0 ? 1 : 0)
    let pinned = cost - write
    // The last steps are reversed from level 0: at most as well as if all of that were in windows with all slots.
    let tails = OverlapPrices(machine, shares: [window], parts: OverlapBound.parts, scale: scale)
    guard let tail = tails.earningsOfFirstSweep(price, pinned: pinned) else { return nil }
    let (total, overflow) = price.multipliedReportingOverflow(by: steps + 1)
    let (held, overflowsHeld) = pinned.multipliedReportingOverflow(by: Int128(machine.slots))
    if overflow || overflowsHeld || total > limit || held > limit || tail > limit { return nil }
    return sweep * scale - taken - held + total - tail - Int128(machine.readCost) * scale
  }

  /// Returns the most that a stretch earns, its reads paid; nil if a state stored after the first sweep would earn more than
  /// it costs, or the values are beyond all limits.
  private func earningsOfStretch(_ price: Int128) -> Int128? {
    let margin = price - inside.backward
    if entry < 0 { return nil }
    if margin <= 0 { return 0 }
    let (most, mostInside) = (margin / outside.step + 1, margin / inside.step + 1)
    let (rows, slots) = (machine.slots + 1, machine.slots)
    let limit = Self.mostValues
    if most > limit || mostInside > limit || most * mostInside * Int128(rows) > limit { return nil }
    let columns = Int(mostInside) + 1
    // Where nothing more is earned.
    let end = Values(
      outsideClosed: 0, outsideOpen: -entry, enteringClosed: -entry, enteringOpen: -entry, insideClosed: 0,
      insideOpen: 0)
    let empty = Array(repeating: end, count: columns * rows)
    // By b, of a part whose first state is on the slower level: its reads paid, and a window open after it.
    var (stretches, later) = (Array(repeating: Int128(0), count: columns), Array(repeating: Int128(0), count: columns))
    var (values, next) = (empty, empty)
    for a in stride(from: Int(most) - 1, through: 0, by: -1) {
      (values, next) = (empty, values)
      (stretches, later) = (Array(repeating: 0, count: columns), stretches)
      for b in stride(from: columns - 2, through: 0, by: -1) {
        let rest = margin - Int128(a) * outside.step - Int128(b) * inside.step
        if rest <= 0 { continue }
        for free in 0...slots {
          guard let found = part(rest, free, b * rows, values, next, values) else { return nil }
          values[b * rows + free] = found
        }
        let all = values[b * rows + slots]
        let (afterInside, afterOutside) = (stretches[b + 1], max(later[b], slots > 1 ? stretches[b + 1] - carry : 0))
        if max(afterInside, afterOutside) > write { return nil }
        stretches[b] = max(all.outsideOpen + max(0, afterOutside), all.enteringOpen + max(0, afterInside))
      }
    }
    return stretches[0]
  }

  /// Returns the values of a part whose earnings alone inside of a window are `rest`; nil if they are beyond all limits.
  private func part(
    _ rest: Int128, _ slots: Int, _ row: Int, _ values: [Values], _ outer: [Values], _ inner: [Values]
  ) -> Values? {
    let alone = rest + inside.backward - outside.backward
    var found = Values(
      outsideClosed: alone, outsideOpen: Self.none, enteringClosed: rest - entry, enteringOpen: rest - entry,
      insideClosed: rest, insideOpen: rest)
    if slots == 0 {
      // A window takes a slot.
      (found.outsideOpen, found.enteringOpen) = (Self.none, Self.none)
      (found.insideClosed, found.insideOpen) = (Self.none, Self.none)
      return found
    }
    let right = values[row + slots - 1]
    // What is left of the first run, which passes it inside of a window, or outside.
    let cheap = inner[row + machine.slots + 1 + slots]
    var passed = outer[row + slots]
    var (closed, open) = (passed.closed, passed.open)
    if machine.slots > 1 {
      (closed, open) = (max(closed, cheap.closed - carry), max(open, cheap.open - carry))
      passed.insideClosed = max(passed.insideClosed, cheap.insideClosed - carry)
      passed.insideOpen = max(passed.insideOpen, cheap.insideOpen - carry)
    }
    /// Raises a value to that of the part in two, without and with a window open between them.
    func raise(_ value: inout Int128, _ without: (Int128, Int128), _ with: (Int128, Int128)) {
      value = max(value, without.0 + without.1, with.0 + with.1)
    }
    raise(&found.outsideClosed, (right.outsideClosed, closed), (right.outsideOpen, passed.insideClosed))
    raise(&found.outsideOpen, (right.outsideClosed, open), (right.outsideOpen, passed.insideOpen))
    raise(&found.enteringClosed, (right.enteringClosed, cheap.closed), (right.enteringOpen, cheap.insideClosed))
    raise(&found.enteringOpen, (right.enteringClosed, cheap.open), (right.enteringOpen, cheap.insideOpen))
    raise(&found.insideClosed, (right.insideClosed, cheap.closed), (right.insideOpen, cheap.insideClosed))
    raise(&found.insideOpen, (right.insideClosed, cheap.open), (right.insideOpen, cheap.insideOpen))
    let largest = max(found.closed, found.open, found.insideClosed, found.insideOpen)
    return largest > limit ? nil : found
  }
}
