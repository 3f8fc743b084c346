import AdjointSchedules
import ScheduleFormats

/// A schedule from a file that was run up to the operation of `--after`, and the levels that were lost since.
struct CutSchedule {
  /// The file's name for messages.
  let name: String
  let recording: ScheduleRecording
  let lost: Set<Int>

  /// Reads the schedule named by the operand, at the costs of `--costs` if there are any.
  init(_ arguments: Arguments, _ progress: Progress) throws {
    let after = try arguments.required(.after, "the number of operations done").wholeNumber(in: 0...Int.max - 1)
    let costs = try VerifyCommand.costs(arguments, progress)
    let input = try Input(arguments.operand)
    name = input.descriptor.name
    defer { progress.erase() }
    do {
      recording = try ScheduleRecording(
        reading: WatchedInput(input: input, progress: progress), after: after, costs: costs?.problem
      ) { [name] in Notes.current.add($0, in: name) }
    } catch let error as ScheduleRecording.ReadingError {
      if case .wrongEnd = error { throw Failure.content(file: name, reason: error.description) }
      throw UsageError.outOfRange(Option.Key.after.name, reason: error.description)
    } catch let error as InvalidSchedule {
      throw Failure.invalid(file: name, reason: error.description)
    } catch let error as RepricingError {
      throw Failure(error, blaming: .file(costs?.name ?? name))
    } catch {
      throw Failure(error, blaming: .file(name))
    }
    lost = try arguments.lostLevels(of: recording.problem)
    costs?.noteNumberedLevels(of: recording.problem)
  }

  /// What is left after the loss; the buffer is empty.
  var situation: Situation? { recording.situation?.losing(lost) }

  /// What a cut here costs beside what is stored, for people; nil if nothing.
  var warning: String? {
    if isUnbegun { return "nothing is done and nothing stored yet: run the schedule from its beginning" }
    guard let held = recording.situation?.buffer, !recording.isSafe, recording.costAtRisk > 0 else { return nil }
    let cost = CostText.text(recording.costAtRisk, fractionDigits: recording.problem.fractionDigits)
    let earlier =
      recording.safeAfter.map { "after operation \($0) nothing in it was needed" }
      ?? "before, too, something in it was needed"
    return
      "the program's buffer held x_\(recording.problem.place(of: held)), which is lost with it; to have it again costs \(cost); \(earlier)"
  }

  /// True if the cut is before the first operation of a whole reversal.
  var isUnbegun: Bool { recording.after == 0 && recording.problem.situation == nil }
}
