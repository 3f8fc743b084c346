/// A term, as explained by the help, the manual page and docs/model.md.
struct Term: Sendable {
  let name: String
  /// Other words for the same, which also find it.
  var synonyms: [String] = []
  /// Full sentences of plain text.
  let meaning: String
  /// Related terms, by name.
  var related: [String] = []
}

extension Term {
  /// Every term.
  ///
  /// Terms are explained only here.
  static let all: [Term] = chain + machine + schedule + others

  private static let chain = [
    Term(
      name: "chain", synonyms: ["adjoint chain", "length"],
      meaning: """
        A program of l forward steps whose derivative is wanted: x_0 -> x_1 -> ... -> x_l. Its l + 1 backward steps \
        need the states in the opposite order. l is its length (-l).
        """, related: ["step", "state", "turn"]),
    Term(
      name: "state", synonyms: ["x_0"],
      meaning: """
        Everything a step needs to start: what a restart file holds. x_i is the state after i steps.
        """, related: ["checkpoint", "slot", "buffer"]),
    Term(
      name: "step", synonyms: ["forward step", "backward step", "time step", "adjoint"],
      meaning: """
        A forward step makes x_i+1 from x_i; a backward step, its adjoint, makes the adjoint of x_i from x_i and the \
        adjoint of x_i+1. For n time steps whose adjoints rerun them, say --steps n: a chain of length n - 1.
        """, related: ["chain", "turn", "cost"]),
    Term(
      name: "turn",
      meaning: """
        The first backward step, at the last state x_l. It has no forward step of its own, so a chain of length l has \
        l + 1 backward steps.
        """, related: ["step", "tape"]),
  ]

  private static let machine = [
    Term(
      name: "buffer", synonyms: ["working buffer"],
      meaning: """
        Holds the one state being worked on: steps start from it and leave their result in it, write copies it to a \
        slot, and read fills it. It is not a slot of any level.
        """, related: ["state", "slot"]),
    Term(
      name: "level", synonyms: ["storage level", "memory", "disk"],
      meaning: """
        A place that stores states: memory, a disk, an archive. It has slots or a capacity in bytes, and a cost of \
        writing and of reading one state. Levels are listed fastest first and numbered from 0.
        """, related: ["slot", "capacity", "cost"]),
    Term(
      name: "slot",
      meaning: """
        Room for one state on a level, taken from the state's write until its discard. x_0 counts: ten slots are x_0 \
        and nine others.
        """, related: ["level", "capacity", "discard"]),
    Term(
      name: "capacity", synonyms: ["bytes"],
      meaning: """
        The size of a level in bytes, instead of slots. It requires the sizes of the states (stateSize in a problem \
        file).
        """, related: ["slot"]),
    Term(
      name: "checkpoint", synonyms: ["checkpointing", "snapshot"],
      meaning: "A stored state from which steps can be rerun.", related: ["state", "slot", "schedule"]),
    Term(
      name: "write", synonyms: ["store"],
      meaning: """
        write K I copies state I from the buffer to a free slot of level K, at the level's write cost.
        """, related: ["read", "discard"]),
    Term(
      name: "read", synonyms: ["restore", "load"],
      meaning: """
        read K I copies state I from level K to the buffer, at the level's read cost. The slot stays taken, so a state \
        can be read any number of times.
        """, related: ["write", "discard"]),
    Term(
      name: "discard", synonyms: ["free"],
      meaning: "discard K I frees the slot of state I on level K, at no cost.",
      related: ["slot", "write"]),
    Term(
      name: "tape",
      meaning: """
        Everything a backward step needs, recorded by running its forward step with tape K I. A chain with tapes, such \
        as a network in training, has one backward step per forward step and no turn. Only its backward step frees a \
        tape.
        """, related: ["step", "turn"]),
    Term(
      name: "overlapped", synonyms: ["overlap", "channel"],
      meaning: """
        Describes a level whose transfers run beside the steps (--overlap). It has a channel of its own to level 0, \
        which carries one state or tape at a time: offload and prefetch take the place of write and read.
        """, related: ["level", "offload", "prefetch", "stall time"]),
    Term(
      name: "offload",
      meaning: """
        offload K I starts to copy state I from level 0 to the overlapped level K, while the next operations run. It \
        takes the level's write cost. offload K tape I moves the tape of step I.
        """, related: ["overlapped", "prefetch", "write"]),
    Term(
      name: "prefetch",
      meaning: """
        prefetch K I starts to copy state I from the overlapped level K to level 0, while the next operations run; a \
        read of it waits until it has arrived. It takes the level's read cost. prefetch K tape I moves the tape of \
        step I.
        """, related: ["overlapped", "offload", "read"]),
    Term(
      name: "handle", synonyms: ["join", "branch"],
      meaning: """
        The chain after a join: several branches run from their own first states to their ends, which meet in the \
        first state of the handle. The handle is reversed first, then the branches.
        """, related: ["chain"]),
  ]

  private static let schedule = [
    Term(
      name: "cost", synonyms: ["price of a step", "unit", "units", "uf", "ub", "time"],
      meaning: """
        The price of a step, a write or a read: a decimal >= 0, kept exactly, in any one unit, such as seconds or \
        flops. On the command line costs can also be times, such as 350ms; then all must be.
        """, related: ["makespan"]),
    Term(
      name: "schedule", synonyms: ["plan", "operation", "operations"],
      meaning: """
        A list of operations (forward, backward, write, read, discard and a few more) that reverses a chain. It is \
        valid if each operation finds what it needs and every backward step runs; verify checks this for any tool's \
        schedule.
        """, related: ["makespan", "checkpoint"]),
    Term(
      name: "makespan", synonyms: ["total", "total cost"],
      meaning: """
        How long the whole reversal takes: the sum of the operations' costs; with overlapped levels, the time at which \
        the last backward step ends. Planners minimise it.
        """, related: ["cost", "optimal", "lower bound", "stall time"]),
    Term(
      name: "stall time", synonyms: ["stall"],
      meaning: """
        With overlapped levels, the part of the makespan in which nothing is computed, since a state has not arrived \
        or a transfer still holds the room that is needed. The rest is the compute time.
        """, related: ["overlapped", "makespan"]),
    Term(
      name: "leg", synonyms: ["division"],
      meaning: """
        One of the parts into which divide divides a reversal: what one job runs. It is a schedule that begins with \
        what the job before left stored; all but the last leave backward steps to run.
        """, related: ["schedule", "checkpoint"]),
    Term(
      name: "optimal", synonyms: ["optimum", "proven"],
      meaning: """
        Proven to have the least makespan of all valid schedules of the problem. A schedule not proven optimal may \
        still be the best; its lower bound says how far from it the optimum can be.
        """, related: ["lower bound", "makespan"]),
    Term(
      name: "lower bound", synonyms: ["bound"],
      meaning: """
        A makespan that provably no valid schedule of the problem can beat. An optimal schedule's makespan equals it.
        """, related: ["optimal"]),
    Term(
      name: "store-all ratio", synonyms: ["to-store-all", "ratio"],
      meaning: """
        A makespan divided by the cost of running each step once, as if every state were kept for free. 1.5x after \
        --at-most is such a ratio.
        """, related: ["makespan", "rerun steps"]),
    Term(
      name: "rerun steps", synonyms: ["rerun-steps", "recomputation"],
      meaning: "The forward steps that a schedule runs beyond one run of each.",
      related: ["repetition number"]),
    Term(
      name: "repetition number", synonyms: ["max-step-runs", "repetitions"],
      meaning: "The most times that any forward step runs before its backward step.", related: ["rerun steps"]),
  ]

  private static let others = [
    Term(
      name: "segment", synonyms: ["period"],
      meaning: """
        The stretch of a chain between two checkpoints. Periodic strategies store every p-th state; p is the period.
        """, related: ["checkpoint"]),
    Term(
      name: "price", synonyms: ["shadow price", "planning by prices"],
      meaning: """
        A planning method for chains with equal steps: each backward step earns a price, so that chains of all lengths \
        are compared at once, without a table over the length.
        """, related: ["cost", "slot"]),
    Term(
      name: "hierarchical", synonyms: ["hierarchical platform", "platform"],
      meaning: """
        Describes levels that can be ordered so that neither write nor read costs decrease. There H-Revolve's \
        recurrence is optimal; other platforms use an exact table if it fits.
        """, related: ["level", "optimal"]),
    Term(
      name: "resolution",
      meaning: """
        The bytes in which a level was counted: room is planned in whole units of so many bytes, and sizes are rounded \
        up to them. At the greatest common divisor of all sizes nothing is rounded; where a table of such units is too \
        large, they are coarser, and --effort makes them finer.
        """, related: ["capacity", "optimal"]),
    Term(
      name: "heuristic", synonyms: ["strategy"],
      meaning: """
        A planner that does not promise the least makespan. Its schedules are valid and come with a lower bound.
        """, related: ["optimal", "lower bound"]),
  ]

  /// Returns the term with this name or synonym, ignoring case, hyphens and a plural s.
  static func named(_ text: String) -> Term? {
    let wanted = key(text)
    let spellings = [wanted] + (wanted.hasSuffix("s") ? [String(wanted.dropLast())] : [])
    for spelling in spellings {
      if let term = all.first(where: { key($0.name) == spelling }) { return term }
      if let term = all.first(where: { $0.synonyms.contains { key($0) == spelling } }) { return term }
    }
    return nil
  }

  private static func key(_ text: String) -> String {
    text.lowercased().map { $0 == "-" || $0 == "_" ? " " : String($0) }.joined()
  }
}
