import TestSupport
import Testing

@testable import AdjointSchedules

/// Disk-Revolve with one read a write, against the search over all schedules of that kind.
@Suite struct OneReadTests {
  /// Checks that no disk state is read twice without being written in between.
  private func expectOneRead(_ schedule: Schedule) {
    var unread: Set<Int> = []
    for operation in schedule {
      switch operation {
      case .write(1, let step): unread.insert(step)
      case .read(1, let step):
        #expect(unread.remove(step) != nil, "x_\(step) is read twice, \(schedule.problem)")
      default: break
      }
    }
    #expect(unread.isEmpty, "states are written for nothing, \(schedule.problem)")
  }

  private func compare(_ problem: Problem) throws {
    let optimum = ExhaustiveSearch(problem: problem, readOnceLevel: 1).optimum()
    guard let optimum else {
      #expect(throws: PlanningError.noSlot(length: problem.chain.length)) { try OneReadDiskRevolve.plan(problem) }
      return
    }
    let schedule = try OneReadDiskRevolve.plan(problem)
    #expect(schedule.makespanUnits == optimum, "\(problem)")
    expectReplays(schedule)
    expectOneRead(schedule)
  }

  @Test(.slow) func `it equals the search on all small problems`() throws {
    for length in 0...4 {
      for memory in 0...1 {
        for disk in [0, 1, 2, nil] {
          for (write, read) in [(0, 0), (1, 0), (0, 1), (1, 1), (2, 3), (9, 1), (1, 9)] {
            for (forward, backward) in [(1, 2), (3, 0), (0, 1)] {
              try compare(
                uniform(length, levels((memory, 0, 0), (disk, write, read)), forward: forward, backward: backward))
            }
          }
        }
      }
    }
  }

  @Test(.slow) func `it equals the search on longer chains with few slots`() throws {
    for length in 5...8 {
      for (memory, disk) in [(0, 1), (0, 2), (1, 1)] {
        for (write, read) in [(1, 0), (0, 1), (1, 2)] {
          try compare(uniform(length, levels((memory, 0, 0), (disk, write, read)), backward: 2))
        }
      }
    }
  }

  @Test func `a disk slot for free is as good as one of memory, and without memory one is enough`() throws {
    #expect(try OneReadDiskRevolve.plan(uniform(8, levels((1, 0, 0), (1, 0, 0)))).makespanUnits == 26)
    #expect(try OneReadDiskRevolve.plan(uniform(8, levels((1, 0, 0), (1, 1, 0)))).makespanUnits == 28)
    #expect(try OneReadDiskRevolve.plan(uniform(7, levels((0, 0, 0), (1, 1, 1)), backward: 2)).makespanUnits == 58)
  }

  @Test func `reading each disk state once costs the published 227 where the optimum is 210`() throws {
    let problem = try uniform(40, levels((2, 0, 0), (nil, 30, 1)))
    #expect(try OneReadDiskRevolve.plan(problem).makespanUnits == 227)
    #expect(try DiskRevolve.plan(problem).makespanUnits == 210)
  }

  @Test func `without a bound on the disk it is the published recurrence`() throws {
    for memory in 1...4 {
      for (write, read) in [(0, 0), (5, 4), (30, 1), (2, 40)] {
        let memoryAlone = try (0...120).map { try Revolve.plan(uniform($0, levels((memory, 0, 0)))).makespanUnits }
        var published: [Int] = []
        for n in 0...120 {
          var least = memoryAlone[n]
          for j in stride(from: 1, through: n, by: 1) {
            least = min(least, write + j + published[n - j] + read + memoryAlone[j - 1])
          }
          published.append(least)
        }
        for n in 0...120 {
          let problem = try uniform(n, levels((memory, 0, 0), (nil, write, read)))
          let makespan = try OneReadDiskRevolve.plan(problem, options: PlannerOptions(lowerBound: 0)).makespanUnits
          #expect(makespan == published[n], "\(problem)")
        }
      }
    }
  }

  @Test func `long chains on bounded disks do what they announce`() throws {
    for (length, memory, disk) in [(700, 2, 3), (900, 0, 4), (1500, 3, 40), (400, 1, 1)] {
      for (write, read) in [(0, 0), (5, 4), (0, 3)] {
        let schedule = try OneReadDiskRevolve.plan(uniform(length, levels((memory, 0, 0), (disk, write, read))))
        expectReplays(schedule)
        expectOneRead(schedule)
      }
    }
    let far = try uniform(1_000_000_000, levels((10, 0, 0), (20, 5, 4)))
    #expect(try OneReadDiskRevolve.plan(far).makespanUnits >= HRevolve.plan(far).makespanUnits)
  }

  @Test func `a read that does not fit 64 bits is not needed`() throws {
    let dear = levels((1, 0, 0), (5, .max, .max))
    #expect(try OneReadDiskRevolve.plan(uniform(3, dear)).makespanUnits == 10)
    #expect(throws: PlanningError.overflow(quantity: .makespan)) {
      try OneReadDiskRevolve.plan(uniform(3, [Level(name: "", slots: 0), dear[1]]))
    }
  }
}
