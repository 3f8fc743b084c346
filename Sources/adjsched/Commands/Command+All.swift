extension Command {
  /// Every command, in the order in which help lists them.
  ///
  /// These tables are the only place that knows a command's name, options and help.
  static let all: [Command] =
    [
      revolve, diskRevolve, hrevolve, rotor, mixed, storeAll, storeNone, uniform, multistage, oneReadDiskRevolve,
      periodicDiskRevolve, twoLevel, online,
    ] + [join, compare, sweep, budget, period, share] + [plan, plot, verify, calibrate, help, completions, manual]

  static let chainOptions: [Option.Key] = [.length, .steps, .forwardCost, .backwardCost]
  static let scheduleOptions: [Option.Key] = [.format, .summary, .output, .memoryLimit, .quiet]
  static let tableOptions: [Option.Key] = [.format, .output, .memoryLimit, .quiet]
  static let diskOptions: [Option.Key] = [.diskWrite, .diskRead, .diskSlots]
  /// What states any platform.
  static let platformOptions: [Option.Key] = [.memorySlots] + diskOptions + [.level]
}
