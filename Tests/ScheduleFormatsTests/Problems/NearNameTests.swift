import Testing

@testable import ScheduleFormats

@Suite struct NearNameTests {
  @Test func typingMistakesAreRecognised() {
    let names = ["name", "slots", "writeCost", "readCost"]
    let table: [(String, String?)] = [
      ("slot", "slots"), ("Slots", "slots"), ("write_cost", "writeCost"), ("WRITE-COST", "writeCost"),
      ("readcosts", "readCost"), ("raedCost", "readCost"), ("nmae", nil), ("nam", "name"), ("capacity", nil), ("", nil),
      ("s", nil), ("wirteCots", nil), (String(repeating: "slots", count: 100), nil),
    ]
    for (typed, wanted) in table {
      #expect(NearName.find(typed, in: names) == wanted, "\(typed)")
    }
  }
}
