import AdjointSchedules

/// Operations as a JSON Lines file that contains only the problem; not written by the program's own writers.
enum ScheduleLines {
  static func file(_ operations: [Operation], of problem: Problem) -> [UInt8] {
    // The problem file has the fields of a schedule header, which must be on one line.
    let header = Specimen.chain(problem).file.split(separator: "\n").joined()
    var text = header + "\n"
    for operation in operations { text += line(operation) + "\n" }
    return Array(text.utf8)
  }

  static func line(_ operation: Operation) -> String {
    switch operation {
    case .forward(let from, let to): return "{\"op\":\"forward\",\"from\":\(from),\"to\":\(to)}"
    case .backward(let step): return "{\"op\":\"backward\",\"step\":\(step)}"
    case .write(let level, let step): return "{\"op\":\"write\",\"level\":\(level),\"step\":\(step)}"
    case .read(let level, let step): return "{\"op\":\"read\",\"level\":\(level),\"step\":\(step)}"
    case .discard(let level, let step): return "{\"op\":\"discard\",\"level\":\(level),\"step\":\(step)}"
    case .tape(let level, let step): return "{\"op\":\"tape\",\"level\":\(level),\"step\":\(step)}"
    case .readTape(let level, let step):
      return "{\"op\":\"read\",\"level\":\(level),\"step\":\(step),\"tape\":\(step - 1)}"
    case .offload(let level, let step): return "{\"op\":\"offload\",\"level\":\(level),\"step\":\(step)}"
    case .prefetch(let level, let step): return "{\"op\":\"prefetch\",\"level\":\(level),\"step\":\(step)}"
    case .offloadTape(let level, let step): return "{\"op\":\"offload\",\"level\":\(level),\"tape\":\(step)}"
    case .prefetchTape(let level, let step): return "{\"op\":\"prefetch\",\"level\":\(level),\"tape\":\(step)}"
    case .join: return "{\"op\":\"join\"}"
    }
  }
}
