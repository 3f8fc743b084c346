import AdjointSchedules
import TestSupport
import Testing

@testable import ScheduleFormats

@Suite struct ProblemReaderTests {
  private func error(_ json: String) -> String {
    do {
      return "no error: \(try ProblemReader.read(Array(json.utf8)))"
    } catch {
      return error.description
    }
  }

  @Test func `the contract's example is read`() throws {
    let json = """
      {
        "chain": { "length": 1000, "forwardCost": 1, "backwardCost": 2.5 },
        "levels": [
          { "name": "memory", "slots": 10, "writeCost": 0, "readCost": 0 },
          { "name": "disk", "slots": null, "writeCost": 5, "readCost": 4 }
        ]
      }
      """
    let problem = try Problem(
      chain: Chain(length: 1_000, forwardCost: .uniform(10), backwardCost: .uniform(25)),
      levels: [
        Level(name: "memory", slots: 10), Level(name: "disk", slots: nil, writeCost: 50, readCost: 40),
      ], fractionDigits: 1)
    #expect(try ProblemReader.read(Array(json.utf8)) == problem)
  }

  @Test func `what is left out has its default`() throws {
    let json = #"{"levels":[{"slots":2},{"slots":null,"readCost":0.5}],"chain":{"length":3}}"#
    let problem = try Problem(
      chain: Chain(length: 3, forwardCost: .uniform(10), backwardCost: .uniform(10)),
      levels: [Level(name: "level 0", slots: 2), Level(name: "level 1", slots: nil, readCost: 5)], fractionDigits: 1)
    #expect(try ProblemReader.read(Array(json.utf8)) == problem)
  }

  @Test func `steps may have their own costs`() throws {
    let json = #"{"chain":{"length":2,"forwardCost":[1,0.25],"backwardCost":[1,2,3]},"levels":[]}"#
    let problem = try Problem(
      chain: Chain(length: 2, forwardCost: .each([100, 25]), backwardCost: .each([100, 200, 300])), levels: [],
      fractionDigits: 2)
    #expect(try ProblemReader.read(Array(json.utf8)) == problem)
  }

  @Test func `costs with more digits than nine are rounded, and counted`() throws {
    let text = #"{"chain":{"length":2,"forwardCost":[0.12345678901234,1.2e-05],"backwardCost":1e-11},"levels":[]}"#
    var rounded: [RoundedCosts] = []
    let problem = try ProblemReader.read(Array(text.utf8)) { rounded.append($0) }
    #expect(problem.chain.forwardCost == .each([123_456_789, 12_000]) && problem.chain.backwardCost == .uniform(0))
    #expect(
      rounded.map(\.sentence) == [
        "2 costs have more than 9 digits after the point and are rounded to 9; the first is chain.forwardCost[0]"
      ])
    let exact = text.replacing("0.12345678901234", with: "0.123456789").replacing("1e-11", with: "1e-9")
    #expect(try ProblemReader.read(Array(exact.utf8)) { rounded.append($0) }.fractionDigits == 9)
    #expect(rounded.count == 1)
  }

  @Test func `any object may have a comment, whatever it holds`() throws {
    let text = #"{"comment":{"a":[null]},"chain":{"comment":"x","length":3},"levels":[{"slots":2,"comment":1}]}"#
    #expect(
      try ProblemReader.read(Array(text.utf8))
        == Problem(chain: Chain(length: 3), levels: [Level(name: "level 0", slots: 2)]))
  }

  @Test func `units are compared as bytes`() {
    let kelvin = #"{"chain":{"length":1,"stateSize":"1 \u212aiB"},"levels":[]}"#
    #expect(throws: FormatError.self) { try ProblemReader.read(Array(kelvin.utf8)) }
    #expect(SizeText.parse("1 KiB")?.exact == 1024 && SizeText.parse("1 \u{212A}iB") == nil)
  }

  @Test func `what is no JSON names line and column`() {
    let table = [
      (
        "",
        "line 1, column 1: the input is empty, perhaps because the command that writes it has failed; a problem file is one JSON object with chain and levels"
      ),
      ("\u{0}\u{1}", "line 1, column 1: expected \"{\", found byte 0x00; a problem file is one JSON object"),
      ("[]", "line 1, column 1: expected \"{\", found \"[\"; a problem file is one JSON object"),
      (
        "{\n  \"chain\": { \"length\": 10,\n",
        "line 3, column 1: the input ends where a field name in quotes should be; is the file complete?"
      ),
      ("{}{}", "line 1, column 3: expected the end of the file, found \"{\""),
      (
        "{\"chain\":{\"length\":1}\n,}",
        "line 2, column 2: expected a field name in quotes, found \"}\"; remove the comma before it"
      ),
    ]
    for (json, wanted) in table { #expect(error(json) == wanted, "\(json.debugDescription)") }
  }

  @Test func `what is no problem names the field`() {
    func levels(_ levels: String) -> String { #"{"chain":{"length":3},"levels":\#(levels)}"# }
    func chain(_ chain: String) -> String { #"{"levels":[{"slots":1}],"chain":\#(chain)}"# }
    let table = [
      ("{}", "chain: is missing; give at least {\"length\": STEPS}"),
      (#"{"chain":{"length":3}}"#, "levels: is missing; give at least one, such as [{\"slots\": 10}]"),
      (#"{"chian":{"length":3}}"#, "chian: unknown field; did you mean \"chain\"?"),
      (
        #"{"stateSize":3}"#,
        "stateSize: unknown field; the fields here are \"chain\", \"join\", \"levels\", \"situation\""
      ),
      (#"{"a\nb":3}"#, "a b: unknown field; the fields here are \"chain\", \"join\", \"levels\", \"situation\""),
      (
        #"{"format":"x"}"#,
        "format: this is a schedule, not a problem; keep only the fields of its problem, or give it to verify"
      ),
      (#"{"chain":{"length":3},"chain":{"length":3}}"#, "chain: is given twice; keep one"),
      (chain("3"), "chain: must be an object, not a number"),
      (chain("{}"), "chain.length: is missing; give the number of steps"),
      (chain(#"{"length":-1}"#), "chain.length: must be an integer >= 0"),
      (
        chain(#"{"length":3,"forwardCost":"1.5s"}"#),
        "chain.forwardCost: \"1.5s\" has a unit; costs in files are plain numbers, all in the same unit: in seconds it is 1.5"
      ),
      (
        chain(#"{"length":3,"backwardCost":"250 ms"}"#),
        "chain.backwardCost: \"250 ms\" has a unit; costs in files are plain numbers, all in the same unit: in seconds it is 0.25"
      ),
      (
        chain(#"{"length":3,"forwardCost":[1,"2.50",3]}"#),
        "chain.forwardCost[1]: \"2.50\" is a string; leave the quotes out"
      ),
      (chain(#"{"length":3,"forwardCost":"fast"}"#), "chain.forwardCost: must be a decimal number >= 0, not a string"),
      (chain(#"{"length":"3"}"#), "chain.length: must be an integer >= 0, not a string"),
      (chain(#"{"length":1000000000000000001}"#), "chain.length: must be from 0 to 1000000000000000000"),
      (
        chain(#"{"length":1e30}"#),
        "chain.length: must be an integer from 0 to 9223372036854775807; the number does not fit 64 bits"
      ),
      (chain(#"{"length":1,"length":2}"#), "chain.length: is given twice; keep one"),
      (chain(#"{"lenght":1}"#), "chain.lenght: unknown field; did you mean \"length\"?"),
      (chain(#"{"forward_cost":1}"#), "chain.forward_cost: unknown field; did you mean \"forwardCost\"?"),
      (chain(#"{"length":1,"forwardCost":-1}"#), "chain.forwardCost: is negative; give a decimal number >= 0"),
      (chain(#"{"length":1,"forwardCost":1e400}"#), "chain.forwardCost: does not fit 64 bits; use larger units"),
      (
        chain(#"{"length":1,"forwardCost":9223372036.8547758079}"#),
        "chain.forwardCost: does not fit 64 bits; use larger units"
      ),
      (chain(#"{"length":1,"comment":1,"comment":2}"#), "chain.comment: is given twice; keep one"),
      (
        chain(#"{"length":1,"backwardCost":[1]}"#),
        "chain.backwardCost: has 1 entries where the chain's length asks for 2"
      ),
      (chain(#"{"length":1,"forwardCost":[null]}"#), "chain.forwardCost[0]: must be a decimal number >= 0, not null"),
      (
        chain(#"{"length":1,"forwardCost":9000000000000000000,"backwardCost":0.1}"#),
        "chain.forwardCost: does not fit 64 bits together with costs of 1 decimals; use larger units or fewer decimals"
      ),
      (levels("{}"), "levels: must be an array, not an object"),
      (levels("[1]"), "levels[0]: must be an object, not a number"),
      (levels("[{}]"), "levels[0].slots: is missing; give a number, or null for unlimited"),
      (levels(#"[{"slots":1},{"slot":1}]"#), "levels[1].slot: unknown field; did you mean \"slots\"?"),
      (levels(#"[{"slots":1,"slots":1}]"#), "levels[0].slots: is given twice; keep one"),
      (levels(#"[{"slots":-1}]"#), "levels[0].slots: must be an integer >= 0"),
      (
        levels(#"[{"slots":2000000000000000000}]"#),
        "levels[0].slots: must be from 0 to 1000000000000000000, or unlimited"
      ),
      (
        levels(#"[{"slots":true}]"#),
        "levels[0].slots: must be an integer >= 0, or null for unlimited, not true or false"
      ),
      (levels(#"[{"slots":1,"name":1}]"#), "levels[0].name: must be a string, not a number"),
      (
        levels(#"[{"slots":1,"bytes":1}]"#),
        "levels[0].bytes: unknown field; the fields here are \"name\", \"slots\", \"capacity\", \"writeCost\", \"readCost\", \"writeBandwidth\", \"readBandwidth\", \"sizeFactor\", \"sharesCapacityWith\", \"overlapped\""
      ),
      (
        levels(#"[{"slots":1,"capacity":1}]"#),
        "levels[0].capacity: conflicts with slots: give a level's size in slots or in bytes"
      ),
      (
        levels(#"[{"capacity":1}]"#),
        "chain.stateSize: is missing; levels[0] has a capacity, so give the size of a state"
      ),
      (
        #"{"chain":{"length":1,"stateSize":1,"adjointCost":1},"levels":[{"slots":2},{"capacity":1}]}"#,
        "chain.tapeSize: is missing; levels[1] has a capacity, so give the size of a tape"
      ),
      (
        chain(#"{"length":1,"stateSize":true}"#),
        "chain.stateSize: must be an integer number of bytes or a string such as \"1.5 GiB\", not true or false"
      ),
      (
        chain(#"{"length":1,"stateSize":[1,"2 Gb"]}"#),
        "chain.stateSize[1]: \"2 Gb\" is not a size; write one such as \"1.5 GiB\" or \"96 MB\""
      ),
      (chain(#"{"length":1,"stateSize":"1.5 B"}"#), "chain.stateSize: \"1.5 B\" is not a whole number of bytes"),
      (
        chain(#"{"length":1,"stateSize":"9000000000 GiB"}"#),
        "chain.stateSize: \"9000000000 GiB\" is more than 64 bits of bytes"
      ),
      (
        chain(#"{"length":1,"stateSize":[1]}"#),
        "chain.stateSize: has 1 entries where the chain's length asks for 2"
      ),
      (
        chain(#"{"length":1,"tapeSize":[1,2]}"#), "chain.tapeSize: has 2 entries where the chain's length asks for 1"
      ),
      (
        chain(#"{"length":1,"adjointCost":[]}"#), "chain.adjointCost: has 0 entries where the chain's length asks for 1"
      ),
      (
        chain(#"{"length":1,"adjointCost":1,"backwardCost":1}"#),
        "chain.backwardCost: conflicts with adjointCost: backward steps run from states or from tapes; leave one out"
      ),
    ]
    for (json, wanted) in table { #expect(error(json) == wanted, "\(json)") }
  }

  @Test func `a million levels and long names end in one line`() {
    let million = String(repeating: #"{"slots":1},"#, count: 1_000_000)
    #expect(
      error(#"{"chain":{"length":3},"levels":[\#(million){"slots":1}]}"#)
        == "levels: has more than 1000 entries; merge levels that are alike")
    let long = error("{\"\(String(repeating: "y", count: 60_000))\":1}")
    #expect(long.utf8.count < 200 && !long.contains("\n"), "\(long)")
  }

  @Test func `no prefix of a problem is a problem`() {
    let json = #"{"chain":{"length":3,"forwardCost":[1,2.5,3]},"levels":[{"name":"a\u00e9","slots":null}]}"#
    #expect(error(json).hasPrefix("no error"))
    for count in 0..<json.utf8.count {
      let message = error(String(decoding: json.utf8.prefix(count), as: UTF8.self))
      #expect(!message.hasPrefix("no error") && !message.contains("\n"), "\(count)")
    }
  }

  @Test func `any byte changed is read or refused`() {
    let bytes = Array(
      #"{"chain":{"length":2,"forwardCost":[1,2]},"levels":[{"name":"é","slots":9,"readCost":1e1}]}"#.utf8)
    for index in bytes.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = bytes
        changed[index] = byte
        do throws(FormatError) {
          _ = try ProblemReader.read(changed)
        } catch {
          #expect(!error.description.contains("\n"), "\(index) \(byte)")
        }
      }
    }
  }
}
