import AdjointSchedules
import Burgers
import Foundation
import ScheduleFormats

// The gradient of 300 steps of Burgers' equation, three states in memory and the rest in files, or the schedule of a file:
//
//     swift run burgers-gradient [SCHEDULE]
let model = BurgersModel()
let folder = FileManager.default.temporaryDirectory.appendingPathComponent("burgers-\(UUID().uuidString)")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

let length: Int
let driver: BurgersDriver
if let name = CommandLine.arguments.dropFirst().first {
  let file = try ScheduleFile(contentsOf: Array(Data(contentsOf: URL(fileURLWithPath: name))))
  length = file.problem.chain.length
  driver = BurgersDriver(model, folder: folder)
  try file.run(driver)
} else {
  length = 300
  let problem = try Problem(
    chain: Chain(length: length),
    levels: [Level(name: "memory", slots: 3), Level(name: "disk", slots: nil, writeCost: 2, readCost: 1)])
  driver = BurgersDriver(model, folder: folder)
  try Planner.hrevolve.schedule(for: problem).run(driver)
}
let isEqual = driver.adjoint == model.gradientKeepingAll(steps: length)
print(
  "\(driver.stepsRun) steps run, \(driver.filesWritten) files written, \(driver.filesRead) read;",
  isEqual ? "the gradient is that of keeping every state, bit for bit" : "the gradient is wrong")
exit(isEqual ? 0 : 1)
