import Testing

@testable import adjsched

/// Which word a typing mistake is taken for.
@Suite struct SuggestionTests {
  private let options = Option.all.map(\.longName)

  @Test func oneMistakeIsUnderstood() {
    for (typed, meant) in [
      ("--lenght", "--length"), ("--lengt", "--length"), ("--lengthh", "--length"), ("--kength", "--length"),
      ("--output-file", nil), ("--mem", nil), ("--memory-slot", "--memory-slots"), ("--disk", nil),
      ("--disk-w", "--disk-write"),
    ] {
      #expect(Suggestion.nearest(to: typed, among: options) == meant, "\(typed)")
    }
  }

  @Test func distancesCountLettersAndSwaps() {
    #expect(Suggestion.distance("", "") == 0)
    #expect(Suggestion.distance("", "abc") == 3)
    #expect(Suggestion.distance("abc", "") == 3)
    #expect(Suggestion.distance("abcd", "abdc") == 1)
    #expect(Suggestion.distance("kitten", "sitting") == 3)
  }
}
