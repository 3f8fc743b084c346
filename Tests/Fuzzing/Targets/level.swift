@testable import AdjointSchedules
@testable import ScheduleFormats
@testable import adjsched

/// Values of options: `--level`, ranges of `sweep`, sizes, times, limits, whole numbers.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  requireLevel(text)
  let occurrence = Arguments.Occurrence(key: .level, name: "--level", value: text)
  for isCost in [false, true] { requireRange(occurrence, isCost: isCost) }
  for roundedUp in [false, true] { require(((try? occurrence.bytes(roundedUp: roundedUp)) ?? 1) > 0, "no byte") }
  for seconds in [occurrence.seconds, occurrence.duration] { requireLine { try seconds() } }
  requireCapacities(occurrence)
  requireLine { try occurrence.limit() }
  if let number = WholeNumber.parse(text) { require(WholeNumber.parse("\(number)") == number, "\(number)") }
  requireLine { try SlotCount.parse(text, option: "-m") }
  return 0
}

/// Prints a level that was read and reads it again.
private func requireLevel(_ text: String) {
  requireLine {
    let level = try read(text)
    let name = level.name.map { "\($0)=" } ?? ""
    let slots = level.slots.map { "\($0)" } ?? "inf"
    let printed = "\(name)\(slots):\(CostText.text(level.writeCost)):\(CostText.text(level.readCost))"
    require((try? read(printed)) == level, "\(text) printed as \(printed)")
  }
}

private func read(_ text: String) throws -> ProblemDescription.Level {
  try LevelSpecification(Arguments.Occurrence(key: .level, name: "--level", value: text)).level
}

/// Requires that the sizes of a level's capacity rise, too; those of less than a byte may be the same.
private func requireCapacities(_ occurrence: Arguments.Occurrence) {
  requireLine {
    let problem = try Problem(
      chain: Chain(length: 1, stateSize: .uniform(1)), levels: [Level(name: "memory", capacity: 1)])
    let sizes = try CapacityRange(occurrence, in: problem).sizes
    require(sizes.allSatisfy { $0 >= 0 }, "a size below 0")
    require(zip(sizes, sizes.dropFirst()).allSatisfy { $0 <= $1 }, "the sizes fall")
  }
}

/// Requires that the points of a range rise from its first number to its last.
private func requireRange(_ occurrence: Arguments.Occurrence, isCost: Bool) {
  requireLine {
    guard let (values, digits) = try ValueRange(occurrence, isCost: isCost)?.points() else { return }
    require(!values.isEmpty && values.count <= ValueRange.maximumPoints, "\(values.count) points")
    require((0...DecimalCost.maximumFractionDigits).contains(digits), "\(digits) digits")
    require(zip(values, values.dropFirst()).allSatisfy { $0 < $1 }, "the points do not rise")
  }
}

/// Requires that an error is one line that can be printed.
private func requireLine<Result>(_ body: () throws -> Result) {
  do {
    _ = try body()
  } catch {
    let line = PrintableText.spelledOut(Failure(error).message ?? "")
    require(!line.isEmpty && !line.contains("\n"), "a message of more than one line")
  }
}
