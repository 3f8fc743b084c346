import AdjointSchedules
import Testing

@testable import ScheduleFormats

/// The lanes of stalls and transfers below the picture of a schedule with overlapped levels.
@Suite struct ChannelPictureTests {
  /// Two transfers of 7 beside 15 units of steps, which wait for 4; docs/overlap.md has its times.
  static let text = """
    # chain length 4 forward-cost 1 backward-cost 2
    # level 0 memory slots 2
    # level 1 disk slots 1 write-cost 7 read-cost 7 overlapped yes
    write 0 0
    offload 1 0
    discard 0 0
    forward 0 1
    write 0 1
    forward 1 3
    write 0 3
    forward 3 4
    backward 4
    read 0 3
    backward 3
    discard 0 3
    prefetch 1 0
    read 0 1
    forward 1 2
    backward 2
    read 0 1
    backward 1
    discard 0 1
    read 0 0
    backward 0
    discard 0 0
    discard 1 0

    """

  private func picture(_ window: PictureWindow = .whole) throws -> SchedulePicture {
    guard case .picture(let picture) = try SchedulePicture.read(ArraySource(Array(Self.text.utf8)), window: window)
    else {
      throw FormatError(place: "text", reason: "is no picture")
    }
    return picture
  }

  @Test func `stalls and transfers are drawn when they happen`() throws {
    let picture = try picture()
    #expect(picture.makespan == 19 && picture.times == 0...19)
    #expect(
      picture.channels == [
        .init(out: [.init(start: 3, end: 7)]),
        .init(level: 1, out: [.init(start: 0, end: 7)], back: [.init(start: 10, end: 17)]),
      ])
    let runs = picture.lines.filter { $0.activity == .forward }.map { [$0.start, $0.end, $0.from, $0.to] }
    #expect(runs == [[0, 1, 0, 1], [1, 3, 1, 3], [7, 8, 3, 4], [12, 13, 1, 2]])
    // x_0 keeps its slot of memory until it has left; on the disk it stays until it is discarded.
    let bars = Set(picture.bars.map { [$0.lane, $0.state, $0.start, $0.end] })
    #expect(bars == [[0, 0, 0, 7], [0, 1, 1, 15], [0, 3, 7, 10], [0, 0, 10, 17], [1, 0, 0, 17]])
  }

  @Test func `the lanes have words and stay inside the picture`() throws {
    for (width, height) in [(960, 540), (200, 200)] {
      let svg = String(decoding: try picture().svg(width: width, height: height), as: UTF8.self)
      #expect(svg.contains("the steps wait"))
      #expect(svg.contains("disk: offloads"))
    }
    #expect(String(decoding: try picture().svg(), as: UTF8.self).contains("the steps wait: 4 of 19"))
  }

  @Test func `in the terminal each lane is a line, on the axis of the chain`() throws {
    let lines = String(decoding: try picture().terminalText(columns: 22, lines: 30, isColored: false), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let axis = try #require(lines.firstIndex { $0.hasPrefix("  └") })
    #expect(lines[axis - 2] == "  ╎   ░░░░")
    #expect(lines[axis - 1] == "1 ╎▄▄▄▄▄▄▄   ▀▀▀▀▀▀▀")
    #expect(lines[axis - 3].hasPrefix("0 ┤"))
    let text = String(decoding: try picture().terminalText(columns: 80, lines: 24, isColored: true), as: UTF8.self)
    #expect(text.contains("the steps wait: 4 of 19") && text.contains("disk: busy for 14"), "\(text)")
    #expect(text.contains(" offload") && text.contains(" prefetch") && text.split(separator: "\n").count <= 24)
  }

  @Test func `a window shows its part of the lanes`() throws {
    let picture = try picture(PictureWindow(from: 0, to: 1))
    let svg = String(decoding: picture.svg(), as: UTF8.self)
    #expect(picture.channels.count == 2 && svg.contains("disk: offloads"))
  }

  @Test func `many spans are merged, the closest first`() {
    var list = SpanList()
    for index in 0..<100_000 { list.add(10 * index, 10 * index + 7) }
    list.add(2_000_000, 2_000_005)
    list.add(5, 5)
    #expect(list.spans.count <= SpanList.most)
    #expect(list.spans.first?.start == 0 && list.spans.last?.end == 2_000_005)
    #expect(zip(list.spans, list.spans.dropFirst()).allSatisfy { $0.end < $1.start })
  }
}
