import TestSupport
import Testing

@testable import AdjointSchedules

@Suite struct ProblemTests {
  @Test func `equal decimals are equal costs, however they are written`() {
    #expect(DecimalCost(250, fractionDigits: 2) == DecimalCost(25, fractionDigits: 1))
    #expect(DecimalCost(0, fractionDigits: 9) == .zero)
    #expect(DecimalCost(1_000_000_000, fractionDigits: 9) == .one)
    #expect(DecimalCost(25, fractionDigits: 1).units(scale: 3) == 2500)
    #expect(DecimalCost(.max).units(scale: 1) == nil)
  }

  @Test func `all costs of a problem come to the scale of the finest`() throws {
    let description = ProblemDescription(
      length: 2, forwardCost: .each([DecimalCost(1, fractionDigits: 1), .one]),
      backwardCost: .uniform(DecimalCost(25, fractionDigits: 2)),
      levels: [.init(slots: nil, writeCost: DecimalCost(1, fractionDigits: 3)), .init(name: "disk", slots: 4)])
    let problem = try description.problem()
    #expect(problem.fractionDigits == 3)
    #expect(problem.chain.forwardCost == .each([100, 1000]))
    #expect(problem.chain.backwardCost == .uniform(250))
    #expect(
      problem.levels == [
        Level(name: "level 0", slots: nil, writeCost: 1, readCost: 0), Level(name: "disk", slots: 4),
      ])
  }

  @Test func `a cost that does not fit beside fine ones is an error with its field`() {
    let description = ProblemDescription(
      length: 1, forwardCost: .uniform(DecimalCost(.max)),
      levels: [.init(slots: 1, readCost: DecimalCost(1, fractionDigits: 9))])
    #expect(
      throws: ProblemError(field: .chain(.forwardCost), reason: .costOverflow(fractionDigits: 9))
    ) { try description.problem() }
  }

  @Test func `every number out of range is named by its field`() {
    let l = Chain.maximumLength
    let cases: [(Chain, [Level], Int, ProblemField, ProblemError.Reason)] = [
      (Chain(length: -1), [], 0, .chain(.length), .outside(0...l)),
      (Chain(length: l + 1), [], 0, .chain(.length), .outside(0...l)),
      (Chain(length: 1), [], 10, .fractionDigits, .outside(0...9)),
      (Chain(length: 1, forwardCost: .uniform(-1)), [], 0, .chain(.forwardCost), .negative),
      (Chain(length: 1, backwardCost: .each([1, -2])), [], 0, .chain(.backwardCost, index: 1), .negative),
      (Chain(length: 2, forwardCost: .each([1])), [], 0, .chain(.forwardCost), .wrongCount(1, needed: 2)),
      (Chain(length: 2, backwardCost: .each([1, 1])), [], 0, .chain(.backwardCost), .wrongCount(2, needed: 3)),
      (Chain(length: 1), levels((-1, 0, 0)), 0, .level(0, .slots), .outsideOrUnlimited(0...l)),
      (Chain(length: 1), levels((1, 0, 0), (1, -1, 0)), 0, .level(1, .writeCost), .negative),
      (Chain(length: 1), levels((1, 0, -3)), 0, .level(0, .readCost), .negative),
    ]
    for (chain, levels, digits, field, reason) in cases {
      #expect(throws: ProblemError(field: field, reason: reason)) {
        try Problem(chain: chain, levels: levels, fractionDigits: digits)
      }
    }
  }

  @Test func `a list of equal costs is a uniform cost`() {
    #expect(StepCost.each([3, 3, 3]).common == 3)
    #expect(StepCost.each([3, 4]).common == nil)
    #expect(StepCost.uniform(5).common == 5)
  }
}
