/// A peer's schedule: its time, and the verdict of the model's machine.
struct PeerAnswer {
  /// The peer's own time, without start-up and imports; the limit if it is late; nil if it failed.
  private(set) var seconds: Double?
  private(set) var isLate = false
  /// The makespan by replay, if there is a schedule that can be replayed.
  private(set) var makespan: Int?
  private(set) var verdict = ""

  init(
    _ environment: PeerEnvironment, _ peer: String, _ platform: Platform, length: Int, program: String, limit: Double
  ) {
    let (asIs, mended) = (Scratch.path("peer.jsonl"), Scratch.path("peer-mended.jsonl"))
    let child = Child.run(
      [
        environment.python, "Sources/Benchmarks/Peers/peers.py", peer, String(length),
        platform.text, String(platform.forwardCost), String(platform.backwardCost), String(limit), asIs, mended,
      ], limit: 8 * limit, output: .kept)
    let words = child.output.split(whereSeparator: \.isWhitespace)
    switch words.first {
    case "time" where words.count == 2:
      seconds = Double(words[1])
    case "late":
      (seconds, isLate, verdict) = (limit, true, "no schedule in time")
      return
    case "failed" where words.count == 2:
      verdict = "fails: \(words[1])"
      return
    default:
      verdict = "fails: \(child.errors.split(separator: "\n").last ?? "ended without an answer")"
      return
    }
    let replay = Replay(program, asIs)
    makespan = replay.makespan
    verdict = replay.verdict
    if replay.makespan == nil {
      let repaired = Replay(program, mended)
      makespan = repaired.makespan
      if repaired.makespan != nil { verdict += "; valid with discards put in" }
    }
  }
}

/// The verdict of `verify` on a file.
private struct Replay {
  /// Nil if a rule is broken.
  var makespan: Int?
  var verdict: String

  init(_ program: String, _ file: String) {
    let child = Child.run([program, "verify", file], limit: 120, output: .kept)
    let lines = child.output.split(separator: "\n")
    verdict = lines.first.map(String.init) ?? "no verdict: \(child.errors.prefix(200))"
    if child.ending == .exited(0) {
      makespan = lines.first { $0.hasPrefix("makespan ") }.flatMap { Int($0.dropFirst("makespan ".count)) }
    }
  }
}
