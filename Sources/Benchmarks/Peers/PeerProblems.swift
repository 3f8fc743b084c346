/// A problem that peers can plan too, for several lengths.
struct PeerProblem {
  let platform: Platform
  let lengths: [Int]
  /// As `peers.py` names them.
  let peers: [String]

  static let all: [PeerProblem] = {
    let (revolve, disk) = (
      ["cs.Revolve", "cs.Multistage", "pyrevolve.CRevolve"], ["cs.DiskRevolve", "cs.PeriodicDiskRevolve"]
    )
    let (two, three) = (["cs.HRevolve", "pyrevolve.HRevolve"], ["cs.hrevolve", "pyrevolve.HRevolve"])
    return [
      PeerProblem(platform: Platform(.revolve, "10"), lengths: [100, 1000, 10_000, 100_000], peers: revolve),
      PeerProblem(platform: Platform(.diskRevolve, "2, inf:30:1"), lengths: [40], peers: disk),
      PeerProblem(platform: Platform(.diskRevolve, "10, inf:5:5"), lengths: [100, 1000, 5000], peers: disk),
      PeerProblem(platform: Platform(.hrevolve, "2, 3:5:5", forwardCost: 10), lengths: [20], peers: two),
      PeerProblem(platform: Platform(.hrevolve, "3, 4:20:20", backwardCost: 3), lengths: [99], peers: two),
      PeerProblem(platform: Platform(.hrevolve, "10, 10:5:5"), lengths: [100, 1000, 5000], peers: two),
      PeerProblem(platform: Platform(.hrevolve, "4, 4:2:2, 4:10:10", backwardCost: 2), lengths: [200], peers: three),
      PeerProblem(platform: Platform(.hrevolve, "10, 10:5:5, 10:20:20"), lengths: [100, 1000, 5000], peers: three),
    ]
  }()
}
