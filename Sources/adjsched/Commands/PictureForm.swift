import ScheduleFormats

/// The requested format, size, window and destination of a picture.
struct PictureForm {
  let options: ResultOptions<PictureFormat>
  /// The part of the chain to draw.
  let window: PictureWindow
  /// In pixels or characters; nil if not given.
  private let width: Int?
  private let height: Int?

  /// Formats that other programs draw.
  private static let images = [".png", ".pdf", ".jpg", ".jpeg", ".gif", ".eps"]

  init(_ arguments: Arguments) throws(UsageError) {
    let toFile = arguments.last(.output).map { $0.value != "-" } ?? false
    let isTerminal = !toFile && Descriptor.standardOutput.isTerminal
    if let output = arguments.last(.output), let image = Self.images.first(where: { output.value.hasSuffix($0) }) {
      throw .outOfRange(
        output.name,
        reason: "\(output.value.quoted) would be SVG all the same; name it .svg, and convert it to \(image.dropFirst())"
      )
    }
    if let format = arguments.last(.format), Self.images.contains("." + format.value) {
      throw .outOfRange(
        format.name,
        reason: "\(format.value.quoted) is not one of svg, terminal; write SVG and convert it to \(format.value)")
    }
    options = try ResultOptions(arguments, default: isTerminal ? PictureFormat.terminal : .svg)
    window = try arguments.window()
    let isSVG = options.format == .svg
    width = try arguments.last(.width)?.wholeNumber(in: isSVG ? 200...10_000 : 20...1000)
    height = try arguments.last(.height)?.wholeNumber(in: isSVG ? 200...10_000 : 8...1000)
  }

  /// Notes that a window is empty, and why.
  func note(_ picture: SchedulePicture) {
    guard picture.isEmpty, picture.problem.steps > 0, !options.isQuiet else { return }
    let (first, last) = (picture.states.lowerBound, picture.states.upperBound)
    let due = picture.problem.situation?.due ?? picture.problem.chain.backwardSteps - 1
    Notes.current.add(
      "nothing is drawn: from x_\(first) to x_\(last) this schedule, which begins with backward step \(due), reverses no step; "
        + (due < first ? "they are reversed before it" : "it ends before them"))
  }

  /// Returns the bytes of the picture for `descriptor`.
  func bytes(_ picture: SchedulePicture, for descriptor: Descriptor) -> [UInt8] {
    switch options.format {
    case .svg:
      let size = SchedulePicture.defaultSize
      return picture.svg(width: width ?? size.width, height: height ?? size.height)
    case .terminal:
      let terminal = Terminal(descriptor)
      return picture.terminalText(
        columns: width ?? terminal.columns, lines: height ?? terminal.lines, isColored: terminal.showsColor)
    }
  }
}
