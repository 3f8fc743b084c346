import TestSupport
import Testing

@testable import ScheduleFormats

@Suite struct DigitsTests {
  private func written(_ value: Int) -> String {
    var buffer = OutputBuffer([], capacity: 0)
    buffer.write { raw, end in Digits.write(value, to: &raw, at: end) }
    return String(decoding: buffer.bytes, as: UTF8.self)
  }

  @Test(.slow) func `every half of eight digits is written right`() {
    for half in 0..<10_000 {
      for value in [half, half * 10_000, half * 10_000 + 9_999 - half] {
        #expect(written(value) == String(value))
      }
    }
  }

  @Test func `numbers of every length are written right`() {
    var power = 1
    while power <= Int.max / 10 {
      for value in [power - 1, power, power + 1, power * 7 + 3] {
        #expect(written(value) == String(value))
      }
      power *= 10
    }
    #expect(written(.max) == String(Int.max))
  }

  @Test func `bytes of any integer are appended`() {
    for value in [0, 9, 10, 99, 100, -1, -10, .max, .min, 1_234_567_890] {
      var bytes: [UInt8] = [0x23]
      bytes.append(digitsOf: value)
      #expect(String(decoding: bytes, as: UTF8.self) == "#\(value)")
    }
  }

  @Test func `pieces of every length are written whole`() {
    for length in 0...40 {
      let text = String("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".prefix(length))
      var buffer = OutputBuffer(Array("<".utf8), capacity: 0)
      buffer.write { raw, end in BytePiece(text).write(to: &raw, at: end) }
      buffer.write { raw, end in BytePiece(">").write(to: &raw, at: end) }
      #expect(String(decoding: buffer.bytes, as: UTF8.self) == "<\(text)>", "\(length)")
    }
  }
}
