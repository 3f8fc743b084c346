import AdjointSchedules
import ScheduleFormats

extension Option {
  /// Every option of every command, in the order in which help lists them.
  ///
  /// This table is the only place that knows an option's names, value and help.
  static let all: [Option] = platform + join + costs + question + calibration + result + general

  private static let platform = [
    Option(
      key: .length, short: "l", placeholder: "N",
      summary: "length of the chain: N forward steps, N + 1 backward steps",
      details: """
        The chain has N forward steps x_0 -> x_1 -> ... -> x_N and N + 1 backward steps. N is a whole number \
        from 0 to 10^18. A program of N time steps, each of whose adjoints runs its own step again, is the \
        chain of length N - 1: see --steps. When both are given, the last one wins.
        """),
    Option(
      key: .steps, placeholder: "N",
      summary: "N time steps whose adjoints re-run them: the same as -l N-1",
      details: """
        N counts the time steps of a program each of whose adjoint steps runs its own time step again, as in \
        ADOL-C, PETSc and pyadjoint. That is the chain of length N - 1. When -l is given as well, the \
        last one wins.
        """),
    Option(
      key: .memorySlots, short: "m", placeholder: "N",
      summary: "number of states that fit into memory, which is free to write and read",
      details: """
        The level named memory: N states fit into it, and writing or reading one costs nothing. It comes before \
        the disk and every --level.
        """),
    Option(
      key: .level, placeholder: "SPEC", isRepeatable: true,
      summary: "a level, [name=]slots[:write[:read]]; repeat it, fastest level first",
      details: """
        One storage level: how many states fit (a whole number, or inf for any number), what writing one costs \
        and what reading one costs, both 0 when left out. \(costRule) A name may come first. Give the option once a level, \
        the fastest level first: --level 10 --level nvme=100:5:4 --level archive=inf:50:40. With calibrate it names \
        what is measured: see 'adjsched help calibrate'.
        """),
    Option(
      key: .diskWrite, placeholder: "COST", summary: "cost of writing one state to the disk",
      details: "What it costs to write one state to the level named disk. \(costRule)"),
    Option(
      key: .diskRead, placeholder: "COST", summary: "cost of reading one state from the disk",
      details: "What it costs to read one state from the level named disk. \(costRule)"),
    Option(
      key: .diskSlots, placeholder: "N|inf",
      summary: "number of states that fit on the disk, inf (default) for any number",
      details: """
        The number of states that fit on the level named disk: a whole number, or inf when there is always \
        room, which is the default.
        """,
      suggestions: .words(["inf"])),
    Option(
      key: .period, placeholder: "N",
      summary: "store every N-th state; without it the best period is taken",
      details: """
        The distance, in steps, of the states that a periodic planner stores: uniform and periodic anywhere, \
        periodic-disk-revolve and two-level on the disk. Without it each takes the period that is best for it.
        """),
  ]

  private static let join = [
    Option(
      key: .branch, placeholder: "N", isRepeatable: true,
      summary: "a branch of N steps; give it once for each branch",
      details: """
        A branch of a join: N steps from its own first state to its end, where it meets the other branches. N is a \
        whole number from 1 to 10^18. Give the option once for each branch.
        """),
    Option(
      key: .handle, placeholder: "N",
      summary: "the handle of N steps after the join; default 0, only the turn",
      details: """
        The handle of a join: N steps from where the branches meet, N + 1 backward steps. N is a whole number from \
        0 to 10^18, and 0 when left out: then the join is followed by the turn alone.
        """),
  ]

  private static let costs = [
    Option(
      key: .forwardCost, placeholder: "COST", summary: "cost of one forward step; default 1",
      details: "What each forward step costs (uf in the papers), 1 when left out. \(costRule)"),
    Option(
      key: .backwardCost, placeholder: "COST", summary: "cost of one backward step; default 1",
      details: "What each backward step costs (ub in the papers), 1 when left out. \(costRule)"),
  ]

  private static let question = [
    Option(
      key: .planner, placeholder: "NAME", isRepeatable: true,
      summary: "hrevolve (default) or another; 'adjsched help --planner' lists them",
      details: """
        Which planner makes the schedule: \(Planner.ofChains.map(\.rawValue).joined(separator: ", ")). The \
        default is hrevolve, which takes any levels, or rotor when the file's chain has tapes. With sweep it may be repeated, and all \
        stands for every planner of chains without tapes; elsewhere the last one given wins.
        """,
      suggestions: .words(Planner.ofChains.map(\.rawValue))),
    Option(
      key: .atMost, placeholder: "COST|Nx",
      summary: "the most that it may cost: 5000, or 1.5x for 1.5 times store-all",
      details: """
        The largest makespan allowed: a cost as the others are, or a decimal number and x, which is as many times what \
        the chain costs with every state kept for free. \(costRule)
        """),
    Option(
      key: .time, placeholder: "TIME",
      summary: "the most that it may take, costs being seconds: 90s, 30min, 2h",
      details: """
        The largest makespan allowed as a time: a decimal number and one of \(TimeText.unitNames). Every cost is then a \
        number of seconds, with its unit or without.
        """),
    Option(
      key: .memory, placeholder: "SIZE", summary: "memory for states, such as 8GiB; needs --state-size",
      details: "How much memory there is for states. As many fit as --state-size goes into it. \(sizeRule)"),
    Option(
      key: .stateSize, placeholder: "SIZE", summary: "size of one state, such as 96MiB",
      details: "How much memory one state takes. \(sizeRule)"),
  ]

  private static let calibration = [
    Option(
      key: .size, placeholder: "SIZE", summary: "size of the state that is written and read, such as 256MiB",
      details: "The size of one state: of the files that calibrate writes and reads, of what it copies. \(sizeRule)"),
    Option(
      key: .repetitions, placeholder: "N", summary: "how often each level is measured, 1 to 1000; default 5",
      details: """
        How often each level is written and read. The problem file gets the medians; the least and the most time go to \
        standard error.
        """),
  ]

  private static let result = [
    Option(
      key: .format, placeholder: "FORMAT",
      summary: "the form of the result",
      details: """
        How the result is written: text for people and awk, json for one object, jsonl for one object a line, csv for a \
        line a row, svg for a picture, terminal for a picture of block characters. Each command takes those that suit \
        its result.
        """),
    Option(
      key: .from, placeholder: "STEP", summary: "draw the chain from x_STEP on; default 0",
      details: """
        The state, a whole number, from which on the chain is drawn, and only while the steps from there up to --to are \
        reversed. When left out, the chain is drawn from x_0 on.
        """),
    Option(
      key: .to, placeholder: "STEP", summary: "draw the chain up to x_STEP; default its last state",
      details: """
        The state, a whole number, up to which the chain is drawn, and only while the steps from --from up to there are \
        reversed. When left out, the chain is drawn up to its last state.
        """),
    Option(
      key: .width, placeholder: "N", summary: "width of the picture, in pixels or characters",
      details: """
        How wide the picture is: 200 to 10000 pixels, 960 when left out; in the terminal 20 to 1000 characters, as many \
        as the terminal has when left out, or the variable COLUMNS says, or 80.
        """),
    Option(
      key: .height, placeholder: "N", summary: "height of the picture, in pixels or lines",
      details: """
        How high the picture is: 200 to 10000 pixels, 540 when left out; in the terminal 8 to 1000 lines, 24 when left \
        out, or fewer where the terminal has fewer.
        """),
    Option(
      key: .summary, summary: "everything but the operations",
      details: """
        Leaves the operations out: what remains is the problem, the makespan, whether it is optimal, and the \
        statistics. They are added up from the schedule's parts, not by going through its operations.
        """),
    Option(
      key: .output, short: "o", placeholder: "FILE",
      summary: "write the result to FILE instead of standard output",
      details: """
        Writes the result to FILE; - is standard output. The file appears, or replaces an older one, only \
        when it is complete: an error or an interrupt leaves nothing behind.
        """,
      suggestions: .files),
    Option(
      key: .memoryLimit, placeholder: "SIZE", summary: "memory for the planner's tables; default 1GiB or 3GiB",
      details: """
        The most memory that the planner's own tables may take, shared out where several are kept at once. Where \
        it is not given, 3GiB hold for steps that differ, sizes and tapes, and 1GiB for all else. Where a table does not fit, \
        another method stands in for it and says so, or the error says what the table needs. A table that needs more \
        than the machine has free is not begun. The program itself, without tables, takes some 20MiB. \(sizeRule)
        """),
    Option(
      key: .quiet, short: "q", summary: "no progress and no notes on standard error",
      details: """
        Keeps standard error for errors: no progress line, no note when a schedule is not proven optimal \
        (the result says so too), and none when costs are rounded.
        """),
  ]

  private static let general = [
    Option(
      key: .help, short: "h", summary: "show this help",
      details: "Shows the help of the command, or of the program when no command comes before it."),
    Option(
      key: .version, summary: "show the version",
      details: "Shows the version of the program."),
  ]

  static let sizeRule = """
    A size is a decimal number and a unit: B, KiB, MiB, GiB, TiB in powers of 1024, kB, MB, GB, TB in powers of 1000.
    """
  private static let costRule = """
    A cost is a decimal number >= 0 in a unit of your choice, digits after the ninth behind the point rounded with a \
    note, or a time with one of the units \(TimeText.unitNames), which counts in seconds. Either every cost of a command line has a unit or none \
    has; 0 needs none.
    """
}
