/// The prose of the manual page.
extension Manual {
  static var synopsis: [String] {
    let (program, options) = (Roff.bold("adjsched"), "[\(Roff.italic("options"))]")
    return [
      "\(program) \(Roff.italic("command")) \(options) [\(Roff.italic("file"))]", ".br",
      "\(program) \(Roff.bold("help")) [\(Roff.italic("command"))|\(Roff.italic("option"))|\(Roff.italic("term"))]",
    ]
  }

  static let purpose = """
    An adjoint computation runs a chain of l forward steps and then l + 1 backward steps, which need the forward \
    states in reverse order. Memory cannot hold them all. adjsched plans which states to store, when and on which \
    storage level, and which steps to rerun, so that the whole computation takes the least time.
    """

  static let description = [
    """
    The machine has a buffer that holds one state, and storage levels with slots, a cost of writing a state and a cost \
    of reading it. A schedule is a list of operations: forward I J runs the steps from state I to state J, backward I \
    runs a backward step, write K I and read K I copy state I to and from level K, discard K I frees its slot. Its \
    makespan is the sum of the operations' costs; with overlapped levels, the time at which the last backward step \
    ends. A schedule says whether its makespan is proven least, and if not, gives a proven lower bound.
    """,
    "The result goes to standard output, or to the file of --output; everything else goes to standard error.",
  ]

  static let optionRules = """
    --option VALUE and --option=VALUE are the same, and so are -l10, -l 10 and -l=10. If a non-repeatable option is \
    repeated, the last value wins. After --, every word is a file. Each command's options are listed above.
    """

  static let problemFile =
    "plan, compare and budget read a problem file, one JSON object with a chain and its storage levels:"

  static let files = [
    """
    slots is a whole number, or null for no limit. Names and costs are optional; the default cost of a step is 1, that \
    of an access 0. forwardCost and backwardCost may be arrays, of length and of length + 1 costs. Costs are decimal \
    numbers >= 0, kept exactly; more than 9 digits after the point are rounded, with a note. Unknown fields are \
    errors, except "comment", which any object may have.
    """,
    """
    Schedules are text, JSON or JSON Lines (--format text, json, jsonl). In text, each line is one operation with \
    fields separated by blanks, or a comment starting with #. verify and plot read all three, from any program.
    """,
  ]

  static let problemExample = """
    {
      "chain": { "length": 1000, "forwardCost": 1, "backwardCost": 2.5 },
      "levels": [
        { "name": "memory", "slots": 10, "writeCost": 0, "readCost": 0 },
        { "name": "disk", "slots": null, "writeCost": 5, "readCost": 4 }
      ]
    }
    """

  static let statusRules = """
    An error is one line on standard error that names the offending option, file, line or field, and the remedy.
    """

  static let seeAlso = """
    The guides in the docs directory of the sources: the model, the file formats, and each planner and its method. The \
    papers behind the planners:
    """
}
