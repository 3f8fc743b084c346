import Testing

@testable import ScheduleFormats

@Suite struct ByteTextTests {
  @Test func `bytes are said in the largest unit of which there is one`() {
    let table: [(bytes: Int, needed: String, allowed: String)] = [
      (0, "0 bytes", "0 bytes"), (1, "1 byte", "1 byte"), (1000, "1000 bytes", "1000 bytes"),
      (1024, "1 KiB", "1 KiB"), (1025, "2 KiB", "1 KiB"), (1_048_575, "1024 KiB", "1023 KiB"),
      (1 << 20, "1 MiB", "1 MiB"), ((1 << 20) + 1, "2 MiB", "1 MiB"), (3 << 30, "3072 MiB", "3072 MiB"),
      (.max, "8796093022208 MiB", "8796093022207 MiB"),
    ]
    for (bytes, needed, allowed) in table {
      #expect(ByteText.needed(bytes) == needed && ByteText.allowed(bytes) == allowed, "\(bytes)")
    }
  }

  @Test func `what is more than a limit is said to be more`() {
    for limit in [1, 1000, 1023, 1024, 5000, 1 << 20, (1 << 20) + 7, 95 << 20] {
      for more in [1, 2, 500, 1024, 1 << 20] {
        #expect(ByteText.needed(limit + more) != ByteText.allowed(limit), "\(limit), \(more)")
      }
    }
  }
}
