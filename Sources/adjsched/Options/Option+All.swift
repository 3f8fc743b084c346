import AdjointSchedules
import ScheduleFormats

extension Option {
  /// Every option of every command, in the order of the help.
  ///
  /// Only this table contains an option's names, value and help.
  static let all: [Option] = platform + join + costs + question + interrupted + calibration + result + general

  private static let platform = [
    Option(
      key: .length, short: "l", placeholder: "N",
      summary: "length of the chain: N forward steps, N + 1 backward steps",
      details: """
        The chain has N forward steps x_0 -> x_1 -> ... -> x_N and N + 1 backward steps. N is a whole number from 0 to \
        10^18. A program of N time steps whose adjoint steps each rerun their own step is a chain of length N - 1: see \
        --steps. If both are given, the last one wins.
        """),
    Option(
      key: .steps, placeholder: "N",
      summary: "N time steps whose adjoints rerun them: same as -l N-1",
      details: """
        N is the number of time steps of a program whose adjoint steps each rerun their own time step, as in ADOL-C, \
        PETSc and pyadjoint. That is a chain of length N - 1. If -l is given too, the last one wins.
        """),
    Option(
      key: .memorySlots, short: "m", placeholder: "N",
      summary: "number of states that fit in memory, which is free to write and read",
      details: """
        Adds a level named memory that holds N states and is free to write and read. It comes before the disk and \
        every --level.
        """),
    Option(
      key: .level, placeholder: "SPEC", isRepeatable: true,
      summary: "a level, [name=]slots[:write[:read]]; repeat it, fastest level first",
      details: """
        One storage level: how many states fit (a whole number, or inf for no limit), the cost of writing one, and the \
        cost of reading one; both costs default to 0. \(costRule) A name may come first. Repeat the option for each \
        level, fastest first: --level 10 --level nvme=100:5:4 --level archive=inf:50:40. With calibrate it names what \
        to measure: see 'adjsched help calibrate'.
        """),
    Option(
      key: .diskWrite, placeholder: "COST", summary: "cost of writing one state to the disk",
      details: "The cost of writing one state to the level named disk. \(costRule)"),
    Option(
      key: .diskRead, placeholder: "COST", summary: "cost of reading one state from the disk",
      details: "The cost of reading one state from the level named disk. \(costRule)"),
    Option(
      key: .diskSlots, placeholder: "N|inf",
      summary: "number of states that fit on the disk; default inf, no limit",
      details: """
        The number of states that fit on the level named disk: a whole number, or inf (the default) for no limit.
        """,
      suggestions: .words(["inf"])),
    Option(
      key: .overlap, summary: "transfers to the slower levels run beside the steps",
      details: """
        Marks every level after the first that costs something as overlapped: states travel between it and the first \
        level while steps run, one transfer at a time on each level. Without the option, or the mark in a problem file, \
        transfers are assumed to block: no step runs meanwhile.
        """),
    Option(
      key: .period, placeholder: "N",
      summary: "store every N-th state; default the best period",
      details: """
        The number of steps between the states that a periodic planner stores: uniform and periodic on any level, \
        periodic-disk-revolve and two-level on the disk; for checkpoint-sequential the length of its segments. By \
        default each planner chooses its best period.
        """),
  ]

  private static let join = [
    Option(
      key: .branch, placeholder: "N", isRepeatable: true,
      summary: "a branch of N steps; repeat it for each branch",
      details: """
        A branch of a join: N steps from its own first state to its end, where it meets the other branches. N is a \
        whole number from 1 to 10^18. Repeat the option for each branch.
        """),
    Option(
      key: .handle, placeholder: "N",
      summary: "the handle, N steps after the join; default 0, only the turn",
      details: """
        The handle of a join: N forward steps from where the branches meet, and N + 1 backward steps. N is a whole \
        number from 0 to 10^18; the default, 0, leaves only the turn after the join.
        """),
  ]

  private static let costs = [
    Option(
      key: .forwardCost, placeholder: "COST", summary: "cost of one forward step; default 1",
      details: "The cost of each forward step (uf in the papers); default 1. \(costRule)"),
    Option(
      key: .backwardCost, placeholder: "COST", summary: "cost of one backward step; default 1",
      details: "The cost of each backward step (ub in the papers); default 1. \(costRule)"),
  ]

  private static let question = [
    Option(
      key: .costs, placeholder: "FILE", summary: "also price the schedule at the costs of this problem file",
      details: """
        A problem file of the schedule's chain with other costs, such as those that calibrate has measured. The report \
        then has the makespan at these costs as well, for the same operations. Levels are matched by name, or else by \
        number; the file's slots are not used.
        """,
      suggestions: .files),
    Option(
      key: .planner, placeholder: "NAME", isRepeatable: true,
      summary: "hrevolve (default) or another; 'adjsched help --planner' lists them",
      details: """
        Which planner makes the schedule: \(Planner.ofChains.map(\.rawValue).joined(separator: ", ")). The default is \
        hrevolve, which handles any levels, or rotor if the file's chain has tapes. With sweep the option may be \
        repeated, and all means every planner of chains without tapes; with other commands the last one wins.
        """,
      suggestions: .words(Planner.ofChains.map(\.rawValue))),
    Option(
      key: .atMost, placeholder: "COST|Nx",
      summary: "the largest makespan allowed: 5000, or 1.5x for 1.5 times store-all",
      details: """
        The largest makespan allowed: a cost like the others, or a decimal number followed by x, a multiple of what \
        the chain costs if every state is kept for free. \(costRule)
        """),
    Option(
      key: .time, placeholder: "TIME",
      summary: "the longest time allowed, with costs in seconds: 90s, 30min, 2h",
      details: """
        The largest makespan allowed, as a time: a decimal number and one of \(TimeText.unitNames). All costs are then \
        in seconds, whether or not they have a unit.
        """),
    Option(
      key: .memory, placeholder: "SIZE", summary: "memory for states, such as 8GiB; needs --state-size",
      details: "The memory available for states; it holds as many as fit at --state-size each. \(sizeRule)"),
    Option(
      key: .stateSize, placeholder: "SIZE", summary: "size of one state, such as 96MiB",
      details: "The size of one state in memory. \(sizeRule)"),
    Option(
      key: .capacity, placeholder: "SPEC", isRepeatable: true,
      summary: "sizes of a level of the file: memory=1GiB...16GiB:8",
      details: """
        The bytes of one level of the problem file. With sweep, a size or a range of sizes, spaced like other ranges; \
        repeat it for each level. The name may be left out if only one level has a capacity. With budget, the name of \
        the level whose fewest bytes are sought. \(sizeRule)
        """),
  ]

  private static let interrupted = [
    Option(
      key: .after, placeholder: "N", summary: "how many operations of the schedule were done",
      details: """
        The number of operations done, counted in the order of the schedule from 1; lines of the header, comments and \
        statistics do not count. 0 is the beginning.
        """),
    Option(
      key: .lost, placeholder: "NAMES", isRepeatable: true,
      summary: "levels that have lost what they held: memory,nvme",
      details: """
        The levels whose states and tapes are lost, by name or by number from 0, separated by commas. After the program \
        has ended that is all that was in memory; after a node has failed, its local disks too.
        """),
    Option(
      key: .remake, summary: "the program can make x_0 again, if no level holds it",
      details: """
        If x_0 is stored nowhere any more, the rest begins with x_0 in the buffer, which the program makes from its input \
        as at the beginning. Without the option, x_0 must be stored.
        """),
    Option(
      key: .jobLimit, placeholder: "TIME", summary: "the most that a job may take: 24h, or a cost like the others",
      details: """
        The most that one job may take, its restart included: a cost like the others, or a time such as 24h or 90m, which \
        counts as seconds. With a problem file, a plain number is in the unit of its costs.
        """),
    Option(
      key: .restartCost, placeholder: "TIME", summary: "what every job but the first takes to begin; default 0",
      details: """
        What it takes until a job goes on where the one before has ended: starting the program, reading the adjoint. Every \
        job but the first begins with it. A cost or a time, as for --job-limit.
        """),
    Option(
      key: .failures, placeholder: "TIME", summary: "the mean time between two kills: simulate runs under them",
      details: """
        The mean time between two random kills, such as 30h. Runs are simulated under them, after each of which a new job \
        goes on from the last safe point, and the result says the expected time and how often to save the adjoint. The \
        division, with or without --job-limit, is then the one with the least expected time. A cost or a time, as for \
        --job-limit.
        """),
    Option(
      key: .saveCost, placeholder: "TIME", summary: "what saving the adjoint takes; default as writing x_0",
      details: """
        What it takes to save the adjoint, with --failures. The default is the cost of writing x_0 on the level that keeps \
        it from job to job: an adjoint is as large as a state. A cost or a time, as for --job-limit.
        """),
    Option(
      key: .seed, placeholder: "N", summary: "the seed of the simulated kills; default 1",
      details: """
        The seed of the random kills of --failures, a whole number. The same seed gives the same kills on every machine.
        """),
  ]

  private static let calibration = [
    Option(
      key: .size, placeholder: "SIZE", summary: "size of the state to write and read, such as 256MiB",
      details: "The size of one state: of each file written and read, and of each memory block copied. \(sizeRule)"),
    Option(
      key: .repetitions, placeholder: "N", summary: "measurements per level, 1 to 1000; default 5",
      details: """
        How many times each level is written and read. The problem file gets the medians; the shortest and longest \
        times go to standard error.
        """),
    Option(
      key: .bandwidth, summary: "also measure a smaller size, to separate latency from bandwidth",
      details: """
        Measures a second, smaller size and splits each time into a latency and the time of the bytes. The problem file \
        gets stateSize, writeBandwidth and readBandwidth, so that states of other sizes can be planned with it.
        """),
    Option(
      key: .mostBytes, placeholder: "SIZE", summary: "bytes of the files that exist at the same time; default 2GiB",
      details: """
        A directory is measured with as many files as it has slots, but with no more than 100, none beyond half of the \
        free space, and none beyond this size, except the first. \(sizeRule)
        """),
    Option(
      key: .durable, summary: "the driver waits until the device has each state",
      details: """
        The cost of writing is that of a driver that waits for the device (fsync), so that the states survive a crash of \
        the machine. Without this option, only levels that do not fit in memory get that cost.
        """),
    Option(
      key: .measurements, placeholder: "FILE", summary: "write all measured times to FILE, as JSON",
      details: """
        Writes the times of every kind of transfer to FILE, as JSON: median, quartiles and extremes, for those that are \
        the costs also while a thread computes.
        """,
      suggestions: .files),
  ]

  private static let result = [
    Option(
      key: .format, placeholder: "FORMAT",
      summary: "the format of the result",
      details: """
        The format of the result: text for people and awk, json for a single object, jsonl for one object per line, \
        csv for one line per row, svg for a picture, terminal for a picture in block characters. Each command offers \
        the formats that suit its result.
        """),
    Option(
      key: .from, placeholder: "STEP", summary: "draw the chain from x_STEP; default 0",
      details: """
        The first state drawn, a whole number; default x_0. Only the time in which the steps from there to --to are \
        reversed is drawn.
        """),
    Option(
      key: .to, placeholder: "STEP", summary: "draw the chain up to x_STEP; default the last state",
      details: """
        The last state drawn, a whole number; default the last state of the chain. Only the time in which the steps \
        from --from to there are reversed is drawn.
        """),
    Option(
      key: .width, placeholder: "N", summary: "width of the picture, in pixels or characters",
      details: """
        The width of the picture: 200 to 10000 pixels, default 960; in the terminal 20 to 1000 characters, default the \
        terminal's width, else the variable COLUMNS, else 80.
        """),
    Option(
      key: .height, placeholder: "N", summary: "height of the picture, in pixels or lines",
      details: """
        The height of the picture: 200 to 10000 pixels, default 540; in the terminal 8 to 1000 lines, default 24, or \
        fewer if the terminal has fewer.
        """),
    Option(
      key: .certificate, placeholder: "FILE", summary: "write a proof of the lower bound to FILE, as JSON",
      details: """
        Writes to FILE what another program needs to check that no schedule of the problem costs less than the lower \
        bound: a short program does it, docs/certificates/check.py. If it proves less than the makespan, a note says by how \
        much. For equal steps its size does not grow with the length of the chain. - is standard output, if the schedule \
        goes elsewhere.
        """,
      suggestions: .files),
    Option(
      key: .summary, summary: "everything but the operations",
      details: """
        Omits the operations and prints only the problem, the makespan, whether it is optimal, and the statistics. The \
        statistics are summed over the schedule's parts without generating its operations.
        """),
    Option(
      key: .slots, summary: "number the slots: state which one each operation uses",
      details: """
        States for every write, read and discard which slot of its level it fills, reads or frees, so that a program \
        that runs the schedule need not search. The slots of a level are numbered from 0, and the lowest free one is \
        filled, so every number is below the level's peak of slots, which precedes the operations. Backward steps that \
        free a tape, or the end of a branch, state its level and slot. 'adjsched verify' checks the numbers.
        """),
    Option(
      key: .output, short: "o", placeholder: "FILE",
      summary: "write the result to FILE instead of standard output",
      details: """
        Writes the result to FILE; - is standard output. FILE appears, or replaces an existing file, only once it is \
        complete; an error or an interrupt leaves nothing behind.
        """,
      suggestions: .files),
    Option(
      key: .memoryLimit, placeholder: "SIZE", summary: "memory for the planner's tables; default 1GiB or 3GiB",
      details: """
        The most memory that the planner's tables may take, divided among those kept at the same time. The default is \
        3GiB for steps that differ, sizes and tapes, and 1GiB otherwise. If a table does not fit, another method is \
        used and the result says so, or the error says what the table needs. A table that needs more memory than the \
        machine has free is not started. The program itself takes about 20MiB. \(sizeRule)
        """),
    Option(
      key: .effort, placeholder: "1...9", summary: "how hard to look for the best schedule; default 5",
      details: """
        How hard to look for the best schedule, from 1 to 9. Each step up allows every table and search four times the \
        work, which doubles the resolution: more parts into which long chains with unequal steps are split, finer units \
        of bytes, longer chains with an exact table. Effort 5 takes some seconds, 1 hundredths of a second, and 9 can \
        take half an hour. The lesser efforts are tried too, and the best schedule counts, so more effort is never \
        worse; without the option only 5 is tried. Every run gives the same schedule. With --time-limit this is the \
        last effort tried.
        """),
    Option(
      key: .timeLimit, placeholder: "TIME", summary: "time for planning, such as 30s, 5m or 2h",
      details: """
        The time for planning, such as 30s, 5m or 2h. The efforts of --effort are tried one after another, from 1 on, \
        while they are expected to fit, until the schedule is proven optimal, nothing is left to gain, or the time is \
        over; what the attempt then running has found counts, and the first one is always completed. Without the \
        option a fixed amount of work is done and every run gives the same schedule; with it, the schedule depends on \
        the speed of the machine.
        """),
    Option(
      key: .maxRuns, placeholder: "N", summary: "run no step forward more than N times",
      details: """
        The most times that any step may run forward, a whole number from 1. If the best schedule runs some step more \
        often, the planner looks for the best within the limit: exactly for short chains and on one level with slots, \
        as far as tables fit; otherwise the result says how far it may be from the best without the limit. If no \
        schedule is found, the error names a limit with one.
        """),
    Option(
      key: .quiet, short: "q", summary: "no progress and no notes on standard error",
      details: """
        Prints only errors on standard error: no progress, no note that a schedule is not proven optimal (the result \
        says so too), and no note that costs were rounded.
        """),
  ]

  private static let general = [
    Option(
      key: .help, short: "h", summary: "show this help",
      details: "Shows help for the command, or for the program if no command comes before it."),
    Option(
      key: .version, summary: "show the version",
      details: "Shows the program's version."),
  ]

  static let sizeRule = """
    A size is a decimal number and a unit: B, KiB, MiB, GiB, TiB (powers of 1024) or kB, MB, GB, TB (powers of 1000).
    """
  private static let costRule = """
    A cost is a decimal number >= 0 in a unit of your choice, rounded with a note to nine digits after the point, or a \
    time with one of the units \(TimeText.unitNames), which is converted to seconds. Either all costs on a command \
    line have a unit or none do; 0 needs none.
    """
}
