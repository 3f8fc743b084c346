import AdjointSchedules
import Testing

@testable import ScheduleFormats

@Suite struct ScheduleReaderTests {
  private let result = { VerificationTests.result($0) }
  private let lines = { VerificationTests.lines($0) }
  private let header = VerificationTests.header

  @Test func `any order of keys and spacing is read`() {
    let operations = ExampleSchedule.operations.map { operation -> String in
      switch operation {
      case .forward(let from, let to): return "{\"to\":\(to)\t,\"op\" :\n\"forward\",\"from\":\(from)}"
      case .backward(let step): return "{\"step\": \(step) ,\"op\":\"back\\u0077ard\"}"
      case .write(let level, let step): return "{\"step\":\(step),\"level\":\(level),\"op\":\"write\"}"
      case .read(let level, let step): return "{\"level\":\(level).0,\"op\":\"read\",\"step\":\(step)}"
      case .discard(let level, let step):
        return "\r\n{ \"level\" : \(level)e0 , \"step\" : \(step) , \"op\" : \"discard\" } "
      case .tape(let level, let step): return "{\"level\":\(level),\"op\":\"tape\",\"step\":\(step)}"
      case .readTape(let level, let step):
        return "{\"tape\":\(step - 1),\"level\":\(level),\"op\":\"read\",\"step\":\(step)}"
      case .offload(let level, let step): return "{\"step\":\(step),\"op\":\"offload\",\"level\":\(level)}"
      case .prefetch(let level, let step): return "{\"step\":\(step),\"op\":\"prefetch\",\"level\":\(level)}"
      case .offloadTape(let level, let step): return "{\"tape\":\(step),\"op\":\"offload\",\"level\":\(level)}"
      case .prefetchTape(let level, let step): return "{\"tape\":\(step),\"op\":\"prefetch\",\"level\":\(level)}"
      case .join: return "{\"op\":\"join\"}"
      }
    }
    let chain = #""chain":{"length":3}"#
    let levels = #""levels":[{"name":"memory","slots":2}]"#
    let array = "\"operations\":[\(operations.joined(separator: ","))]"
    let statistics = #""statistics":{"levels":[{"reads":3}],"operations":14}"#
    for fields in [
      [chain, levels, array], [array, levels, chain], [chain, array, levels], [statistics, array, chain, levels],
      [#""tool":{"chain":[1,{"op":null}]}"#, chain, levels, #""makespan":8"#, array, statistics, #""x":"y""#],
    ] {
      #expect(result("{\(fields.joined(separator: ","))}") == VerificationTests.valid, "\(fields)")
    }
    let top = "{\(levels),\(chain)}"
    #expect(result(top + operations.joined()) == VerificationTests.valid)
    #expect(result(top + operations.joined(separator: "\r\n") + "{\(statistics)}\n\n") == VerificationTests.valid)
    #expect(result("{\(statistics),\(levels),\(chain)}" + operations.joined()) == VerificationTests.valid)
  }

  @Test func `operations that come first are replayed all the same`() {
    let first = #"{"operations":[{"op":"write","level":0,"step":0},{"op":"read","level":1,"step":0}],"#
    #expect(
      result(first + header.dropFirst()) == "invalid: operation 2 (read 1 0): level 1 does not hold that state\n")
    #expect(
      result(#"{"operations":[],"# + header.dropFirst())
        == "invalid: after operation 0: the schedule ends before backward step 3 has been run\n")
  }

  @Test func `what is no schedule names its place`() {
    let beginnings = "a schedule is an object, or one object a line, or text whose first lines begin with \"#\""
    let table = [
      (
        "",
        "line 1, column 1: the input is empty, perhaps because the command that writes it has failed; give a schedule"
      ),
      (
        "planner,makespan\n",
        "line 1, column 1: expected \"{\", found \"p\"; \(beginnings)"
      ),
      (
        "\u{0}",
        "line 1, column 1: expected \"{\", found byte 0x00; \(beginnings)"
      ),
      ("{}", "chain: is missing; a schedule's first object must have \"chain\" and \"levels\""),
      (
        #"{"chain":{"length":1}}"#, "levels: is missing; a schedule's first object must have \"chain\" and \"levels\""
      ),
      (#"{"operations":[]}"#, "chain: is missing; a schedule's first object must have \"chain\" and \"levels\""),
      (#"{"format":"other/2"}"#, "format: \"other/2\" is not known; this program reads \"adjsched-schedule/1\""),
      (#"{"format":1}"#, "format: must be a string, not a number"),
      (#"{"planner":1}"#, "planner: must be a string, not a number"),
      (#"{"optimal":"yes"}"#, "optimal: must be true or false, not a string"),
      (#"{"makespan":-1}"#, "makespan: is negative; give a decimal number >= 0"),
      (#"{"makespan":1,"makespan":1}"#, "makespan: is given twice; keep one"),
      (#"{"mine":1,"mine":1}"#, "mine: is given twice; keep one"),
      (#"{"operations":{}}"#, "operations: must be an array, not an object"),
      (#"{"statistics":[]}"#, "statistics: must be an object, not an array"),
      (#"{"statistics":{"forwardStep":1}}"#, "statistics.forwardStep: unknown field; did you mean \"forwardSteps\"?"),
      (#"{"statistics":{"operations":1,"operations":1}}"#, "statistics.operations: is given twice; keep one"),
      (
        #"{"statistics":{"levels":[{"peak":1}]}}"#,
        "statistics.levels[0].peak: unknown field; the fields here are \"writes\", \"reads\", \"tapes\", \"peakSlots\", \"peakBytes\", \"busyTime\""
      ),
      (
        #"{"chain":{"length":1},"levels":[{"slots":1,"cost":2}]}"#,
        "levels[0].cost: unknown field; the fields here are \"name\", \"slots\", \"capacity\", \"writeCost\", \"readCost\", \"writeBandwidth\", \"readBandwidth\", \"sizeFactor\", \"sharesCapacityWith\", \"overlapped\""
      ),
      (header, "line 2, column 1: there are no operations: this is a problem, not a schedule; plan it with plan FILE"),
      (
        #"{"chains":[{"length":3}],"levels":[{"slots":2}]}"#,
        "chains: this is a problem of several chains, not a schedule; give it to share"
      ),
      (
        header + #"{"statistics":{"operations":14}}"#,
        "line 2, column 33: there are no operations; give the whole schedule, not a summary or a problem"
      ),
      (ExampleSchedule.json + "x", "line 29, column 1: expected the end of the file, found \"x\""),
      (ExampleSchedule.json + "{}", "line 29, column 1: expected the end of the file, found \"{\""),
      (header + "[]", "line 2, column 1: expected \"{\", found \"[\""),
      (header + #"{"op":"write","level":0,"step":0},"#, "line 2, column 34: expected \"{\", found \",\""),
      (
        header + #"{"op":"write","level":0,"st"#,
        "line 2, column 28: the input ends where the closing quote of a string should be; is the file complete?"
      ),
      (header + #"{"statistics":{}} {}"#, "line 2, column 19: expected the end of the file, found \"{\""),
      (header + #"{"statistics":{},"op":"write"}"#, "line 2: no other field may stand beside \"statistics\""),
      (#"{"statistics":{},"# + header.dropFirst() + #"{"statistics":{}}"#, "statistics: is given twice; keep one"),
    ]
    for (text, wanted) in table {
      #expect(result(text) == "error: " + wanted, "\(text.debugDescription)")
    }
  }

  @Test func `broken operations name their number and line`() {
    let table = [
      (
        #"{}"#,
        ", op: is missing; an operation is one of forward, backward, write, read, discard, tape, offload, prefetch"
      ),
      (
        #"{"step":1}"#,
        ", op: is missing; an operation is one of forward, backward, write, read, discard, tape, offload, prefetch"
      ),
      (#"{"op":1}"#, ", op: must be a string, not a number"),
      (
        #"{"op":"tope"}"#,
        ", op: unknown operation \"tope\"; an operation is one of forward, backward, write, read, discard, tape, offload, prefetch"
      ),
      (
        #"{"op":""}"#,
        ", op: unknown operation \"\"; an operation is one of forward, backward, write, read, discard, tape, offload, prefetch"
      ),
      (
        #"{"op":"backwards\n"}"#,
        ", op: unknown operation \"backwards \"; an operation is one of forward, backward, write, read, discard, tape, offload, prefetch"
      ),
      (#"{"op":"write","level":0}"#, ", step: is missing; a write has \"level\" and \"step\""),
      (#"{"op":"forward","from":0}"#, ", to: is missing; a forward has \"from\" and \"to\""),
      (#"{"op":"backward","step":0,"level":0}"#, ", level: does not belong here; a backward has \"step\""),
      (
        #"{"op":"read","level":0,"step":0,"from":1}"#, ", from: does not belong here; a read has \"level\" and \"step\""
      ),
      (#"{"op":"read","op":"read"}"#, ", op: is given twice; keep one"),
      (#"{"op":"read","step":1,"step":1}"#, ", step: is given twice; keep one"),
      (#"{"op":"read","level":-1}"#, ", level: must be an integer >= 0"),
      (#"{"op":"read","step":"1"}"#, ", step: must be an integer >= 0, not a string"),
      (
        #"{"op":"read","step":1e30}"#,
        ", step: must be an integer from 0 to 9223372036854775807; the number does not fit 64 bits"
      ),
      (
        #"{"op":"read","lvl":1}"#,
        ", lvl: unknown field; the fields here are \"op\", \"level\", \"step\", \"from\", \"to\", \"tape\", \"slot\""
      ),
      (
        #"{"op":"read","branch":1}"#,
        ", branch: unknown field; the fields here are \"op\", \"level\", \"step\", \"from\", \"to\", \"tape\", \"slot\""
      ),
      (
        #"{"op":"read","statistics":{}}"#,
        ", statistics: unknown field; the fields here are \"op\", \"level\", \"step\", \"from\", \"to\", \"tape\", \"slot\""
      ),
    ]
    for (record, wanted) in table {
      let lines = header + #"{"op":"write","level":0,"step":0}"# + "\n\n" + record
      #expect(result(lines) == "error: operation 2, line 4\(wanted)", "\(record)")
      let json = String(header.dropLast(2)) + ",\"operations\":[{\"op\":\"write\",\"level\":0,\"step\":0},\n\(record)]}"
      #expect(result(json) == "error: operation 2, line 2\(wanted)", "\(record)")
    }
    #expect(
      result(String(header.dropLast(2)) + #","operations":[{"statistics":{}}]}"#)
        == "error: operation 1, line 1, statistics: unknown field; the fields here are \"op\", \"level\", \"step\", \"from\", \"to\", \"tape\", \"slot\""
    )
  }

  @Test func `no prefix of a schedule is valid`() throws {
    for format in [ScheduleFormat.json, .jsonl] {
      let text = try ExampleSchedule.text(format, facts: ExampleSchedule.facts())
      // JSON Lines may end without the statistics: from the last operation on nothing is missing.
      let end = text.utf8.count - 1
      for count in 0..<end {
        let part = String(decoding: text.utf8.prefix(count), as: UTF8.self)
        var answer = ""
        do {
          answer = String(decoding: try Verification.verify(Array(part.utf8)).bytes(format: .text), as: UTF8.self)
        } catch { answer = "\(error)" }
        // The last operation only frees a slot: a schedule may end before it.
        let line = part.split(separator: "\n").last ?? ""
        let isWhole =
          line.hasSuffix("\"backward\",\"step\":0}") || line == "{\"op\":\"discard\",\"level\":0,\"step\":0}"
        if format == .jsonl && isWhole {
          #expect(answer.hasPrefix("valid\n"), "\(format) \(count)")
        } else {
          #expect(!answer.hasPrefix("valid"), "\(format) \(count) \(answer)")
        }
      }
    }
  }

  @Test func `any byte changed is judged or refused`() throws {
    let text = try ExampleSchedule.text(.jsonl, facts: ExampleSchedule.facts())
    let bytes = Array(text.utf8)
    for index in bytes.indices {
      for byte: UInt8 in [0, 9, 10, 34, 44, 45, 46, 48, 49, 57, 92, 101, 123, 125, 0x80, 0xC3, 0xFF] {
        var changed = bytes
        changed[index] = byte
        do {
          let report = try Verification.verify(changed)
          #expect(report.bytes(format: .json).last == 10)
        } catch let error as FormatError {
          #expect(!error.description.contains("\n"), "\(index) \(byte)")
        }
      }
    }
  }

  @Test func `foreign fields are limited`() {
    let fields = (0..<300).map { "\"f\($0)\":0" }.joined(separator: ",")
    #expect(result("{\(fields)}").contains("more than 256 unknown fields; is this a schedule?"))
  }
}
