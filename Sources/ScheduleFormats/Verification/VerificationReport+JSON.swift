extension VerificationReport {
  /// One object: `valid`, then the operation and its rule, or the mismatches if any and what the replay found.
  var jsonBytes: [UInt8] {
    var json = JSONBuilder(style: .readable)
    json.openTop()
    json.topField("valid")
    json.bool(isValid)
    if let violation {
      json.append(violation)
    } else {
      if !mismatches.isEmpty { json.append(mismatches) }
      json.topField("makespan")
      json.cost(makespan, fractionDigits: problem.fractionDigits)
      json.topField("statistics")
      json.append(statistics)
      json.topField("storedStates")
      json.number(storedStates)
    }
    json.closeTop()
    json.bytes.append(ASCII.newline)
    return json.bytes
  }
}

extension JSONBuilder {
  /// Appends the operation's number and text, both null when the schedule ends too early, and the rule.
  fileprivate mutating func append(_ broken: BrokenRule) {
    topField("operation")
    if broken.operation == nil { raw("null") } else { number(broken.number) }
    topField("text")
    if let operation = broken.operation { string(operation) } else { raw("null") }
    topField("rule")
    string(broken.rule.description)
  }

  fileprivate mutating func append(_ mismatches: [Mismatch]) {
    topField("mismatches")
    open(ASCII.openBracket, padded: false)
    for mismatch in mismatches {
      separate(before: style.levelStart)
      open(ASCII.openBrace)
      field("field")
      string(mismatch.field)
      field("stated")
      raw(mismatch.stated)
      field("replayed")
      raw(mismatch.replayed)
      close(ASCII.closeBrace)
    }
    bytes.append(text: style.levelsEnd)
    close(ASCII.closeBracket, padded: false)
  }
}
