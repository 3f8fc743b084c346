import ScheduleFormats

/// Commands that measure the machine.
extension Command {
  static let calibrate = Command(
    name: "calibrate", group: .file,
    summary: "measure the costs of storing states here, as a problem file",
    details: """
      Writes and reads states of --size on every --level and prints a problem file with the costs in seconds, the \
      medians of --repeat measurements. A directory's costs are those of a driver that keeps one file per slot and \
      overwrites it: in the page cache if all states of the level fit in memory, otherwise to and from the device. New \
      files and the other kinds of transfer are timed too, and the costs also while a thread computes, which shows how \
      much of a transfer is hidden behind computing; the spread goes to standard error. The files have no name, and \
      disappear however the program ends. calibrate refuses to use space that must stay free.
      """,
    optionKeys: [
      .length, .steps, .level, .forwardCost, .backwardCost, .size, .repetitions, .bandwidth, .overlap, .mostBytes,
      .durable, .measurements, .output, .quiet,
    ],
    variants: [
      Option(
        key: .level, placeholder: "SPEC", isRepeatable: true,
        summary: "what to measure, [name=]memory[:slots] or [name=]directory[:slots]",
        details: """
          One storage level to measure: memory, or a directory on the file system in question. A name may come first \
          and a number of slots (or inf) last; the default is as many slots as fit in half of the available memory, or \
          in nine tenths of the free space. Repeat the option for each level, fastest first.
          """,
        suggestions: .directories(or: ["memory"])),
      Option(
        key: .forwardCost, placeholder: "TIME", summary: "time of one forward step, such as 0.8s or 350ms",
        details: "The time of one forward step. \(timeRule)"),
      Option(
        key: .backwardCost, placeholder: "TIME",
        summary: "time of one backward step; default --forward-cost",
        details: "The time of one backward step; default that of a forward step. \(timeRule)"),
      Option(
        key: .overlap, summary: "mark levels whose transfers are mostly hidden behind computing",
        details: """
          Marks every level after the first as overlapped of whose writes and reads at least half is hidden behind \
          computing, with the times that they take meanwhile. For programs that have a thread for each such level. \
          Without the option a note suggests it.
          """),
    ],
    examples: [
      Example(
        line: "adjsched calibrate --size 256MiB --level memory --level /scratch --forward-cost 0.8s",
        summary: "memory and a disk"),
      Example(
        line: "adjsched calibrate --size 2GiB --level nvme=/local:50 --forward-cost 12s -l 5000 -o problem.json",
        summary: "50 states on a disk named nvme, as a file for plan"),
      Example(
        line: "adjsched calibrate --size 64MiB --level /scratch --forward-cost 2s --bandwidth",
        summary: "latency and rate of each level"),
    ],
    run: { try CalibrateCommand.run($0) })

  private static let timeRule = """
    A time is a decimal number and one of \(TimeText.unitNames). A unit is required, since the measured costs are \
    times.
    """
}
