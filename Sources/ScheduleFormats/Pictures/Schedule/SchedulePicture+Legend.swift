import AdjointSchedules

/// The style of a picture's lines.
enum LineStyle {
  static func of(_ activity: SchedulePicture.Activity) -> (color: String, width: Double) {
    switch activity {
    case .forward: return ("run", 1.5)
    case .backward: return ("c1", 2)
    case .transfer: return ("run", 2)
    }
  }
}

/// The style of a level's bars: thicker for slower levels, with dashes as well as colours.
enum LaneStyle {
  static func width(_ lane: Int) -> Double { 2.5 + 1.5 * Double(min(lane, 4)) }

  /// A tape is a broad pale band.
  static let tapeWidth = 9.0
  static let tapeOpacity = " opacity=\".4\""
  /// Where states are too close to tell apart, the background shines through.
  static let crowdOpacity = " opacity=\".3\""

  static func dashes(_ lane: Int) -> String {
    let dashes = ["", "9 1.5", "3 1.5", "9 1.5 3 1.5", "1.5 1.5", "14 2", "5 3", "2 3"]
    return dashes[lane].isEmpty ? "" : " stroke-dasharray=\"\(dashes[lane])\""
  }
}

extension SchedulePicture {
  /// Draws the legend below the title; returns its end.
  func drawLegend(from top: Double, hasCrowds: Bool, in document: inout SVGDocument) -> Double {
    var x = 16.0
    var y = top
    func entry(
      _ text: String, slope: Double = 0, style: String, width: Double, attributes: String = "",
      in document: inout SVGDocument
    ) {
      let text = SVGDocument.clipped(text, width: document.width - 68)
      let room = 36 + SVGDocument.width(of: text)
      if x > 16 && x + room > document.width - 16 { (x, y) = (16, y + 20) }
      var sample = SVGPath()
      sample.line(x, y - 4.5 - slope, x + 24, y - 4.5 + slope)
      document.path(sample, style: style, width: width, attributes: attributes)
      document.text(text, x: x + 32, y: y)
      x += room + 20
    }
    let words: [Activity: String] = [
      .forward: "forward run", .backward: "backward step", .transfer: "write or read",
    ]
    for activity in Activity.allCases where lines.contains(where: { $0.activity == activity }) {
      let style = LineStyle.of(activity)
      let slope = activity == .forward ? -5.0 : activity == .backward ? 5.0 : 0
      entry(words[activity] ?? "", slope: slope, style: style.color, width: style.width, in: &document)
    }
    for (lane, text) in levelEntries() {
      entry(
        text, style: "c\(SVGPalette.levels[lane])", width: LaneStyle.width(lane), attributes: LaneStyle.dashes(lane),
        in: &document)
    }
    let bands = [
      (hasCrowds, "states too close to draw apart", LaneStyle.crowdOpacity),
      (bars.contains(where: \.isTape), "tape", LaneStyle.tapeOpacity),
    ]
    for (isDrawn, text, opacity) in bands where isDrawn {
      entry(text, style: "run", width: LaneStyle.tapeWidth, attributes: opacity, in: &document)
    }
    return y
  }
}
