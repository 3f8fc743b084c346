@preconcurrency import Glibc

/// Measures the built program and writes the tables of `docs/performance.md` and `docs/reports/measurements.md`:
/// `adjsched-bench PROGRAM DOCS [PART ...]`.
///
/// Unless a table says otherwise, it measures whole processes including start-up, as users experience them.
@main
enum Benchmarks {
  static func main() {
    var arguments = CommandLine.arguments.dropFirst()
    switch arguments.first {
    case RateWorker.option: return RateWorker.run(Array(arguments.dropFirst()))
    case EngineWorker.option: return EngineWorker.run(Array(arguments.dropFirst()))
    case AgreementWorker.option: return AgreementWorker.run(Array(arguments.dropFirst()))
    default: break
    }
    guard arguments.count >= 2 else { return usage() }
    let (program, docs) = (arguments.removeFirst(), arguments.removeFirst())
    let parts = arguments.map(Part.init(rawValue:))
    if parts.contains(nil) { return usage() }

    Scratch.prepare()
    let page = Page(docs: docs, signature: Machine.signature)
    for part in parts.isEmpty ? Part.allCases : parts.compactMap({ $0 }) {
      let start = ContinuousClock.now
      progress(part.rawValue)
      part.run(program, page)
      progress("\(part.rawValue) took \(Text.seconds((ContinuousClock.now - start).seconds))")
    }
  }

  private static func usage() {
    let parts = Part.allCases.map(\.rawValue).joined(separator: ", ")
    fputs("usage: adjsched-bench PROGRAM DOCS [PART ...], where PART is one of \(parts)\n", stderr)
    exit(64)
  }
}

/// The parts that can be measured separately.
enum Part: String, CaseIterable {
  case planning, unequal, table, rate, stream, random, peers

  func run(_ program: String, _ page: Page) {
    switch self {
    case .planning:
      page.write(goals(program))
      growth(program).forEach(page.write)
      page.write(slotCounts(program))
    case .unequal: page.write(unequalSteps(program))
    case .table:
      page.write(tableEngine())
      page.write(agreement())
    case .rate:
      page.write(rates(program))
    case .stream:
      page.write(streaming(program))
      page.write(verifying(program))
    case .random:
      randomProblems(program).forEach(page.write)
    case .peers:
      page.write(comparePeers(program))
    }
  }
}
