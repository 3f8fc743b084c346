import ScheduleFormats

/// What measures the machine.
extension Command {
  static let calibrate = Command(
    name: "calibrate", group: .file,
    summary: "measure what storing a state costs here, as a problem file",
    details: """
      Writes and reads states of --size on every --level and prints the problem file with the costs in seconds, the \
      medians of --repeat measurements; their spread goes to standard error. Files are written to the device before \
      they count, dropped from the page cache before they are read, have no name, and are gone however the program ends. \
      Nothing is measured where the room that has to stay free would be touched.
      """,
    optionKeys: [.length, .steps, .level, .forwardCost, .backwardCost, .size, .repetitions, .output, .quiet],
    variants: [
      Option(
        key: .level, placeholder: "SPEC", isRepeatable: true,
        summary: "what to measure, [name=]memory[:slots] or [name=]directory[:slots]",
        details: """
          One storage level to be measured: memory, or a directory on the file system in question. A name may come \
          first, a number of slots (or inf) last; without one there are as many as fit into half of the memory that is \
          available, or nine tenths of the room that is free. Give the option once a level, the fastest level first.
          """,
        suggestions: .directories(or: ["memory"])),
      Option(
        key: .forwardCost, placeholder: "TIME", summary: "what one forward step takes, such as 0.8s or 350ms",
        details: "What one forward step takes. \(timeRule)"),
      Option(
        key: .backwardCost, placeholder: "TIME",
        summary: "what one backward step takes; default that of --forward-cost",
        details: "What one backward step takes, as much as a forward step when left out. \(timeRule)"),
    ],
    examples: [
      Example(
        line: "adjsched calibrate --size 256MiB --level memory --level /scratch --forward-cost 0.8s",
        summary: "memory and a disk"),
      Example(
        line: "adjsched calibrate --size 2GiB --level nvme=/local:50 --forward-cost 12s -l 5000 -o problem.json",
        summary: "50 states on a disk of that name, a file for plan"),
    ],
    run: { try CalibrateCommand.run($0) })

  private static let timeRule = """
    A time is a decimal number and one of \(TimeText.unitNames): what is measured are times, and costs all have a unit or \
    none has.
    """
}
