import Testing

/// The same problem gives the same bytes: from run to run, whatever the surroundings, and in every build.
@Suite struct DeterminismTests {
  /// A locale that writes 1,5 for 1.5, one that writes I for i, a time zone of a quarter hour, hashes of another seed.
  private static let surroundings = [
    "", "LC_ALL=C TZ=UTC", "LANG=de_DE.UTF-8 LC_ALL=de_DE.UTF-8 TZ=Pacific/Chatham",
    "LANG=tr_TR.UTF-8 LC_ALL=tr_TR.UTF-8 TZ=America/St_Johns", "SWIFT_DETERMINISTIC_HASHING=1",
  ]

  /// A command line, and the FNV-1a hash of what it prints, the same for debug and release builds.
  private static let commands: [(String, UInt64)] = [
    ("revolve -l 200 -m 7", 0x8876_F547_2020_0C67),
    (
      "revolve -l 1000000000000 -m 100 --forward-cost 1.5 --backward-cost 2.25 --summary --format json",
      0xBAA4_8971_1DD1_16FF
    ),
    ("disk-revolve -l 150 -m 3 --disk-write 5 --disk-read 2.5 --format jsonl", 0x348F_410D_CBAF_A326),
    ("hrevolve -l 120 --level 2:0:0 --level 3:4:4 --level 5:30:20 --format json", 0xC7C7_A816_4FE2_0188),
    ("hrevolve -l 30 --level 2:9:1 --level 2:1:9 --format json", 0x2192_35C3_39CA_7AFB),
    ("multistage -l 60 --level 2:0:0 --level 4:5:5 --format text --quiet", 0x5015_C96F_6E17_412E),
    ("online -l 100 -m 9 --format json --quiet", 0x2E93_B9E6_8125_0583),
    ("two-level -l 90 -m 4 --disk-write 6 --disk-read 3 --format jsonl --quiet", 0x0602_DFC6_EB0C_DFE1),
  ]

  /// The bytes that a shell's command prints on both streams, as one number.
  private func hash(_ script: String) throws -> UInt64 {
    let result = try Program.shell(script)
    #expect(result.status == 0, "\(script): \(result.error)")
    return (result.output + result.error).utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  @Test func `locales, time zones, hash seeds and runs change no byte`() throws {
    for (command, _) in Self.commands {
      let first = try hash("$ADJSCHED \(command)")
      for surrounding in Self.surroundings {
        #expect(try hash("env \(surrounding) $ADJSCHED \(command)") == first, "\(surrounding): \(command)")
      }
    }
  }

  @Test func `one core gives the bytes that all cores give`() throws {
    for (command, _) in Self.commands {
      #expect(try hash("taskset -c 0 $ADJSCHED \(command)") == hash("$ADJSCHED \(command)"), "\(command)")
    }
  }

  @Test func `debug and release builds, now and later, print these bytes`() throws {
    for (command, expected) in Self.commands {
      let found = try hash("$ADJSCHED \(command)")
      #expect(found == expected, "\(command): 0x\(String(found, radix: 16, uppercase: true))")
    }
  }
}
