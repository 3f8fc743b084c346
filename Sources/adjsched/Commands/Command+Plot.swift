extension Command {
  static let plot = Command(
    name: "plot",
    group: .file,
    summary: "draw a schedule, as SVG or in the terminal",
    details: """
      Draws the position in the chain over time: forward runs rise, backward steps fall, and a bar shows how long a \
      state is stored, in the colour of its level. The schedule is read from a file, text, JSON or JSON Lines, and checked as by \
      verify; or it is planned, with the options of the planners, or from a problem file, by --planner or the planner of \
      plan. With --from or --to, a window of the chain is drawn, from when the adjoint enters it to when it leaves it.
      """,
    optionKeys: chainOptions + platformOptions + [
      .period, .planner, .from, .to, .format, .width, .height, .output, .memoryLimit, .quiet,
    ],
    operand: Operand(
      placeholder: "file", summary: "a schedule or a problem; - or none reads standard input"),
    examples: [
      Example(line: "adjsched plot schedule.json -o schedule.svg", summary: "the schedule of a file"),
      Example(
        line: "adjsched plot --planner revolve -l 100 -m 5", summary: "a planned schedule, in the terminal"),
      Example(
        line: "adjsched plot schedule.json --from 400 --to 500 -o window.svg",
        summary: "steps 400 to 500 of it, while they are reversed"),
      Example(
        line: "adjsched hrevolve -l 1000 --level 5 --level 9:3:2 | adjsched plot --format svg",
        summary: "a schedule from a pipe"),
    ],
    run: { try PlotCommand.run($0) })
}
