import AdjointSchedules
import ScheduleFormats

/// Returns the pictures used in README and docs/.
func pictures() throws -> [ReferenceFile] {
  let memory = { (slots: Int) in Level(name: "memory", slots: slots) }
  let disk = Level(name: "disk", slots: nil, writeCost: 3, readCost: 2)
  let threeLevels = [
    memory(2), Level(name: "nvme", slots: 3, writeCost: 1, readCost: 1),
    Level(name: "pfs", slots: nil, writeCost: 6, readCost: 4),
  ]
  let whole = PictureWindow.whole
  let window = PictureWindow(from: 400, to: 500)
  let cases: [(name: String, planner: Planner, length: Int, levels: [Level], options: String, window: PictureWindow)] =
    [
      ("one-level", .revolve, 10, [memory(3)], "-m 3", whole),
      ("two-levels", .diskRevolve, 50, [memory(3), disk], "-m 3 --disk-write 3 --disk-read 2", whole),
      ("three-levels", .hrevolve, 100, threeLevels, "-m 2 --level nvme=3:1:1 --level pfs=inf:6:4", whole),
      ("thousand-steps", .revolve, 1000, [memory(10)], "-m 10", whole),
      ("window", .revolve, 1000, [memory(10)], "-m 10 --from 400 --to 500", window),
    ]
  let schedules = try cases.map { name, planner, length, levels, options, window in
    let schedule = try planner.schedule(for: Problem(chain: Chain(length: length), levels: levels))
    return ReferenceFile(
      name: "pictures/\(name).svg", description: "The picture of a schedule of \(planner.rawValue).",
      command: "adjsched plot --planner \(planner.rawValue) -l \(length) \(options) --format svg",
      content: try SchedulePicture(schedule, window: window).svg())
  }
  let platform = [memory(10), Level(name: "disk", slots: nil, writeCost: 5, readCost: 4)]
  let comparison = try Comparison(Problem(chain: Chain(length: 1000), levels: platform))
  return schedules + [
    ReferenceFile(
      name: "pictures/compare.svg", description: "All strategies on one platform, and what they spend time on.",
      command: "adjsched compare -l 1000 -m 10 --disk-write 5 --disk-read 4 --format svg",
      content: BarChart(comparison).svg())
  ]
}
