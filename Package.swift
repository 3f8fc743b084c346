// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "adjsched",
  products: [
    .library(name: "AdjointSchedules", targets: ["AdjointSchedules"]),
    .library(name: "ScheduleFormats", targets: ["ScheduleFormats"]),
    .executable(name: "adjsched", targets: ["adjsched"]),
  ],
  targets: [
    .target(name: "AdjointSchedules"),
    .target(name: "ScheduleFormats", dependencies: ["AdjointSchedules"]),
    .executableTarget(name: "adjsched", dependencies: ["AdjointSchedules", "ScheduleFormats"]),
    .testTarget(
      name: "AdjointSchedulesTests", dependencies: ["AdjointSchedules"],
      resources: [.copy("Reference")]),
    .testTarget(
      name: "ScheduleFormatsTests", dependencies: ["AdjointSchedules", "ScheduleFormats"]),
    .testTarget(
      name: "adjschedTests", dependencies: ["adjsched", "AdjointSchedules", "ScheduleFormats"]),
  ]
)
