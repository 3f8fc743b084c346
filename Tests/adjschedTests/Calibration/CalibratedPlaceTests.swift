import Testing

@testable import adjsched

@Suite struct CalibratedPlaceTests {
  private func place(_ text: String) throws -> CalibratedPlace {
    try CalibratedPlace(Arguments.Occurrence(key: .level, name: "--level", value: text))
  }

  @Test func `names, directories and slots are told apart`() throws {
    typealias Row = (text: String, name: String, storage: CalibratedPlace.Storage, slots: CalibratedPlace.Slots)
    let rows: [Row] = [
      ("memory", "memory", .memory, .fitting),
      ("memory:10", "memory", .memory, .stated(10)),
      ("ram=memory:inf", "ram", .memory, .stated(nil)),
      ("/scratch", "/scratch", .directory("/scratch"), .fitting),
      ("/scratch:100", "/scratch", .directory("/scratch"), .stated(100)),
      ("pfs=/scratch:1", "pfs", .directory("/scratch"), .stated(1)),
      ("local", "local", .directory("local"), .fitting),
      (".", ".", .directory("."), .fitting),
      ("/data:10/", "/data:10/", .directory("/data:10/"), .fitting),
      ("/data:10:20", "/data:10", .directory("/data:10"), .stated(20)),
      ("/data:old", "/data:old", .directory("/data:old"), .fitting),
      ("./a=b", "./a=b", .directory("./a=b"), .fitting),
      ("a=b=c", "a", .directory("b=c"), .fitting),
      ("./memory", "./memory", .directory("./memory"), .fitting),
    ]
    for row in rows {
      let place = try place(row.text)
      #expect(place.name == row.name, "\(row.text)")
      #expect(place.storage == row.storage, "\(row.text)")
      #expect(place.slots == row.slots, "\(row.text)")
    }
  }

  @Test func `what was typed is kept but for the slots`() throws {
    #expect(try place("pfs=/scratch:100").text == "pfs=/scratch")
    #expect(try place("pfs=/scratch").text == "pfs=/scratch")
  }

  @Test func `what is neither is refused`() {
    for text in [
      "", "=", "=memory", "a=", "memory:x", "memory:-1", "memory:0", "/scratch:0", ":5", "a=:5",
      "memory:9999999999999999999",
    ] {
      #expect(throws: UsageError.self, "\(text)") { try place(text) }
    }
  }
}
