// swift-tools-version: 6.2
import PackageDescription

// A package that uses the two libraries as anybody's would, from outside: what is not public is not there.
// `make client` builds it and runs its tests; in another package the dependency is
// .package(url: "...", from: "...") in place of the path.
let package = Package(
  name: "client",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "adjsched", path: "../..")],
  targets: [
    .target(
      name: "Burgers",
      dependencies: [.product(name: "AdjointSchedules", package: "adjsched")]),
    .executableTarget(
      name: "burgers-gradient",
      dependencies: [
        "Burgers", .product(name: "AdjointSchedules", package: "adjsched"),
        .product(name: "ScheduleFormats", package: "adjsched"),
      ], path: "Sources/BurgersGradient"),
    .testTarget(
      name: "ClientTests",
      dependencies: [
        "Burgers", .product(name: "AdjointSchedules", package: "adjsched"),
        .product(name: "ScheduleFormats", package: "adjsched"),
      ]),
  ]
)
