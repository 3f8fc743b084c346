/// Appends JSON to bytes, inserting commas where needed.
struct JSONBuilder {
  let style: JSONStyle
  var bytes: [UInt8]
  private var needsComma = false

  init(style: JSONStyle, bytes: [UInt8] = []) {
    self.style = style
    self.bytes = bytes
  }

  /// Starts a field of the outermost object.
  mutating func topField(_ name: String) {
    if needsComma { bytes.append(ASCII.comma) }
    bytes.append(text: style.fieldStart)
    key(name)
  }

  /// Starts a field of an inner object.
  mutating func field(_ name: String) {
    separate()
    key(name)
  }

  /// Starts an element of an array that stays on one line.
  mutating func separate() {
    if needsComma { bytes.append(text: style.comma) }
    needsComma = false
  }

  /// Separates two elements; the next one starts with `start`, such as a line break.
  mutating func separate(before start: String) {
    if needsComma { bytes.append(ASCII.comma) }
    bytes.append(text: start)
    needsComma = false
  }

  mutating func openTop() {
    bytes.append(ASCII.openBrace)
    needsComma = false
  }

  /// Ends the object and its line.
  mutating func closeTop() {
    bytes.append(text: style.objectEnd)
    bytes.append(ASCII.closeBrace)
    bytes.append(ASCII.newline)
    needsComma = true
  }

  mutating func open(_ bracket: UInt8, padded: Bool = true) {
    bytes.append(bracket)
    if padded { bytes.append(text: style.padding) }
    needsComma = false
  }

  mutating func close(_ bracket: UInt8, padded: Bool = true) {
    if padded { bytes.append(text: style.padding) }
    bytes.append(bracket)
    needsComma = true
  }

  mutating func number(_ value: Int) {
    bytes.append(digitsOf: value)
    needsComma = true
  }

  mutating func cost(_ units: Int, fractionDigits: Int) {
    CostText.append(units, fractionDigits: fractionDigits, to: &bytes)
    needsComma = true
  }

  /// Appends text that is already JSON, such as `null` or a number.
  mutating func raw(_ text: String) {
    bytes.append(text: text)
    needsComma = true
  }

  mutating func bool(_ value: Bool) {
    raw(value ? "true" : "false")
  }

  /// Appends a string, quoted and escaped.
  ///
  /// Characters with a special meaning to terminals or line readers are escaped: control characters, direction marks,
  /// line separators.
  mutating func string(_ value: String) {
    bytes.append(ASCII.quote)
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"", "\\":
        bytes.append(ASCII.backslash)
        bytes.append(UInt8(ascii: scalar))
      case "\n": bytes.append(text: "\\n")
      case "\t": bytes.append(text: "\\t")
      case "\r": bytes.append(text: "\\r")
      case _ where PrintableText.isSafe(scalar) || scalar.properties.generalCategory == .spaceSeparator:
        bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      default:
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { escape(unit) }
      }
    }
    bytes.append(ASCII.quote)
    needsComma = true
  }

  private mutating func escape(_ unit: UInt16) {
    let digits = String(unit, radix: 16)
    bytes.append(text: "\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
  }

  private mutating func key(_ name: String) {
    string(name)
    bytes.append(text: style.colon)
    needsComma = false
  }
}
