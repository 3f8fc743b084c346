/// Returns two or three levels of 2 to 12 slots, the first free or not, costs rising from level to level, and a length
/// from half to one and a half times the scale.
func randomProblem(scale: Int, using generator: inout SeededGenerator) -> (Platform, Int) {
  let levelCount = Int.random(in: 2...3, using: &generator)
  var (write, read) = (0, 0)
  if Bool.random(using: &generator) {
    write = Int.random(in: 1...5, using: &generator)
    read = Int.random(in: 1...5, using: &generator)
  }
  var levels: [Platform.Place] = []
  for _ in 0..<levelCount {
    levels.append(Platform.Place(slots: Int.random(in: 2...12, using: &generator), write: write, read: read))
    write += Int.random(in: 0...100, using: &generator)
    read += Int.random(in: 0...100, using: &generator)
  }
  let (forward, backward) = (Int.random(in: 1...5, using: &generator), Int.random(in: 1...5, using: &generator))
  let length = Int(Double(scale) * Double.random(in: 0.5..<1.5, using: &generator))
  var platform = Platform(.hrevolve, "", forwardCost: forward, backwardCost: backward)
  platform.levels = levels
  return (platform, length)
}
