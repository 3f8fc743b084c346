import AdjointSchedules

extension UnsupportedOperation: CustomStringConvertible {
  /// One line with the remedy.
  public var description: String {
    switch operation {
    case .join: return "the schedule joins branches; give the driver the function join"
    case .offload, .prefetch, .offloadTape, .prefetchTape:
      return
        "\(operation) is of an overlapped level; give the driver the functions offload and prefetch, with tapes also offloadTape and prefetchTape"
    default:
      return
        "\(operation) is of a chain with tapes; give the driver the functions tape and readTape, or plan without tapes"
    }
  }
}
