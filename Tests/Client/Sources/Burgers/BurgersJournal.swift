import Foundation

/// How far a reversal has come: the gradient after its last backward step, in a folder of its own.
///
/// `adjoint-412` is the gradient with respect to x_412, whole when it has that name: backward step 411 is due. One file says both,
/// so that they never disagree; the one before goes when the next is there.
struct BurgersJournal {
  private let files: SlotFiles
  private(set) var last: Int?

  init(folder: URL, isDurable: Bool) throws {
    files = try SlotFiles(folder: folder, kind: "adjoint", isDurable: isDurable)
    last = files.states.min()
    try files.keep(last.map { [$0] } ?? [])
  }

  /// The gradient that was saved last.
  func gradient() throws -> BurgersGradient? {
    guard let last, let bytes = try files.read(last) else { return nil }
    let numbers = bytes.withUnsafeBytes { Array($0.bindMemory(to: Double.self)) }
    return BurgersGradient(state: Array(numbers.dropLast()), viscosity: numbers[numbers.count - 1])
  }

  /// Saves the gradient after a backward step.
  mutating func save(_ gradient: BurgersGradient, after step: Int) throws {
    try (gradient.state + [gradient.viscosity]).withUnsafeBytes { try files.write(Data($0), as: step) }
    if let last { try files.drop(last) }
    last = step
  }

  func remove() throws { try files.removeAll() }
}
