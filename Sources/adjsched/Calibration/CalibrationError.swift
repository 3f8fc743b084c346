import ScheduleFormats

/// Why a level cannot be measured; codes are those of `errno`.
enum CalibrationError: Error, Hashable {
  /// No file can be created in a directory.
  case uncreatable(directory: String, code: Int32)
  /// A file needs space that is not there or must stay free; all in bytes.
  case noRoom(directory: String, size: Int, free: Int, reserve: Int, inMemory: Bool)
  /// Other programs took the space while it was being filled; both in bytes.
  case roomTaken(_ place: String, free: Int, reserve: Int, inMemory: Bool)
  /// Two states do not fit in memory; all in bytes.
  case noMemory(size: Int, available: Int, reserve: Int)
  /// The system refuses this much memory, although it is available.
  case memoryRefused(size: Int)
  case writeFailed(directory: String, code: Int32)
  case readFailed(directory: String, code: Int32)
}

extension CalibrationError: CustomStringConvertible {
  var status: ExitStatus {
    switch self {
    case .uncreatable, .noRoom: return .uncreatable
    case .noMemory, .memoryRefused: return .limit
    case .roomTaken, .writeFailed, .readFailed: return .inputOutput
    }
  }

  private static func text(_ free: Int, _ reserve: Int, _ inMemory: Bool) -> String {
    "\(SizeText.text(free)) \(inMemory ? "of memory are available" : "are free"), of which \(SizeText.text(reserve)) stay free"
  }

  var description: String {
    switch self {
    case .uncreatable(let directory, let code):
      let remedy: String
      switch code {
      case ENOENT:
        let isNear = !directory.contains("/") && NearName.find(directory, in: ["memory"]) != nil
        remedy = isNear ? "did you mean 'memory'?" : "name a directory that exists"
      case ENOTDIR: remedy = "name a directory"
      case EACCES, EPERM, EROFS: remedy = "name a directory that you may write to"
      default: remedy = "name another directory"
      }
      return "\(directory): a file cannot be created there: \(Failure.text(code)); \(remedy)"
    case .noRoom(let directory, let size, let free, let reserve, let inMemory):
      return "\(directory): a file of \(SizeText.text(size)) does not fit: \(Self.text(free, reserve, inMemory)); "
        + "free some space, or use another directory or a smaller --size"
    case .roomTaken(let place, let free, let reserve, let inMemory):
      return "\(place): other programs have used up the space in the meantime: \(Self.text(free, reserve, inMemory)); "
        + "measure when they have finished, or use a smaller --size"
    case .noMemory(let size, let available, let reserve):
      return "memory: two states of \(SizeText.text(size)) do not fit: \(Self.text(available, reserve, true)); "
        + "use a smaller --size, or leave memory out"
    case .memoryRefused(let size):
      return "memory: the system refuses the program \(SizeText.text(size)); use a smaller --size, or ask "
        + "for a higher limit (ulimit -v)"
    case .writeFailed(let directory, let code):
      return "\(directory): writing failed: \(Failure.text(code)); free some space, or name another directory"
    case .readFailed(let directory, let code):
      return "\(directory): reading failed: \(Failure.text(code)); name another directory"
    }
  }
}
