/// Ends the process when a property does not hold; libFuzzer keeps the input that did it.
func require(_ condition: Bool, _ property: @autoclosure () -> String) {
  if !condition { fatalError("property broken: \(property())") }
}
