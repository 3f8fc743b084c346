import AdjointSchedules

/// A planner and its levels in the benchmark's notation: `5, 8:50:50, inf:200:200`, each slots:write:read.
struct Platform {
  struct Place {
    /// Nil for unlimited.
    var slots: Int?
    var write = 0
    var read = 0
  }

  let planner: Planner
  var levels: [Place]
  var forwardCost = 1
  var backwardCost = 1

  /// - Precondition: `levels` has the notation above.
  init(_ planner: Planner, _ levels: String, forwardCost: Int = 1, backwardCost: Int = 1) {
    self.planner = planner
    self.levels = levels.split(separator: ",").map { level in
      let fields = level.drop { $0 == " " }.split(separator: ":")
      let numbers = fields.dropFirst().map { Int($0)! } + [0, 0]
      return Place(slots: fields[0] == "inf" ? nil : Int(fields[0])!, write: numbers[0], read: numbers[1])
    }
    (self.forwardCost, self.backwardCost) = (forwardCost, backwardCost)
  }

  /// `5, 8:50:50`, as the initialiser reads it.
  var text: String {
    levels.map { place in
      let slots = place.slots.map(String.init) ?? "inf"
      return place.write == 0 && place.read == 0 ? slots : "\(slots):\(place.write):\(place.read)"
    }.joined(separator: ", ")
  }

  var name: String { "`\(planner.rawValue)` \(text)" }

  /// The command line that plans a chain of `length` steps.
  func arguments(length: Int) -> [String] {
    var arguments = [planner.rawValue, "-l", String(length)]
    switch planner {
    case .revolve:
      arguments += ["-m", levels[0].slots.map(String.init) ?? "inf"]
    case .diskRevolve:
      arguments += ["-m", levels[0].slots.map(String.init) ?? "inf"]
      arguments += ["--disk-write", String(levels[1].write), "--disk-read", String(levels[1].read)]
      if let slots = levels[1].slots { arguments += ["--disk-slots", String(slots)] }
    default:
      for place in levels {
        let slots = place.slots.map(String.init) ?? "inf"
        arguments += ["--level", "\(slots):\(place.write):\(place.read)"]
      }
    }
    if forwardCost != 1 { arguments += ["--forward-cost", String(forwardCost)] }
    if backwardCost != 1 { arguments += ["--backward-cost", String(backwardCost)] }
    return arguments
  }

  /// The same problem for the library.
  func problem(length: Int) throws(ProblemError) -> Problem {
    try Problem(
      chain: Chain(length: length, forwardCost: .uniform(forwardCost), backwardCost: .uniform(backwardCost)),
      levels: levels.enumerated().map { index, place in
        Level(name: "level \(index)", slots: place.slots, writeCost: place.write, readCost: place.read)
      })
  }
}
