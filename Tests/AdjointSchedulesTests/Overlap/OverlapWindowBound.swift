@testable import AdjointSchedules

/// A lower bound on the makespan where few slots of level 0 are left while states arrive from one overlapped level.
///
/// ``OverlapBound`` lets a state arrive while all slots are used. Here a state that arrives holds a slot from the start of
/// its prefetch until it is first read: a *window*, in which the computing side has one slot less. Computing outside of
/// windows pays 1 - psi of its time, inside 1 - phi, psi <= phi; a prefetch pays phi of its own, an offload after the first
/// sweep psi. So the time after the first sweep is at least what schedules for blocking transfers pay, in which each read
/// of the slower level ends a window of its own.
///
/// They may also make states inside of a window that they need outside, so each window lets c_0 - 1 legs of runs outside pay
/// like those inside, for a price kappa on each. With that the least follows a recurrence
/// (``OverlapWindowPrices``). Steps of the proof are open, so no planner uses it: see docs/reports/few-slots.md.
///
/// - Complexity: some thousand evaluations of a recurrence over the slots and the square of the repetitions: independent of
///   the length.
struct OverlapWindowBound {
  private struct Point {
    var window: Double
    var gap: Double
    var carry: Double
    var price: Int128
    var value: Int128
  }

  /// Beyond, windows cost little, and the recurrence much.
  static let mostSlots = 16
  private let machine: OverlapMachine
  /// How often the recurrence was evaluated, a machine-independent count of the work.
  private(set) var evaluations = 0

  /// Returns nil where the bound does not apply: it is for one overlapped level and nothing else after level 0.
  init?(_ machine: OverlapMachine) {
    guard machine.slower.count == 1, let level = machine.slower.first, level.isOverlapped, level.writeCost > 0,
      level.readCost > 0, machine.forwardCost > 0, machine.length > 0, 1...Self.mostSlots ~= machine.slots
    else { return nil }
    self.machine = machine
  }

  /// Returns the bound in the problem's units.
  mutating func best() -> Int {
    let first = (Int128(machine.forwardCost) + Int128(machine.backwardCost)) * OverlapBound.scale * 3 / 2
    var starts: [Point] = []
    for window in [0.03, 0.1, 0.25, 0.45, 0.7] {
      for gap in [0.1, 0.5] {
        var point = Point(
          window: window, gap: window * gap, carry: machine.slots > 1 ? window / 4 : 0, price: first, value: 0)
        choosePrice(&point, digits: 6)
        starts.append(point)
      }
    }
    starts.sort { $0.value > $1.value }
    var best = starts[0]
    climb(&best)
    choosePrice(&best, digits: 24)
    // Makespans are whole units.
    let scale = OverlapBound.scale
    return Int(clamping: max(machine.leastCost, best.value / scale + (best.value % scale > 0 ? 1 : 0)))
  }

  /// Changes one share after another while that raises the bound.
  private mutating func climb(_ best: inout Point) {
    var step = 0.4
    while step > 0.04 {
      var isRaised = false
      for number in 0..<6 {
        let factor = number % 2 == 0 ? 1 / (1 + step) : 1 + step
        var next = best
        if number < 2 { next.window = min(best.window * factor, 0.97) }
        if number < 4 { next.gap = min(best.gap * factor, next.window) }
        if number < 2 || number >= 4 { next.carry = best.carry * factor }
        if number >= 4 && machine.slots == 1 { continue }
        choosePrice(&next, digits: 8)
        if next.value > best.value { (best, isRaised) = (next, true) }
      }
      if !isRaised { step /= 2 }
    }
  }

  /// Finds the best price near the last one, since the bound is concave in it, to so many binary digits.
  private mutating func choosePrice(_ point: inout Point, digits: Int) {
    let parts = Double(OverlapBound.parts)
    // What a window costs without the legs' price, of which kappa is a share.
    let read = Double(machine.slower[0].readCost) * Double(OverlapBound.scale)
    let carry = machine.slots > 1 ? point.carry * read / Double(machine.slots - 1) : 0
    let prices = OverlapWindowPrices(
      machine, window: Int(point.window * parts), gap: min(Int(point.gap * parts), Int(point.window * parts)),
      carry: Int128(carry), parts: OverlapBound.parts, scale: OverlapBound.scale)
    func value(_ price: Int128) -> Int128? {
      evaluations += 1
      return price > 0 ? prices.bound(at: price) : nil
    }
    var (price, found) = (point.price, value(point.price))
    while found == nil && price > 1 {
      price = price / 8 * 7
      found = value(price)
    }
    guard var best = found else {
      point.value = 0
      return
    }
    var step = max(1, price >> 3)
    let least = max(1, price >> Int128(digits))
    while step >= least {
      if let more = value(price + step), more > best {
        (best, price) = (more, price + step)
        step += step >> 1
      } else if let less = value(price - step), less > best {
        (best, price) = (less, price - step)
      } else {
        step >>= 1
      }
    }
    (point.price, point.value) = (price, best)
  }
}
