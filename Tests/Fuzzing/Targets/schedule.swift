/// Schedules, of one chain and of a join, text, JSON or JSON Lines from the first byte on.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  requireOneAnswer(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
