extension JSONScanner {
  /// Returns the next key that is not a comment, or leaves the object and returns nil.
  mutating func nextField(_ isFirst: inout Bool, _ fields: inout FieldSet) throws(ReadError) -> String? {
    while let key = try nextKey(&isFirst) {
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
    var isFirst = true
    while let key = try nextField(&isFirst, &fields) {
      guard try fields.accept(key) else { throw fields.unknown(key) }
      try read(&self, key, fields.path(of: key))
    }
    return fields
  }
}
