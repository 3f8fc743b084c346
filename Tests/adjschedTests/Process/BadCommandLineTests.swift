import AdjointSchedules
import Testing

/// Every mistake on the command line: status 64, nothing on standard output, one line that names place and remedy.
@Suite struct BadCommandLineTests {
  private static let planners = Planner.ofChains.map(\.rawValue).joined(separator: ", ")
  private static let max = "1000000000000000000"
  private static let example = "for example: adjsched revolve -l 1000 -m 10"

  @Test func `lengths that are none are named`() throws {
    try check([
      ("revolve -m 3 -l -5", "-l: '-5' is not a whole number from 0 to \(Self.max)"),
      ("revolve -m 3 --length=-5", "--length: '-5' is not a whole number from 0 to \(Self.max)"),
      ("revolve -m 3 -l ten", "-l: 'ten' is not a whole number from 0 to \(Self.max)"),
      ("revolve -m 3 -l 1.5", "-l: '1.5' is not a whole number from 0 to \(Self.max)"),
      ("revolve -m 3 --length=", "--length: '' is not a whole number from 0 to \(Self.max)"),
      (
        "revolve -m 3 -l 1000000000000000000000000000000",
        "-l: '1000000000000000000000000000000' is not a whole number from 0 to \(Self.max)"
      ),
      ("revolve -m 3 --steps 0", "--steps: '0' is not a whole number from 1 to 1000000000000000001"),
      ("revolve -m 3", "revolve needs -l (the chain's length) or --steps; \(Self.example)"),
      ("revolve -m 3 -l", "-l needs a value; write -l N"),
      ("revolve -m 3 --length", "--length needs a value; write --length N"),
      ("revolve -l -m", "-l: '-m' is not a whole number from 0 to \(Self.max)"),
    ])
  }

  @Test func `costs that are none are named`() throws {
    let start = "revolve -l 3 -m 3"
    try check([
      (
        "\(start) --forward-cost -1",
        "--forward-cost: '-1' is negative; give a decimal number >= 0"
      ),
      ("\(start) --forward-cost NaN", "--forward-cost: 'NaN' is not a decimal number >= 0, such as 0.5"),
      ("\(start) --backward-cost inf", "--backward-cost: 'inf' is not a decimal number >= 0, such as 0.5"),
      ("\(start) --backward-cost=", "--backward-cost: '' is not a decimal number >= 0, such as 0.5"),
      ("\(start) --backward-cost 1e400", "--backward-cost: '1e400' does not fit 64 bits; use larger units"),
      (
        "\(start) --forward-cost 1e18 --backward-cost 0.5",
        "--forward-cost: does not fit 64 bits together with costs of 1 decimals; use larger units or fewer decimals"
      ),
      (
        "disk-revolve -l 3 -m 3 --disk-write 1e18 --disk-read 0.5",
        "--disk-write: does not fit 64 bits together with costs of 1 decimals; use larger units or fewer decimals"
      ),
      (
        "hrevolve -l 3 --level 1 --level a=2:0.5:1e18",
        "--level 'a=2:0.5:1e18': does not fit 64 bits together with costs of 1 decimals; use larger units or fewer decimals"
      ),
    ])
  }

  @Test func `costs with units stand beside such alone`() throws {
    let disk = "disk-revolve -l 9 -m 3 --disk-read 0"
    try check([
      (
        "\(disk) --forward-cost 0.8s --backward-cost 2s --disk-write 5",
        "--disk-write: '5' has no unit, and '0.8s' of --forward-cost is a time; give every cost a unit, such as 5s, or give none a unit"
      ),
      (
        "hrevolve -l 9 --level 3:5s:4 --forward-cost 1s --backward-cost 1s",
        "--level '3:5s:4': '4' has no unit, and '1s' of --forward-cost is a time; give every cost a unit, such as 4s, or give none a unit"
      ),
      (
        "\(disk) --disk-write 5s --forward-cost 1s",
        "disk-revolve needs --backward-cost, since '1s' of --forward-cost is a time and the step's default cost, 1, is not; write --backward-cost 1s, for example"
      ),
      (
        "budget -l 9 --at-most 2h",
        "budget needs --forward-cost, since '2h' of --at-most is a time and the step's default cost, 1, is not; write --forward-cost 1s, for example"
      ),
      (
        "join --branch 3 --branch 2 -m 8 --forward-cost 1s --backward-cost 2",
        "--backward-cost: '2' has no unit, and '1s' of --forward-cost is a time; give every cost a unit, such as 2s, or give none a unit"
      ),
      ("\(disk) --disk-write 5GB", "--disk-write: '5GB' is not a decimal number >= 0, such as 0.5"),
      (
        "sweep -l 9 -m 3 --disk-write 1...5s --disk-read 0",
        "--disk-write: '1...5s' has a unit at one end only; give both ends one"
      ),
    ])
  }

  @Test func `slots and levels that are none are named`() throws {
    let numbers = "a whole number from 0 to \(Self.max)"
    let form =
      "is not [name=]slots[:write[:read]]; for example: --level 10 or --level disk=100:5:4"
    try check([
      ("revolve -l 3", "revolve needs -m (the number of states in memory); \(Self.example)"),
      ("revolve -l 3 -m -1", "-m: '-1' is not \(numbers)"),
      ("revolve -l 3 -m inf", "-m: 'inf' is not \(numbers); an unlimited level is --level inf"),
      ("revolve -l 1,000 -m 3", "-l: '1,000' is not \(numbers); write 1000"),
      ("revolve -l 20k -m 3", "-l: '20k' is not \(numbers); write 20000"),
      ("revolve -l 1e3 -m 3", "-l: '1e3' is not \(numbers); write 1000"),
      ("revolve -l 1,5 -m 3", "-l: '1,5' is not \(numbers)"),
      (
        "hrevolve -l 3 -m 4GiB",
        "-m: '4GiB' is not \(numbers); for a size in bytes use a problem file, whose levels may have a \"capacity\", or budget with --memory and --state-size"
      ),
      (
        "disk-revolve -l 3 -m 3",
        "disk-revolve needs --disk-write (the cost of writing a state to the disk); for example: adjsched disk-revolve -l 1000 -m 10 --disk-write 5 --disk-read 4"
      ),
      (
        "disk-revolve -l 3 -m 3 --disk-write 1 --disk-read 1 --disk-slots -2",
        "--disk-slots: '-2' is neither \(numbers) nor inf"
      ),
      (
        "hrevolve -l 3",
        "hrevolve needs -m (the number of states in memory) or --level (one for each storage level); for example: adjsched hrevolve -l 1000 --level 10 --level 100:5:4 --level inf:50:40"
      ),
      ("hrevolve -l 3 --level -1", "--level '-1': '-1' is neither \(numbers) nor inf"),
      ("hrevolve -l 3 --level ''", "--level '': '' is neither \(numbers) nor inf"),
      ("hrevolve -l 3 --level disk", "--level 'disk': 'disk' is neither \(numbers) nor inf"),
      ("hrevolve -l 3 --level disk=", "--level 'disk=': '' is neither \(numbers) nor inf"),
      ("hrevolve -l 3 --level 1:2:3:4", "--level: '1:2:3:4' \(form)"),
      ("hrevolve -l 3 --level =3", "--level: '=3' \(form)"),
      ("hrevolve -l 3 --level 3:x", "--level '3:x': 'x' is not a decimal number >= 0, such as 0.5"),
      (
        "hrevolve -l 3 --level 3:1:-2",
        "--level '3:1:-2': '-2' is negative; give a decimal number >= 0"
      ),
      (
        "revolve -l 3 -m 2 --forward-cost 0,9",
        "--forward-cost: '0,9' is not a decimal number >= 0, such as 0.5; write 0.9"
      ),
      ("hrevolve -l 3 --level 3:", "--level '3:': '' is not a decimal number >= 0, such as 0.5"),
    ])
  }

  @Test func `unknown names of options and commands get a suggestion`() throws {
    try check([
      ("revolv", "unknown command 'revolv'; did you mean 'revolve'?"),
      ("hrevovle -l 3", "unknown command 'hrevovle'; did you mean 'hrevolve'?"),
      ("frobnicate", "unknown command 'frobnicate'; 'adjsched help' lists the commands"),
      ("''", "unknown command ''; 'adjsched help' lists the commands"),
      ("revolve --lenght 3", "unknown option '--lenght'; did you mean '--length'?"),
      ("revolve --memory-slot 3", "unknown option '--memory-slot'; did you mean '--memory-slots'?"),
      ("revolve --frobnicate", "unknown option '--frobnicate'; 'adjsched help revolve' lists the options"),
      ("disk-revolve -disk-write 5", "unknown option '-disk-write'; did you mean '--disk-write'?"),
      ("revolve -x", "unknown option '-x'; 'adjsched help revolve' lists the options"),
      ("--hepl", "unknown option '--hepl'; did you mean '--help'?"),
      ("-l 3 revolve", "-l comes before the command; write adjsched COMMAND -l"),
      (
        "revolve --level 3",
        "revolve does not take --level, an option of plan, compare, budget, hrevolve and others; 'adjsched help revolve' lists its own"
      ),
      ("revolve --summary=yes", "--summary takes no value; write --summary alone"),
      ("disk-revolve -l 9 -m 3 --disk-write 2 --overlap yes", "--overlap takes no value; write --overlap alone"),
      (
        "revolve 1000 10",
        "revolve takes '1000' for a file; numbers are options; \(Self.example); a file of that name is ./1000"
      ),
      (
        "revolve --levels 3",
        "unknown option '--levels'; --level is an option of plan, compare, budget, hrevolve and others, and 'adjsched help revolve' lists its own"
      ),
      ("uniform -l 9 -m 3 -p 3", "unknown option '-p'; did you mean '--period'?"),
      (
        "revolve -l 3 -- -m",
        "-l: the problem comes from a file, which already states this; leave out the file or the option"
      ),
      ("plan a b", "'b' is one argument too many for plan; for example: adjsched plan problem.json"),
      (
        "plan --planner revolv a",
        "--planner: 'revolv' is not one of \(Self.planners); did you mean 'revolve'?"
      ),
      ("revolve -l 3 -m 1 --format yaml", "--format: 'yaml' is not one of text, json, jsonl"),
      ("verify --format jsonl", "--format: 'jsonl' is not one of text, json; did you mean 'json'?"),
      (
        "revolve -l 3 -m 1 -o ''",
        "-o: the file's name is empty; name a file, or - for a standard stream"
      ),
      ("plan ''", "file: the file's name is empty; name a file, or - for a standard stream"),
      ("help memory-limi", "no help on 'memory-limi'; did you mean 'memory-limit'?"),
      ("help revolv", "no help on 'revolv'; did you mean 'revolve'?"),
      ("help makspan", "no help on 'makspan'; did you mean 'makespan'?"),
      ("help plan compare", "no help on 'plan compare'; 'adjsched help' lists the commands"),
      ("help --levle", "no help on '--levle'; did you mean '--level'?"),
    ])
  }

  @Test func `periods and the platforms of the general planners`() throws {
    let periodic = "use one of uniform, periodic, periodic-disk-revolve, two-level, checkpoint-sequential"
    try check([
      ("uniform -l 9 -m 3 --period 0", "--period: '0' is not a whole number from 1 to \(Self.max)"),
      ("uniform -l 9 -m 3 --period x", "--period: 'x' is not a whole number from 1 to \(Self.max)"),
      ("plan --planner hrevolve --period 3", "--period: hrevolve has no period; \(periodic)"),
      ("sweep -l 9 -m 3 --planner online --period 3", "--period: online has no period; \(periodic)"),
      (
        "uniform -l 9",
        "uniform needs -m (the number of states in memory) or --level (one for each storage level); for example: adjsched uniform -l 1000 -m 50 --summary"
      ),
      (
        "store-all -l 9 --disk-slots 4",
        "store-all needs --disk-write (the cost of writing a state to the disk); for example: adjsched store-all -l 1000 -m 10 --disk-write 5 --disk-read 4 --summary"
      ),
      (
        "period -m 3 --disk-write 5 --disk-read 4 --forward-cost 0",
        "--forward-cost: with free steps a longer period is always better; give the chain's length, -l N, as a bound"
      ),
      (
        "period -m 3 --disk-write 5 --disk-read 4 --disk-slots 7",
        "--disk-slots: the period they need depends on the chain's length; give -l N too"
      ),
      (
        "compare problem.json -m 3",
        "-m: the problem comes from a file, which already states this; leave out the file or the option"
      ),
      (
        "compare -l 3 -m 3 --format jsonl", "--format: 'jsonl' is not one of text, csv, json, svg; did you mean 'json'?"
      ),
    ])
  }

  @Test func `ranges that are none are named`() throws {
    let form = "is not a range; write A...B, A...B:N, A...B:log or A...B:log:N, N from 2"
    try check([
      ("sweep -m 3 -l 1...x", "-l: '1...x' \(form)"),
      ("sweep -m 3 -l ...5", "-l: '...5' \(form)"),
      ("sweep -m 3 -l 1...5:1", "-l: '1...5:1' \(form)"),
      ("sweep -m 3 -l 1...5:lin", "-l: '1...5:lin' \(form)"),
      ("sweep -m 3 -l 1...5:log:3:4", "-l: '1...5:log:3:4' \(form)"),
      ("sweep -m 1.5...3 -l 9", "-m: '1.5...3' \(form)"),
      ("sweep -m 5...1 -l 9", "-m: '5...1' decreases; write the smaller number first"),
      ("sweep -m 0...9:log -l 9", "-m: '0...9:log' starts at 0; a logarithmic range must start above 0"),
      (
        "sweep -m 3 -l 0...1000000",
        "-l: '0...1000000' has more than 1000000 points; write A...B:N or A...B:log for fewer"
      ),
      (
        "sweep -m 1...1001 -l 1...1000",
        "-m: the ranges together make more than 1000000 points; write A...B:N for fewer"
      ),
      ("sweep -l 9 -m 1..5", "-m: '1..5' has two dots; write 1...5 for a range"),
      ("sweep -l 9 --level 1..5:2", "--level: '1..5:2' has two dots; write 1...5:2 for a range"),
      (
        "sweep -l 9 --level 1...3:log",
        "--level: '1...3:log' spaces a range after a colon, but in a level a colon starts the next number; write 1...3/log"
      ),
      ("sweep -l 9 --level 1...2:3...4", "--level: '1...2:3...4' has more than one range; use at most one per level"),
      (
        "sweep -l 9 -m 3 --planner revolv",
        "--planner: 'revolv' is not one of \(Self.planners), all; did you mean 'revolve'?"
      ),
      ("revolve -l 9 -m 1...3", "-m: '1...3' is not a whole number from 0 to \(Self.max); ranges are for sweep"),
      ("sweep -l 9 -m 1-5", "-m: '1-5' has a hyphen; write 1...5 for a range"),
      ("sweep -l 9 -m 1:5", "-m: '1:5' has a colon; write 1...5 for a range"),
    ])
  }

  @Test func `budgets that are none are named`() throws {
    let example = "for example: adjsched budget -l 1000 --at-most 1.5x"
    try check([
      ("budget -l 9", "budget needs --at-most, --time or --memory (what the budget is); \(example)"),
      (
        "budget --at-most 2x",
        "budget needs -l (the chain's length) or --steps, or a file (- for standard input); \(example)"
      ),
      (
        "budget -l 9 --at-most 1,2x",
        "--at-most: '1,2x' is neither a cost such as 5000 or 2h nor a multiple such as 1.5x; write 1.2x"
      ),
      ("budget -l 9 --memory 0,5GiB --state-size 1MB", "--memory: '0,5GiB' is not a size; write 0.5GiB"),
      (
        "budget -l 9 --at-most fast",
        "--at-most: 'fast' is neither a cost such as 5000 or 2h nor a multiple such as 1.5x"
      ),
      (
        "budget -l 9 --time 2",
        "--time: '2' is not a time; write a number and a unit, such as 90s, 30min, 2h or 1.5d"
      ),
      (
        "hrevolve -l 9 -m 2 --time-limit 5",
        "--time-limit: '5' is not a time; write a number and a unit, such as 90s, 30min, 2h or 1.5d"
      ),
      (
        "budget -l 9 --memory 8G --state-size 1MB",
        "--memory: '8G' is not a size above 0; write a number and a unit, such as 8GiB or 96MB"
      ),
      (
        "budget -l 9 --memory 9000000TiB --state-size 1MB",
        "--memory: '9000000TiB' is more than 8388607TiB, beyond which bytes do not fit 64 bits; write less"
      ),
      (
        "budget -l 9 --time 900000000000000000d",
        "--time: '900000000000000000d' does not fit 64 bits in seconds; write less, or fewer decimals"
      ),
      (
        "budget -l 9 --memory 8GB",
        "budget needs --state-size (the size of one state); for example: adjsched budget -l 1000 --memory 8GiB --state-size 96MiB"
      ),
      (
        "budget -l 9 --memory 8GB --state-size 1MB --at-most 2x",
        "--at-most: asks a different question than --memory; give one"
      ),
      (
        "budget -l 9 -m 3 --memory 8GB --state-size 1MB",
        "-m: --memory gives the number of states in memory; leave one of them out"
      ),
      (
        "budget -l 9 -m 3 --at-most 2x",
        "-m: is what budget looks for; leave it out, or add a disk to look for its slots"
      ),
      (
        "budget -l 9 -m 3 --disk-write 1 --disk-read 1 --disk-slots 4 --at-most 2x",
        "--disk-slots: leaves nothing to look for; leave out -m or --disk-slots"
      ),
      (
        "budget a.json -l 9 --at-most 2x",
        "-l: the problem comes from a file, which already states this; leave out the file or the option"
      ),
      (
        "budget a.json --memory 8GB",
        "file 'a.json': problem files are compared by --at-most or --time; leave out --memory"
      ),
    ])
  }

  @Test func `what is typed stays on one line`() throws {
    try check([
      ("$'a\\nb'", "unknown command 'a\\nb'; 'adjsched help' lists the commands"),
      ("revolve -l $'\\e[31m\\t'", "-l: '\\u{1b}[31m\\t' is not a whole number from 0 to \(Self.max)"),
    ])
    let result = try Program.run([String(repeating: "x", count: 50_000)])
    #expect(result.status == 64)
    #expect(result.error.isOneLine && result.error.count < 200)
  }

  /// Runs each line through the shell, which splits and quotes it.
  private func check(_ cases: [(line: String, message: String)]) throws {
    for (line, message) in cases {
      let result = try Program.shell("\"$ADJSCHED\" \(line)")
      #expect(
        result == Program.Result(status: 64, output: "", error: "adjsched: \(message)\n"), "adjsched \(line)")
    }
  }
}
