/// The schedules of about ten million operations to write and verify.
struct StreamedSchedules {
  static let length = 2_300_000

  /// The platforms that can be planned within seconds.
  private(set) var platforms: [Platform] = []
  /// A line for each of the others.
  private(set) var notes: [String] = []

  init(_ program: String) {
    for platform in [Platform(.revolve, "10"), Platform(.hrevolve, "5, 8:50:50, 4:200:200")] {
      let planned = Planned.measure(program, platform.arguments(length: Self.length), limit: 10, repeats: 1)
      if planned.isPlanned {
        platforms.append(platform)
      } else {
        notes.append("\(platform.name): not planned (\(planned.timeCell)).")
      }
    }
  }
}
