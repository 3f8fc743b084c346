import AdjointSchedules

/// Writes certificates as JSON.
public enum CertificateWriter {
  /// The value of the field `format`.
  static let name = "adjsched-certificate/1"

  /// Returns a certificate as a file. docs/certificates.md describes the fields.
  ///
  /// - Complexity: O(values) in time and memory, since each is written once.
  public static func bytes(_ certificate: Certificate) -> [UInt8] {
    let digits = certificate.problem.fractionDigits
    let unit = (0..<digits).reduce(Int128(1)) { scale, _ in scale * 10 }
    var json = JSONBuilder(style: .readable)
    json.openTop()
    json.topField("format")
    json.string(name)
    json.appendFields(of: certificate.problem)
    json.topField("makespan")
    json.cost(certificate.makespanUnits, fractionDigits: digits)
    json.topField("lowerBound")
    json.cost(certificate.lowerBoundUnits, fractionDigits: digits)
    json.topField("optimal")
    json.bool(certificate.isOptimal)
    json.topField("kind")
    switch certificate.proof {
    case .count: json.string("count")
    case .prices(let proof):
      json.string("prices")
      json.append(proof, unit: unit) { $0.topField($1) }
    case .layers(let proof):
      json.string("layers")
      json.append(proof, unit: unit, fractionDigits: digits)
    case .overlap(let proof):
      json.string("overlap")
      json.append(proof, unit: unit)
    case .overlapSlots(let proof):
      json.string("overlapSlots")
      json.append(proof, unit: unit)
    case .tapes(let proof):
      json.string("tapes")
      json.append(proof, unit: unit)
    case .potential(let proof):
      json.string("potential")
      json.append(proof, fractionDigits: digits)
    }
    json.closeTop()
    return json.bytes
  }
}

extension JSONBuilder {
  /// Appends the fields of a price. Its numbers are costs times the denominator.
  ///
  /// - Parameters:
  ///   - unit: What a cost is multiplied by to make it an integer.
  ///   - start: Starts a field.
  fileprivate mutating func append(_ proof: PriceProof, unit: Int128, start: (inout JSONBuilder, String) -> Void) {
    start(&self, "order")
    list(proof.order) { "\($0)" }
    start(&self, "price")
    raw("\(proof.numerator)")
    start(&self, "denominator")
    raw("\(Int128(proof.denominator) * unit)")
    start(&self, "prices")
    number(proof.priceCount)
    start(&self, "tiers")
    open(ASCII.openBracket, padded: false)
    for rows in proof.tiers {
      separate(before: style.levelStart)
      open(ASCII.openBracket, padded: false)
      for row in rows {
        separate(before: style.levelStart)
        append(row)
      }
      close(ASCII.closeBracket, padded: false)
    }
    close(ASCII.closeBracket, padded: false)
    guard let window = proof.window else { return }
    start(&self, "window")
    number(window)
    start(&self, "period")
    number(proof.period)
    start(&self, "losses")
    open(ASCII.openBracket, padded: false)
    for pieces in proof.losses {
      separate(before: style.levelStart)
      list(pieces) { "[\($0.map { "\($0)" }.joined(separator: ","))]" }
    }
    close(ASCII.closeBracket, padded: false)
  }

  fileprivate mutating func append(_ proof: LayerProof, unit: Int128, fractionDigits digits: Int) {
    let scaled = unit * Int128(proof.scale)
    topField("unit")
    raw("\(scaled)")
    topField("layers")
    open(ASCII.openBracket, padded: false)
    for layer in proof.layers {
      separate(before: style.levelStart)
      open(ASCII.openBrace)
      for (name, units) in [("from", layer.costs.lowerBound), ("to", layer.costs.upperBound)] {
        field(name)
        cost(units, fractionDigits: digits)
      }
      for (name, shares) in [("writes", layer.writes), ("reads", layer.reads)] {
        field(name)
        list(shares) { "\($0)" }
      }
      if let prices = layer.proof { append(prices, unit: scaled) { $0.field($1) } }
      close(ASCII.closeBrace)
    }
    close(ASCII.closeBracket, padded: false)
  }

  fileprivate mutating func append(_ proof: OverlapProof, unit: Int128) {
    topField("denominator")
    raw("\(OverlapProof.scale * unit)")
    topField("shares")
    // A share is not a cost.
    list(proof.shares) { "\($0 * unit)" }
    topField("offloads")
    list(proof.offloads) { "\($0)" }
    topField("price")
    raw("\(proof.price)")
    topField("blocks")
    list(proof.blocks) { "[\($0.map { "\($0)" }.joined(separator: ","))]" }
  }

  fileprivate mutating func append(_ proof: OverlapSlotProof, unit: Int128) {
    topField("denominator")
    raw("\(OverlapProof.scale * unit)")
    topField("share")
    // A share is not a cost.
    raw("\(proof.share * unit)")
    topField("price")
    raw("\(proof.price)")
    topField("values")
    list(proof.values) { rows in
      "[\(rows.map { "[\($0.map { "\($0)" }.joined(separator: ","))]" }.joined(separator: ","))]"
    }
  }

  fileprivate mutating func append(_ proof: TapeProof, unit: Int128) {
    topField("price")
    raw("\(proof.numerator)")
    topField("denominator")
    raw("\(Int128(proof.denominator) * unit)")
    topField("rooms")
    open(ASCII.openBracket, padded: false)
    for row in proof.rows {
      separate(before: style.levelStart)
      open(ASCII.openBrace)
      field("room")
      number(row.room)
      for (name, values) in [("onTape", row.onTape), ("stored", row.stored), ("buffer", row.buffer)] {
        field(name)
        list(values) { "\($0)" }
      }
      close(ASCII.closeBrace)
    }
    close(ASCII.closeBracket, padded: false)
  }

  fileprivate mutating func append(_ proof: PotentialProof, fractionDigits digits: Int) {
    topField("states")
    open(ASCII.openBracket, padded: false)
    for state in proof.states {
      separate(before: style.levelStart)
      open(ASCII.openBracket, padded: false)
      raw(state.buffer.map { "\($0)" } ?? "null")
      separate()
      if state.due.count == 1 { number(state.due[0]) } else { list(state.due) { "\($0)" } }
      separate()
      list(state.stored) { "[\($0.map { "\($0)" }.joined(separator: ","))]" }
      separate()
      cost(state.value, fractionDigits: digits)
      close(ASCII.closeBracket, padded: false)
    }
    close(ASCII.closeBracket, padded: false)
  }

  private mutating func append(_ row: PriceProof.Row) {
    open(ASCII.openBrace)
    for (name, values) in [("stored", row.stored), ("buffer", row.buffer)] {
      field(name)
      list(values) { "\($0)" }
    }
    for (name, indices) in [("storedLosses", row.storedLosses), ("bufferLosses", row.bufferLosses)]
    where !indices.isEmpty {
      field(name)
      list(indices) { "\($0)" }
    }
    close(ASCII.closeBrace)
  }

  private mutating func list<Value>(_ values: [Value], _ text: (Value) -> String) {
    raw("[\(values.map(text).joined(separator: ","))]")
  }
}
