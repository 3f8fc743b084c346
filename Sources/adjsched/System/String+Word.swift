/// Words of a command line are bytes, and a file's name need not be UTF-8.
///
/// A byte that is not valid UTF-8 is mapped to one of the last 128 scalars of Unicode, from U+10FF80, which have no
/// meaning; if a word contains such a scalar itself, each of its bytes is mapped. So ``wordBytes`` restores every
/// word exactly.
extension String {
  private static let firstByte: UInt32 = 0x10FF80

  init(word bytes: some Collection<UInt8>) {
    self.init()
    unicodeScalars.reserveCapacity(bytes.count)
    var parser = Unicode.UTF8.ForwardParser()
    var source = bytes.makeIterator()
    var rest = bytes[...]
    while true {
      let count: Int
      switch parser.parseScalar(from: &source) {
      case .emptyInput: return
      case .error(let length): count = length
      case .valid(let encoded):
        let scalar = Unicode.UTF8.decode(encoded)
        count = encoded.count
        if scalar.value < Self.firstByte {
          unicodeScalars.append(scalar)
          rest = rest.dropFirst(count)
          continue
        }
      }
      for byte in rest.prefix(count) {
        if let scalar = Unicode.Scalar(Self.firstByte - 0x80 + UInt32(byte)) { unicodeScalars.append(scalar) }
      }
      rest = rest.dropFirst(count)
    }
  }

  /// The bytes of the original word.
  var wordBytes: [UInt8] {
    if utf8.allSatisfy({ $0 < 0x80 }) { return Array(utf8) }
    return unicodeScalars.flatMap { scalar -> [UInt8] in
      scalar.value < Self.firstByte ? Array(UTF8.encode(scalar) ?? .init()) : [UInt8(scalar.value & 0xFF)]
    }
  }

  /// The text with bytes that are not UTF-8 escaped, such as `caf\xe9`.
  var spellingBytes: String {
    guard unicodeScalars.contains(where: { $0.value >= Self.firstByte }) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if scalar.value < Self.firstByte {
        text.unicodeScalars.append(scalar)
      } else {
        text += "\\x" + String(scalar.value & 0xFF, radix: 16)
      }
    }
    return text
  }
}
