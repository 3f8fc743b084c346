import Testing

@testable import ScheduleFormats

@Suite struct NearNameTests {
  @Test func `typing mistakes are recognised`() {
    let names = ["name", "slots", "writeCost", "readCost"]
    let table: [(String, String?)] = [
      ("slot", "slots"), ("Slots", "slots"), ("write_cost", "writeCost"), ("WRITE-COST", "writeCost"),
      ("readcosts", "readCost"), ("raedCost", "readCost"), ("nmae", "name"), ("nam", "name"), ("capacity", nil),
      ("", nil),
      ("s", "slots"), ("wirteCots", "writeCost"), (String(repeating: "slots", count: 100), nil),
    ]
    for (typed, wanted) in table {
      #expect(NearName.find(typed, in: names) == wanted, "\(typed)")
    }
  }

  @Test func `distances count letters and swaps`() {
    let cases = [("", "", 0), ("", "abc", 3), ("abc", "", 3), ("abcd", "abdc", 1), ("kitten", "sitting", 3)]
    for (a, b, distance) in cases { #expect(NearName.distance(Array(a), Array(b)) == distance, "\(a), \(b)") }
  }

  @Test func `a beginning stands for the only name that has it`() {
    let names = ["disk-read", "disk-slots", "memory-slots"]
    #expect(NearName.find("mem", in: names) == "memory-slots")
    #expect(NearName.find("disk", in: names) == nil)
    #expect(NearName.find("", in: names) == nil)
  }
}
