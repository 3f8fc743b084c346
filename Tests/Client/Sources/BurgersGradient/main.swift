import AdjointSchedules
import Burgers
import Foundation
import ScheduleFormats

// The gradient of 300 steps of Burgers' equation, three states in memory and the rest in files, or the schedule of a file:
//
//     swift run burgers-gradient [SCHEDULE]
//
// With an existing folder in place of a schedule, it keeps a journal there: killed and started again, it goes on.
//
//     swift run burgers-gradient FOLDER
let model = BurgersModel()
let problem = try Problem(
  chain: Chain(length: 300),
  levels: [Level(name: "memory", slots: 3), Level(name: "disk", slots: 20, writeCost: 2, readCost: 1)])
let argument = CommandLine.arguments.dropFirst().first.map(URL.init(fileURLWithPath:))

var length = problem.chain.length
let driver: BurgersDriver
if let argument, argument.hasDirectoryPath {
  driver = try BurgersDriver(model, folder: argument, isJournaled: true)
  if let rest = try driver.rest(of: problem) {
    try Planner.hrevolve.schedule(for: rest).run(driver)
  }
} else {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("burgers-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  driver = try BurgersDriver(model, folder: folder)
  if let argument {
    let file = try ScheduleFile(contentsOf: Array(Data(contentsOf: argument)))
    length = file.problem.chain.length
    try file.run(driver)
  } else {
    try Planner.hrevolve.schedule(for: problem).run(driver)
  }
  try FileManager.default.removeItem(at: folder)
}
let isEqual = driver.adjoint == model.gradientKeepingAll(steps: length)
print(
  "\(driver.stepsRun) steps run, \(driver.filesWritten) files written, \(driver.filesRead) read;",
  isEqual ? "the gradient is that of keeping every state, bit for bit" : "the gradient is wrong")
if let argument, argument.hasDirectoryPath { try driver.end() }
exit(isEqual ? 0 : 1)
