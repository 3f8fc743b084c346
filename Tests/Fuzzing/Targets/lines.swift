/// JSON Lines after a first line that is right, so that the operations are reached at once.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let choice = bytes.first else { return 0 }
  let header = headers[Int(choice) % headers.count]
  requireOneAnswer(Array(header.utf8) + [0x0A] + bytes.dropFirst())
  return 0
}

private let headers = [
  #"{"chain":{"length":3},"levels":[{"slots":2}]}"#,
  #"{"chain":{"length":9,"forwardCost":0.1,"backwardCost":2.5},"levels":[{"slots":2},{"slots":null,"writeCost":5,"readCost":4}]}"#,
  #"{"chain":{"length":2,"forwardCost":[1,4000000000000000000],"backwardCost":[1,1,2]},"levels":[{"slots":3}]}"#,
  #"{"chain":{"length":2,"stateSize":[1,9000000000000000000,3],"backwardCost":0},"levels":[{"capacity":9200000000000000000}]}"#,
  #"{"chain":{"length":3,"adjointCost":2,"tapeSize":[1,2,3],"stateSize":1},"levels":[{"slots":9},{"capacity":40,"readCost":1}]}"#,
  #"{"join":{"branches":[{"length":2},{"length":1}],"handle":{"length":1}},"levels":[{"slots":6}]}"#,
  #"{"chain":{"length":1000000000000000000},"levels":[{"slots":null}],"makespan":1e18,"optimal":true,"lowerBound":9}"#,
]
