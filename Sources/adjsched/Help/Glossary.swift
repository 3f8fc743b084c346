/// A word of the subject, as the help, the manual page and docs/model.md explain it.
struct Term: Sendable {
  let name: String
  /// Other words for the same, by which it is found too.
  var synonyms: [String] = []
  /// Whole sentences, in plain text.
  let meaning: String
  /// The names of terms that lead on from here.
  var related: [String] = []
}

extension Term {
  /// Every term, from the chain to what is said of a whole schedule.
  ///
  /// This table is the only place that explains a word.
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
        Everything a step needs to start: what a restart file holds. x_i is the state after i steps. x_0 is there at \
        the start and takes a slot like any other when it is kept.
        """, related: ["checkpoint", "slot", "buffer"]),
    Term(
      name: "step", synonyms: ["forward step", "backward step", "time step", "adjoint"],
      meaning: """
        A forward step makes x_i+1 from x_i; a backward step, its adjoint, makes the adjoint of x_i from x_i and the \
        adjoint of x_i+1. Programs that count n time steps, each of whose adjoints reruns its own step, are chains of \
        length n - 1: say --steps n.
        """, related: ["chain", "turn", "cost"]),
    Term(
      name: "turn",
      meaning: """
        The first backward step, that of the last state x_l, where the run turns from forward to backward. It has no \
        forward step of its own, so a chain of length l has l + 1 backward steps.
        """, related: ["step", "tape"]),
  ]

  private static let machine = [
    Term(
      name: "buffer", synonyms: ["working buffer"],
      meaning: """
        Holds the one state that is being worked on. Steps run from it and to it, write copies it to a slot, and read \
        fills it from one. It is not a slot of any level.
        """, related: ["state", "slot"]),
    Term(
      name: "level", synonyms: ["storage level", "memory", "disk"],
      meaning: """
        A place that keeps states: memory, a disk, an archive. It has a number of slots or a capacity in bytes, and a \
        cost of writing and of reading one state. Levels are given fastest first and numbered from 0.
        """, related: ["slot", "capacity", "cost"]),
    Term(
      name: "slot",
      meaning: """
        Room for one state on a level. A state takes a slot from its write until it is discarded. x_0 counts: ten \
        slots are x_0 and nine others. A chain of at least one step needs one slot.
        """, related: ["level", "capacity", "discard"]),
    Term(
      name: "capacity", synonyms: ["bytes"],
      meaning: """
        The room of a level in bytes, instead of slots. It needs the sizes of the states (stateSize in a problem \
        file); if all are equal, it is the number of slots that fit.
        """, related: ["slot"]),
    Term(
      name: "checkpoint", synonyms: ["checkpointing", "snapshot"],
      meaning: """
        A state that is stored so that steps can be rerun from it. A planner decides which states become checkpoints, \
        where, and until when.
        """, related: ["state", "slot", "schedule"]),
    Term(
      name: "write", synonyms: ["store"],
      meaning: """
        write K I copies state I from the buffer to a free slot of level K, at the level's write cost. The buffer \
        keeps it.
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
        Everything a backward step needs, kept by running its forward step with tape K I. A chain with tapes, such as \
        a network in training, has one backward step for each forward step and no turn. Only its backward step frees a \
        tape.
        """, related: ["step", "turn"]),
    Term(
      name: "handle", synonyms: ["join", "branch"],
      meaning: """
        The chain that follows a join: several branches run from their own first states to their ends, which meet in \
        the first state of the handle. It is reversed first, then the branches are.
        """, related: ["chain"]),
  ]

  private static let schedule = [
    Term(
      name: "cost", synonyms: ["price of a step", "unit", "units", "uf", "ub", "time"],
      meaning: """
        What a step, a write or a read takes: a decimal >= 0, kept exactly. The unit is yours, seconds or flops, and \
        the same for all. On the command line costs can also be times, such as 350ms; then all of them are.
        """, related: ["makespan"]),
    Term(
      name: "schedule", synonyms: ["plan", "operation", "operations"],
      meaning: """
        A list of operations (forward, backward, write, read, discard and a few more) that reverses a chain. It is \
        valid if each operation finds what it needs and every backward step has run; verify checks that for any tool's \
        schedule.
        """, related: ["makespan", "checkpoint"]),
    Term(
      name: "makespan", synonyms: ["total", "total cost"],
      meaning: """
        The sum of the costs of a schedule's operations, exact and in the unit of the costs: how long the whole \
        reversal takes. Planners minimise it.
        """, related: ["cost", "optimal", "lower bound"]),
    Term(
      name: "optimal", synonyms: ["optimum", "proven"],
      meaning: """
        Proven to have the least makespan of all valid schedules of the problem. A schedule that says no may still be \
        the best; its lower bound says how far from it the best can be.
        """, related: ["lower bound", "makespan"]),
    Term(
      name: "lower bound", synonyms: ["bound"],
      meaning: """
        A makespan that no valid schedule of the problem can beat, which is proven. An optimal schedule's makespan \
        equals it.
        """, related: ["optimal"]),
    Term(
      name: "store-all ratio", synonyms: ["to-store-all", "ratio"],
      meaning: """
        A makespan divided by the cost of the steps alone, when every state is kept for free and each step runs once. \
        1.5x after --at-most is such a ratio.
        """, related: ["makespan", "rerun steps"]),
    Term(
      name: "rerun steps", synonyms: ["rerun-steps", "recomputation"],
      meaning: """
        The forward steps that a schedule runs beyond one run of each: what it pays for states not kept.
        """,
      related: ["repetition number"]),
    Term(
      name: "repetition number", synonyms: ["max-step-runs", "repetitions"],
      meaning: "The most runs of any one forward step before its backward step has run.", related: ["rerun steps"]),
  ]

  private static let others = [
    Term(
      name: "segment", synonyms: ["period"],
      meaning: """
        The stretch of a chain between two checkpoints. Periodic strategies store every p-th state; p is the period, \
        and each segment then has p steps.
        """, related: ["checkpoint"]),
    Term(
      name: "price", synonyms: ["shadow price", "planning by prices"],
      meaning: """
        In planning: what is paid for each backward step, so that chains of all lengths compete at once. Equal steps \
        are planned by such a price instead of a table over the length.
        """, related: ["cost", "slot"]),
    Term(
      name: "hierarchical", synonyms: ["hierarchical platform", "platform"],
      meaning: """
        Said of levels that can be ordered so that neither write nor read costs fall. On such a platform the \
        recurrence of H-Revolve is optimal; others use an exact table while it fits.
        """, related: ["level", "optimal"]),
    Term(
      name: "heuristic", synonyms: ["strategy"],
      meaning: """
        A planner that does not promise the least makespan. Its schedules are valid and come with a lower bound, which \
        says how much they can lose.
        """, related: ["optimal", "lower bound"]),
  ]

  /// Returns the term of that name: its own or a synonym, in any case, with hyphens or blanks, one or several.
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
