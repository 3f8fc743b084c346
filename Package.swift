// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "adjsched",
  // Where the standard library has 128-bit integers.
  platforms: [.macOS(.v15), .iOS(.v18), .tvOS(.v18), .watchOS(.v11), .visionOS(.v2)],
  products: [
    // Planning: problems, planners, schedules, drivers.
    .library(name: "AdjointSchedules", targets: ["AdjointSchedules"]),
    // Files of problems and schedules, written, read and checked; it needs the other.
    .library(name: "ScheduleFormats", targets: ["ScheduleFormats"]),
    .executable(name: "adjsched", targets: ["adjsched"]),
  ],
  targets: [
    // Random kills are simulated with SeededRandom.
    .target(name: "AdjointSchedules", dependencies: ["SeededRandom"]),
    .target(name: "ScheduleFormats", dependencies: ["AdjointSchedules"]),
    .executableTarget(name: "adjsched", dependencies: ["AdjointSchedules", "ScheduleFormats"]),
    // Not a product: random numbers for the planner's simulations, the benchmarks, the stress run and the tests.
    .target(name: "SeededRandom"),
    // Not a product: what every schedule must keep, for the stress run and the tests.
    .target(name: "ScheduleLaws", dependencies: ["AdjointSchedules"]),
    // Not a product: it regenerates schedules/ for this repository alone.
    .executableTarget(
      name: "reference-tables", dependencies: ["AdjointSchedules", "ScheduleFormats"],
      path: "Sources/ReferenceTables"),
    // Not a product: `make bench` measures with it, and writes the tables of docs/performance.md.
    .executableTarget(
      name: "adjsched-bench", dependencies: ["AdjointSchedules", "SeededRandom"], path: "Sources/Benchmarks",
      exclude: ["Peers/peers.py"]),
    // Not a product: `make stress` tests with it; see docs/testing.md.
    .executableTarget(
      name: "adjsched-stress",
      dependencies: ["AdjointSchedules", "ScheduleFormats", "ScheduleLaws", "SeededRandom"],
      path: "Sources/Stress"),
    // What the suites have in common: platforms, the replay of a schedule, the mark of what is slow.
    .target(
      name: "TestSupport", dependencies: ["AdjointSchedules", "ScheduleLaws", "SeededRandom"], path: "Tests/Support"),
    .testTarget(
      name: "AdjointSchedulesTests", dependencies: ["AdjointSchedules", "TestSupport"],
      resources: [.copy("Reference")]),
    .testTarget(
      name: "ScheduleFormatsTests", dependencies: ["AdjointSchedules", "ScheduleFormats", "TestSupport"]),
    .testTarget(
      name: "adjschedTests", dependencies: ["adjsched", "AdjointSchedules", "ScheduleFormats", "TestSupport"],
      exclude: ["Golden"]),
    .testTarget(
      name: "StressTests", dependencies: ["adjsched-stress", "AdjointSchedules", "ScheduleFormats", "TestSupport"]),
  ]
)

// `make sanitize` looks at the library and the formats: building the rest for it would take nearly as long again.
if Context.environment["ADJSCHED_LIBRARY_ALONE"] != nil {
  let kept = [
    "AdjointSchedules", "ScheduleFormats", "ScheduleLaws", "SeededRandom", "TestSupport", "AdjointSchedulesTests",
    "ScheduleFormatsTests",
  ]
  package.products.removeAll { $0 is Product.Executable }
  package.targets.removeAll { !kept.contains($0.name) }
}
