import Foundation
import TestSupport
import Testing

@testable import AdjointSchedules

/// Returns the lines of a file of optima that a program outside this project found.
func referenceLines<Line: Decodable>(_ name: String) throws -> [Line] {
  let url = try #require(Bundle.module.url(forResource: "Reference/\(name)", withExtension: "jsonl"))
  let text = try String(contentsOf: url, encoding: .utf8)
  return try text.split(separator: "\n").map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
}

/// The optimum of equal steps on levels of slots, of which some may be overlapped.
struct ReferenceLine: Decodable {
  struct Platform: Decodable {
    var slots: Int?
    var write: Int
    var read: Int
    var overlapped: Bool?
  }

  var length: Int
  var forward: Int
  var backward: Int
  var levels: [Platform]
  var optimum: Int

  func problem() throws -> Problem {
    try uniform(length, Self.levels(levels), forward: forward, backward: backward)
  }

  static func levels(_ platform: [Platform]) -> [Level] {
    platform.enumerated().map { index, level in
      Level(
        name: "\(index)", slots: level.slots, writeCost: level.write, readCost: level.read,
        isOverlapped: level.overlapped ?? false)
    }
  }
}
