import AdjointSchedules
import TestSupport
import Testing

@testable import ScheduleFormats

@Suite struct ReportTests {
  private func example() throws -> Report {
    let problem = try Problem(
      chain: Chain(length: 10, forwardCost: .uniform(5), backwardCost: .uniform(10)),
      levels: [Level(name: "main memory", slots: 2), Level(name: "disk", slots: nil, writeCost: 30, readCost: 15)],
      fractionDigits: 1)
    return Report(
      format: "adjsched-example/1", problem: problem,
      facts: [.init("store-all", .cost(160, fractionDigits: 1)), .init("answer", .none)],
      columns: ["planner", "makespan", "optimal", "to-store-all", "rerun-steps", "levels"],
      rows: [
        [
          .word("a, \"b\""), .cost(240, fractionDigits: 1), .flag(true), .ratio(Ratio(240, to: 160)), .number(7),
          .uses([.init(writes: 1, reads: 12, peakSlots: 1), .init(writes: 100, reads: 3, peakSlots: 22)]),
        ],
        [
          .word("long-name"), .cost(12_345, fractionDigits: 1), .flag(false), .none, .number(0),
          .uses([.init(), .init()]),
        ],
      ], notApplicable: [.init(planner: "revolve", reason: "takes\nno disk")])
  }

  private func text(_ format: TableFormat) throws -> String {
    String(decoding: try example().bytes(format: format), as: UTF8.self)
  }

  @Test func `text aligns words left and numbers right, and marks all else as comments`() throws {
    #expect(
      try text(.text) == """
        # adjsched-example/1
        # chain length 10 forward-cost 0.5 backward-cost 1
        # level 0 main_memory slots 2 write-cost 0 read-cost 0 name "main memory"
        # level 1 disk slots unlimited write-cost 3 read-cost 1.5
        # store-all 16
        # answer -
        # planner  makespan  optimal  to-store-all  rerun-steps  writes-0  reads-0  peak-slots-0  writes-1  reads-1  peak-slots-1
        a,_"b"           24  yes             1.500            7         1       12             1       100        3            22
        long-name    1234.5  no                  -            0         0        0             0         0        0             0
        # does not apply: revolve: takes no disk

        """)
  }

  @Test func `a name longer than any column stands out of its row and widens no other`() {
    let long = String(repeating: "n", count: 65_536)
    let rows: [[Report.Cell]] = [long, "short", "words"].map { [.word($0), .number(7)] }
    let report = Report(format: "adjsched-example/1", columns: ["chain", "slots"], rows: rows)
    #expect(
      String(decoding: report.bytes(format: .text), as: UTF8.self) == """
        # adjsched-example/1
        # chain  slots
        \(long)      7
        short        7
        words        7

        """)
  }

  @Test func `CSV quotes what would end a field and leaves out what has no value`() throws {
    #expect(
      try text(.csv) == """
        planner,makespan,optimal,to-store-all,rerun-steps,writes-0,reads-0,peak-slots-0,writes-1,reads-1,peak-slots-1
        "a, ""b""\",24,yes,1.500,7,1,12,1,100,3,22
        long-name,1234.5,no,,0,0,0,0,0,0,0

        """)
  }

  @Test func `CSV holds neither formulas nor characters that cannot be seen`() {
    let report = Report(
      format: "adjsched-example/1", columns: ["name", "cost"],
      rows: ["=1+1", "+a", "-a", "@a", "a=b", "\u{1B}[31mred", "two\nlines", "x\u{202E}y", "=\u{301}"].map {
        [.word($0), .number(-1)]
      })
    #expect(
      String(decoding: report.bytes(format: .csv), as: UTF8.self) == """
        name,cost
        '=1+1,-1
        '+a,-1
        '-a,-1
        '@a,-1
        a=b,-1
        \\u{1b}[31mred,-1
        two\\nlines,-1
        x\\u{202e}y,-1
        '=\u{301},-1

        """)
  }

  @Test func `JSON has the problem as schedules have it, a row a line`() throws {
    #expect(
      try text(.json) == #"""
        {
          "format": "adjsched-example/1",
          "chain": { "length": 10, "forwardCost": 0.5, "backwardCost": 1 },
          "levels": [
            { "name": "main memory", "slots": 2, "writeCost": 0, "readCost": 0 },
            { "name": "disk", "slots": null, "writeCost": 3, "readCost": 1.5 }
          ],
          "storeAll": 16,
          "answer": null,
          "rows": [
            { "planner": "a, \"b\"", "makespan": 24, "optimal": true, "toStoreAll": 1.5, "rerunSteps": 7, "levels": [ { "writes": 1, "reads": 12, "peakSlots": 1 }, { "writes": 100, "reads": 3, "peakSlots": 22 } ] },
            { "planner": "long-name", "makespan": 1234.5, "optimal": false, "toStoreAll": null, "rerunSteps": 0, "levels": [ { "writes": 0, "reads": 0, "peakSlots": 0 }, { "writes": 0, "reads": 0, "peakSlots": 0 } ] }
          ],
          "notApplicable": [
            { "planner": "revolve", "reason": "takes\nno disk" }
          ]
        }

        """#)
  }

  @Test func `a table without rows has its header, its facts and nothing that breaks`() throws {
    let report = Report(format: "adjsched-example/1", columns: ["planner", "makespan"], rows: [])
    #expect(String(decoding: report.bytes(format: .csv), as: UTF8.self) == "planner,makespan\n")
    #expect(
      String(decoding: report.bytes(format: .text), as: UTF8.self) == "# adjsched-example/1\n# planner  makespan\n")
    #expect(
      String(decoding: report.bytes(format: .json), as: UTF8.self)
        == "{\n  \"format\": \"adjsched-example/1\",\n  \"rows\": []\n}\n")
  }

  @Test func `a problem without levels has no columns about levels, in any format`() {
    let report = Report(
      format: "adjsched-comparison/1", problem: nil, facts: [], columns: ["planner", "levels"],
      rows: [[.word("hrevolve"), .uses([])]])
    for format in TableFormat.allCases {
      let text = String(decoding: report.bytes(format: format), as: UTF8.self)
      #expect(text.contains("hrevolve") && !text.contains("writes-"), "\(format)")
    }
  }
}
