/// The colours of all pictures, on light and dark backgrounds. Most people can tell them apart, and nothing relies on
/// colour alone.
enum SVGPalette {
  /// Blue, vermilion, green, purple, amber, sky, brown, grey, olive.
  static let colors: [(light: String, dark: String)] = [
    ("#0072b2", "#58a6ff"), ("#d55e00", "#ff9248"), ("#00875f", "#3fb98f"), ("#a8478a", "#e08cc3"),
    ("#a87900", "#e0b040"), ("#3d93c8", "#7cc7f0"), ("#7a5230", "#c9a27a"), ("#6e7781", "#9da7b1"),
    ("#6b7a00", "#b5c25a"),
  ]
  /// The colours of storage levels; vermilion is that of backward steps.
  static let levels = [0, 2, 3, 4, 5, 6, 8, 7]
  /// The colours of curves.
  static let series = [0, 1, 2, 3, 4, 5, 6, 7]

  private static let others: [(rule: String, light: String, dark: String)] = [
    (".bg{fill:", "#fff", "#0d1117"), (".ink{fill:", "#1f2328", "#e6edf3"), (".dim{fill:", "#59636e", "#9198a1"),
    (".grid{stroke:", "#e4e8ec", "#262c36"), (".axis{stroke:", "#818b98", "#656c76"),
    (".run{stroke:", "#59636e", "#a8b1bb"), (".halo{stroke:", "#fff", "#0d1117"),
  ]

  /// The style sheet: classes `c0` ... stroke with a colour, `f0` ... fill with it.
  static let css: String = {
    func rules(isDark: Bool) -> String {
      var rules = others.map { ".adjsched \($0.rule)\(isDark ? $0.dark : $0.light)}" }
      for (index, color) in colors.enumerated() {
        let color = isDark ? color.dark : color.light
        rules.append(".adjsched .c\(index){stroke:\(color)}.adjsched .f\(index){fill:\(color)}")
      }
      return rules.joined(separator: "\n")
    }
    return """
      .adjsched{font:13px system-ui,"DejaVu Sans",sans-serif}
      .adjsched path{fill:none}
      .adjsched .halo{paint-order:stroke;stroke-width:3px;font-weight:600}
      .adjsched .title{font-size:15px;font-weight:600}
      \(rules(isDark: false))
      @media (prefers-color-scheme:dark){
      \(rules(isDark: true))
      }
      """
  }()
}
