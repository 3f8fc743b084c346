extension Command {
  /// Every command, in the order in which help lists them.
  ///
  /// These tables are the only place that knows a command's name, options and help.
  static let all: [Command] =
    [plan, compare, verify, budget] + [
      revolve, diskRevolve, hrevolve, rotor, mixed, storeAll, storeNone, uniform, periodic, multistage,
      oneReadDiskRevolve, periodicDiskRevolve, twoLevel, online,
    ] + [join, sweep, period, share] + [plot, calibrate, help, completions, manual]

  static let chainOptions: [Option.Key] = [.length, .steps, .forwardCost, .backwardCost]
  static let scheduleOptions: [Option.Key] = [.format, .summary, .output, .memoryLimit, .quiet]
  static let tableOptions: [Option.Key] = [.format, .output, .memoryLimit, .quiet]
  static let diskOptions: [Option.Key] = [.diskWrite, .diskRead, .diskSlots]
  static let problemOperand = Operand(
    placeholder: "file", summary: "a problem, JSON, in place of the options; - reads standard input")
  /// What states any platform.
  static let platformOptions: [Option.Key] = [.memorySlots] + diskOptions + [.level]
}
