/// Commands for reversals that are cut: by failures, or by the time that a job may take.
extension Command {
  static let situation = Command(
    name: "situation", group: .interrupted,
    summary: "what is stored and due after some operation of a schedule",
    details: """
      Replays the first N operations of a schedule (text, JSON or JSON Lines) and prints what each level holds then, which \
      backward step is due, and which adjoint the driver must have saved to go on from there. Where the buffer holds a \
      state, it says after which earlier operation it was empty, and what is lost with it.
      """,
    optionKeys: [.after, .lost, .costs, .format, .output, .quiet],
    variants: [costsThatCount],
    operand: scheduleOperand,
    examples: [
      Example(line: "adjsched situation schedule.jsonl --after 120", summary: "after 120 operations"),
      Example(
        line: "adjsched situation schedule.jsonl --after 120 --lost memory --format json",
        summary: "what is left without memory, for programs"),
    ],
    run: { try SituationCommand.run($0) })

  static let resume = Command(
    name: "resume", group: .interrupted,
    summary: "plan the rest of a schedule that was cut",
    details: """
      Plans what is left of a schedule of which N operations were done, from what the levels still hold. Each stored state \
      is dropped at once or kept until it has served. The result is a schedule that begins in that situation; it costs no \
      more than the rest of the old one, if that can still be run. The rest of a leg of divide ends where the leg does. The \
      driver must have saved the adjoint: see 'adjsched help situation'.
      """,
    optionKeys: [.after, .lost, .remake, .costs] + scheduleOptions + [.effort, .timeLimit],
    variants: [costsThatCount],
    operand: scheduleOperand,
    examples: [
      Example(
        line: "adjsched resume schedule.jsonl --after 120 --lost memory", summary: "after a kill: files are still there"
      ),
      Example(
        line: "adjsched resume schedule.jsonl --after 120 --costs measured.json",
        summary: "go on at costs measured since"),
    ],
    run: { try ResumeCommand.run($0) })

  static let divide = Command(
    name: "divide", group: .interrupted,
    summary: "divide a reversal over jobs of limited time",
    details: """
      Plans a reversal as jobs that each take at most --job-limit: as few as possible, then with the least total time. \
      Between two jobs the first level, or the levels of --lost, lose what they hold; states kept on the others last. The \
      table has a row for each job, the makespan without a limit, and how one part per job would do. With -o, the jobs are \
      written as schedules in JSON Lines, each of which begins in the situation in which the one before has ended. With \
      --failures, it says how long all takes under random kills, and how often to save the adjoint.
      """,
    optionKeys: chainOptions + platformOptions + [.after, .jobLimit, .restartCost, .lost, .remake]
      + [.failures, .saveCost, .seed] + tableOptions
      + [.effort],
    variants: [
      Option(
        key: .after, placeholder: "N", summary: "divide what is left of a schedule, N operations of which were done",
        details: """
          The file is then a schedule, whole or a leg. What is left after its first N operations is divided anew, the levels \
          of --lost being lost. Operations are counted in the order of the schedule from 1; lines of the header, comments and \
          statistics do not count.
          """),
      Option(
        key: .lost, placeholder: "NAMES", isRepeatable: true,
        summary: "levels lost between two jobs; default the first",
        details:
          "The levels that lose what they hold between two jobs, by name or by number from 0, separated by commas."),
      Option(
        key: .output, short: "o", placeholder: "FOLDER|FILE",
        summary: "write the jobs' schedules, one file each or all in one",
        details: """
          Writes the jobs' schedules, as JSON Lines: into a folder, if the name is that of one or ends with a slash, as \
          leg-0001.jsonl and so on; otherwise one after another into one file.
          """,
        suggestions: .files),
    ],
    operand: Operand(
      placeholder: "file",
      summary: "a problem file (JSON) instead of options, or with --after a schedule; - is standard input"),
    examples: [
      Example(
        line: "adjsched divide problem.json --job-limit 24h --restart-cost 10m -o legs/",
        summary: "jobs of a day, costs in seconds"),
      Example(
        line: "adjsched divide -l 1000 -m 10 --disk-write 5 --disk-read 4 --job-limit 1000",
        summary: "jobs of at most 1000 units of cost"),
      Example(
        line: "adjsched divide problem.json --job-limit 24h --restart-cost 10m --failures 30h --save-cost 2m",
        summary: "the expected time if a job is killed every 30 hours"),
    ],
    run: { try DivideCommand.run($0) })

  private static let scheduleOperand = Operand(
    placeholder: "file", summary: "the schedule, text, JSON or JSON Lines; - or no file reads standard input")

  private static let costsThatCount = Option(
    key: .costs, placeholder: "FILE", summary: "plan the rest at the costs of this problem file",
    details: """
      A problem file of the schedule's chain with the costs that count from now on, such as those that calibrate has \
      measured. Levels are matched by name, or else, with a note, by number; the file need not state slots.
      """,
    suggestions: .files)
}
