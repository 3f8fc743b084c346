import AdjointSchedules
import ScheduleFormats

extension Specimen {
  /// The problem as a file that `adjsched plan`, `join` or `share` reads.
  ///
  /// Not written by the program's own writers, which are under test.
  var file: String {
    switch self {
    case .chain(let problem):
      let chain = problem.chain
      let digits = problem.fractionDigits
      var fields = ["\"length\": \(chain.length)", "\"forwardCost\": \(Self.text(chain.forwardCost, digits))"]
      if let tapes = chain.tapes {
        fields.append("\"adjointCost\": \(Self.text(tapes.adjointCost, digits))")
        if let size = tapes.size { fields.append("\"tapeSize\": \(Self.text(size, 0))") }
      } else {
        fields.append("\"backwardCost\": \(Self.text(chain.backwardCost, digits))")
      }
      for (name, size) in [
        ("stateSize", chain.stateSize), ("forwardTemporary", chain.forwardTemporary),
        ("backwardTemporary", chain.backwardTemporary),
      ] {
        if let size { fields.append("\"\(name)\": \(Self.text(size, 0))") }
      }
      let levels = problem.levels.map { level in
        let room =
          level.capacity.map { "\"capacity\": \($0)" }
          ?? level.sharesCapacityWith.map { "\"sharesCapacityWith\": \"\(problem.levels[$0].name)\"" }
          ?? "\"slots\": \(level.slots.map(String.init) ?? "null")"
        let rates = [
          level.writeBandwidth.map { ", \"writeBandwidth\": \($0)" },
          level.readBandwidth.map { ", \"readBandwidth\": \($0)" },
          level.sizeFactor == .one ? nil : ", \"sizeFactor\": \(level.sizeFactor)",
          level.isOverlapped ? ", \"overlapped\": true" : nil,
        ]
        return "{ \"name\": \"\(level.name)\", \(room), \"writeCost\": \(Self.text(level.write.latency, digits)), "
          + "\"readCost\": \(Self.text(level.read.latency, digits))\(rates.compactMap { $0 }.joined()) }"
      }
      return Self.object([
        ("chain", "{ \(fields.joined(separator: ", ")) }"),
        ("levels", levels.isEmpty ? "[]" : "[\n    \(levels.joined(separator: ",\n    "))\n  ]"),
      ])
    case .join(let problem):
      let digits = problem.fractionDigits
      let branches = (problem.junction?.branches ?? []).map { "{ \"length\": \($0) }" }.joined(separator: ", ")
      return Self.object([
        (
          "join",
          "{ \"branches\": [ \(branches) ], \"handle\": { \"length\": \(problem.junction?.handle ?? 0) }, "
            + "\"forwardCost\": \(Self.text(problem.chain.forwardCost, digits)), "
            + "\"backwardCost\": \(Self.text(problem.chain.backwardCost, digits)) }"
        ),
        (
          "levels", "[ { \"name\": \"\(problem.levels[0].name)\", \"slots\": \(Self.slots(problem.levels[0].slots)) } ]"
        ),
      ])
    case .share(let problem):
      let digits = problem.fractionDigits
      let chains = problem.chains.map { chain in
        "{ \"length\": \(chain.length), \"forwardCost\": \(Self.text(chain.forwardCost, digits)), "
          + "\"backwardCost\": \(Self.text(chain.backwardCost, digits)) }"
      }
      return Self.object([
        ("chains", "[\n    \(chains.joined(separator: ",\n    "))\n  ]"),
        ("levels", "[ { \"slots\": \(Self.slots(problem.slots)) } ]"),
        ("processors", "\"\(problem.processors.rawValue)\""), ("minimize", "\"\(problem.objective.rawValue)\""),
      ])
    }
  }

  private static func object(_ fields: [(String, String)]) -> String {
    "{\n" + fields.map { "  \"\($0.0)\": \($0.1)" }.joined(separator: ",\n") + "\n}\n"
  }

  private static func slots(_ slots: Int?) -> String { slots.map(String.init) ?? "null" }

  private static func text(_ numbers: PerStep, _ digits: Int) -> String {
    switch numbers {
    case .uniform(let number): return text(number, digits)
    case .each(let numbers): return "[" + numbers.map { text($0, digits) }.joined(separator: ", ") + "]"
    }
  }

  /// Returns `units` x 10^-`digits` with all digits; trailing zeros keep the problem's scale.
  private static func text(_ units: Int, _ digits: Int) -> String {
    if digits == 0 { return "\(units)" }
    let text = String(units)
    let padded = String(repeating: "0", count: max(0, digits + 1 - text.count)) + text
    return "\(padded.dropLast(digits)).\(padded.suffix(digits))"
  }
}
