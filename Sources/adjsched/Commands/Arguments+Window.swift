import AdjointSchedules
import ScheduleFormats

extension Arguments {
  /// Returns the window of the chain given by `--from` and `--to`.
  func window() throws(UsageError) -> PictureWindow {
    let from = try last(.from)?.wholeNumber(in: 0...Chain.maximumLength - 1)
    let to = try last(.to)?.wholeNumber(in: 1...Chain.maximumLength)
    if let from, let to, from >= to {
      throw .outOfRange(
        Option.Key.from.name,
        reason: "\(from) is not before \(to), where \(Option.Key.to.name) ends the picture; give a step less than \(to)"
      )
    }
    return PictureWindow(from: from, to: to)
  }
}

extension UsageError {
  /// The error for a window outside of the chain.
  init(_ error: PictureWindowError) {
    let option = error.isStart ? Option.Key.from : .to
    guard let length = error.length else {
      self = .outOfRange(option.name, reason: "a picture shows all of the branches that join; leave it out")
      return
    }
    let isStart = error.isStart
    let most = isStart ? length - 1 : length
    let remedy = length == 0 ? "leave it out" : "give at most \(most)"
    self = .outOfRange(
      option.name,
      reason:
        "no step of the chain \(isStart ? "begins" : "ends") at \(error.number): it has \(length) \(length == 1 ? "step" : "steps"); \(remedy)"
    )
  }
}
