/// The loss functions of the states of ``UniformTapeDual`` at one price, within one window, as in ``LossTables``.
///
/// Only states that the whole chain can use within the window are visited: an option that loses more than what is left
/// of the window is useless.
struct UniformTapeLosses: Sendable {
  /// The recurrence's function of a state, in order of computation.
  enum Kind: Int, CaseIterable, Sendable {
    /// K: the first step keeps its tape.
    case taped
    /// S
    case stored
    /// B
    case inBuffer
    /// T
    case onTape
  }

  struct State: Hashable, Sendable {
    var kind: Kind
    var room: Int
    var advance: Int
  }

  /// The options for starting from a state.
  enum Way {
    /// The first step keeps its tape; `rest` is the state of the others, nil if they have no room.
    case taped(rest: State?)
    /// Another state, at this cost.
    case other(State, cost: Int128)
    /// A right part, a read, and a left part.
    case split(left: State, right: State)
  }

  let chain: UniformTapeChain
  let rooms: UniformTapeRooms
  let price: Price
  let window: Int
  let period: Int
  private let advances: Int
  private let read: Int128
  private let tapeRead: Int128
  private let write: Int128
  private let forward: Int128
  private var values: [Int128]
  private var losses: [LossFunction]
  /// True if pairs or memory ran out before the functions were complete.
  private(set) var isExhausted = false
  private(set) var isTooLarge = false

  static let one = LossFunction(pieces: [LossPiece(start: 1, width: 0, first: 0, last: 0, loss: 0, slope: 0)])
  static let none = LossFunction(pieces: [LossPiece(start: 0, width: 0, first: 0, last: 0, loss: 0, slope: 0)])

  init(
    _ priced: PricedTapes, _ hull: PriceHull, window: Int, limit: Int?, pieceLimit: Int?, pairLimit: Int,
    watch: (@Sendable (Int) -> Void)?, work: inout PriceWork
  ) throws(PlanningError) {
    (chain, rooms, price, self.window) = (priced.chain, priced.rooms, hull.price, window)
    read = price.scaled(chain.readCost)
    tapeRead = price.scaled(chain.tapeReadCost)
    write = price.scaled(chain.writeCost)
    forward = price.scaled(chain.forwardCost)
    let most = limit ?? chain.length
    advances = 1 + min(Int(clamping: (price.numerator + Int128(window)) / forward), most - 1)
    period = hull.period(window: window, forward: forward, isFlat: price.numerator % forward == 0)
    let states = rooms.amounts.count * advances * Kind.allCases.count
    var memory = MemoryBudget(limit: PriceEngine.memoryLimit)
    try memory.spend(Int128(states) * Int128(MemoryLayout<Int128>.stride + 2 * MemoryLayout<Int>.stride))
    values = Array(repeating: 0, count: states)
    losses = Array(repeating: LossFunction(), count: states)
    var calculator = LossCalculator(
      period: period, limit: most, window: window, pieceLimit: pieceLimit, pairLimit: pairLimit, watch: watch)
    try fillValues()
    let allowed = try allowances()
    do throws(PlanningError) {
      try fillLosses(allowed, &calculator, &memory)
    } catch {
      guard case .tableTooLarge = error else { throw error }
      isTooLarge = true
    }
    isExhausted = isTooLarge || calculator.isExhausted
    work.add(calculator)
  }

  var whole: State { State(kind: .inBuffer, room: rooms.whole, advance: 0) }
  var root: LossFunction { loss(whole) }

  func value(_ state: State) -> Int128 { values[index(state)] }
  func loss(_ state: State) -> LossFunction { losses[index(state)] }

  /// Returns the earnings of a number of steps, or nil if they lose more than the window.
  func earnings(_ state: State, _ steps: Int) -> Int128? {
    loss(state).loss(of: steps, period: period).map { value(state) - Int128($0) }
  }

  /// mu_t
  func price(of state: State) -> Int128 { price.numerator - Int128(state.advance) * forward }

  private func index(_ state: State) -> Int {
    (state.room * advances + state.advance) * Kind.allCases.count + state.kind.rawValue
  }

  /// True if the recurrence uses the state.
  private func exists(_ state: State) -> Bool {
    switch state.kind {
    case .taped, .inBuffer: return rooms.isInBuffer[state.room]
    case .stored: return rooms.isInBuffer[state.room] && rooms.besideState[state.room] >= 0
    case .onTape: return rooms.isOnTape[state.room]
    }
  }

  /// Returns the options for starting from a state, the tape first.
  func ways(_ state: State) -> [Way] {
    var taped = state
    taped.kind = .taped
    var left = state
    left.advance += 1
    switch state.kind {
    case .taped:
      let rest = rooms.besideTape[state.room]
      return [.taped(rest: rest < 0 ? nil : State(kind: .onTape, room: rest, advance: state.advance))]
    case .stored:
      if left.advance == advances { return [.other(taped, cost: 0)] }
      let right = State(kind: .inBuffer, room: rooms.besideState[state.room], advance: state.advance)
      return [.other(taped, cost: 0), .split(left: left, right: right)]
    case .inBuffer:
      let stored = State(kind: .stored, room: state.room, advance: state.advance)
      return exists(stored) ? [.other(taped, cost: 0), .other(stored, cost: write)] : [.other(taped, cost: 0)]
    case .onTape:
      if left.advance == advances { return [.other(taped, cost: 0)] }
      let right = State(kind: .inBuffer, room: state.room, advance: state.advance)
      let own: [Way] = [.other(taped, cost: 0), .split(left: left, right: right)]
      let stored = State(kind: .stored, room: state.room, advance: state.advance)
      return chain.copiesStates && exists(stored) ? own + [.other(stored, cost: write)] : own
    }
  }

  /// Returns the maximum earnings of an option.
  func value(of way: Way, from state: State) -> Int128 {
    switch way {
    case .taped(let rest): return price(of: state) + max(0, rest.map { value($0) } ?? 0)
    case .other(let state, let cost): return value(state) - cost
    case .split(let left, let right):
      return value(left) - (state.kind == .stored ? read : tapeRead) + value(right)
    }
  }

  /// Calls `body` with every existing state, after those it refers to, or before.
  private func forEachState(
    looksBack: Bool, _ body: (State) throws(PlanningError) -> Void
  ) throws(PlanningError) {
    let (roomCount, kinds) = (rooms.amounts.count, Kind.allCases)
    for place in 0..<roomCount {
      try PlanningError.checkCancellation()
      let room = looksBack ? place : roomCount - 1 - place
      for number in 0..<advances {
        let advance = looksBack ? advances - 1 - number : number
        for kind in kinds.indices {
          let state = State(kind: kinds[looksBack ? kind : kinds.count - 1 - kind], room: room, advance: advance)
          if exists(state) { try body(state) }
        }
      }
    }
  }

  private mutating func fillValues() throws(PlanningError) {
    var filled = self
    try forEachState(looksBack: true) { state in
      filled.values[index(state)] = filled.ways(state).lazy.map { filled.value(of: $0, from: state) }.max() ?? 0
    }
    self = filled
  }

  /// Returns how much each state may lose for the whole chain to stay within the window; -1 if impossible.
  private func allowances() throws(PlanningError) -> [Int] {
    var allowed = Array(repeating: -1, count: values.count)
    allowed[index(whole)] = window
    try forEachState(looksBack: false) { state in
      let all = allowed[index(state)]
      if all < 0 { return }
      func allow(_ state: State, _ gap: Int128) {
        if gap <= Int128(all) { allowed[index(state)] = max(allowed[index(state)], all - Int(gap)) }
      }
      for way in ways(state) {
        let gap = value(state) - value(of: way, from: state)
        switch way {
        case .taped(let rest):
          // The others may be none.
          if let rest { allow(rest, max(0, value(rest)) - value(rest)) }
        case .other(let other, _): allow(other, gap)
        case .split(let left, let right):
          allow(left, gap)
          allow(right, gap)
        }
      }
    }
    return allowed
  }

  private mutating func fillLosses(
    _ allowed: [Int], _ calculator: inout LossCalculator, _ memory: inout MemoryBudget
  ) throws(PlanningError) {
    var filled = self
    try forEachState(looksBack: true) { state throws(PlanningError) in
      if allowed[index(state)] < 0 || calculator.isExhausted { return }
      let loss = filled.function(state, allowed[index(state)], &calculator)
      filled.losses[index(state)] = loss
      try memory.spend(Int128(loss.bytes))
    }
    self = filled
  }

  /// Returns the loss function of a state that may lose `allowed`.
  private func function(_ state: State, _ allowed: Int, _ calculator: inout LossCalculator) -> LossFunction {
    var least = LossFunction()
    for way in ways(state) {
      let gap = value(state) - value(of: way, from: state)
      if gap > Int128(allowed) { continue }
      var function: LossFunction
      switch way {
      case .taped(let rest):
        var others = Self.none
        if let rest {
          let most = max(0, value(rest))
          others = calculator.minimum(others, most, loss(rest), most - value(rest))
        }
        function = calculator.sum(Self.one, others, offset: 0)
      case .other(let other, _): function = calculator.shifted(loss(other), by: gap)
      case .split(let left, let right): function = calculator.sum(loss(right), loss(left), offset: gap)
      }
      least = calculator.minimum(least, 0, function, 0)
    }
    return least
  }
}
