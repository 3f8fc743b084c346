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
      if case .join = error { throw Failure.content(file: name, reason: error.description) }
      throw UsageError.outOfRange(Option.Key.after.name, reason: error.description)
    } catch let error as InvalidSchedule {
      throw Failure.invalid(file: name, reason: error.description)
    } catch let error as RepricingError {
      throw Failure(error, blaming: .file(costs?.name ?? name))
    } catch {
      throw Failure(error, blaming: .file(name))
    }
    lost = try arguments.lostLevels(of: recording.problem)
  }

  /// What is left after the loss; the buffer is empty.
  var situation: Situation? { recording.situation?.losing(lost) }

  /// What a cut here costs beside what is stored, for people; nil if nothing.
  var warning: String? {
    guard let held = recording.situation?.buffer, !recording.isSafe,
      recording.costAtRisk > 0 || recording.safeAfter == nil
    else { return nil }
    let cost = CostText.text(recording.costAtRisk, fractionDigits: recording.problem.fractionDigits)
    let earlier = recording.safeAfter.map { "after operation \($0) the buffer was empty" } ?? "no earlier cut is safe"
    return
      "the buffer held x_\(held), which is lost; to have it again costs \(cost), which a cut without loss saves: \(earlier)"
  }
}
