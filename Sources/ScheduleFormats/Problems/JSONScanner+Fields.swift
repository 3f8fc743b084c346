extension JSONScanner {
  /// Returns the next key that is not a comment, or leaves the object and returns nil.
  mutating func nextField(_ fields: inout FieldSet) throws(ReadError) -> String? {
    while let key = try nextKey() {
      guard key == FieldSet.comment else { return key }
      try fields.acceptComment()
      try skipValue()
    }
    return nil
  }

  /// Reads an object of known fields and returns those it has.
  ///
  /// - Parameter read: Reads the value of a field, given its name and its path in the file.
  @discardableResult
  mutating func fields(
    _ path: String, _ names: [String],
    _ read: (_ scanner: inout JSONScanner, _ key: String, _ path: String) throws(ReadError) -> Void
  ) throws(ReadError) -> FieldSet {
    var fields = FieldSet(path: path, names: names)
    try enterObject(path)
    while let key = try nextField(&fields) {
      guard try fields.accept(key) else { throw fields.unknown(key) }
      try read(&self, key, fields.path(of: key))
    }
    return fields
  }
}
