/// How much more memory the program may use, in bytes.
enum AvailableMemory {
  /// What Linux counts as available, or less if `ulimit -v` or a control group, such as a batch job's, allows less.
  static var bytes: Int {
    let system = KernelFile.number(behind: "MemAvailable:", in: KernelFile.text("/proc/meminfo"))
    // Without /proc, use the free memory, which is less.
    let unused = sysconf(Int32(_SC_AVPHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    var available = min(system.map { $0 << 10 } ?? max(unused, 0), addressSpace)
    for directory in groupDirectories {
      guard let limit = KernelFile.number(directory + "/memory.max"),
        let current = KernelFile.number(directory + "/memory.current")
      else { continue }
      // The group's usage includes the page cache, which can be reclaimed.
      let statistics = KernelFile.text(directory + "/memory.stat")
      let files = ["active_file", "inactive_file"].map { KernelFile.number(behind: $0, in: statistics) ?? 0 }
      available = min(available, max(0, limit - max(0, current - files.reduce(0, +))))
    }
    return available
  }

  /// What `ulimit -v` leaves; unlimited if it is not set.
  private static var addressSpace: Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < rlim_t(Int.max) else {
      return .max
    }
    let used = KernelFile.number(behind: "VmSize:", in: KernelFile.text("/proc/self/status")) ?? 0
    return max(0, Int(limit.rlim_cur) - used << 10)
  }

  /// The directories of the process's control group and its parents.
  private static var groupDirectories: [String] {
    let groups = KernelFile.text("/proc/self/cgroup").split(separator: "\n")
    guard let group = groups.first(where: { $0.hasPrefix("0::/") }) else { return [] }
    var directory = "/sys/fs/cgroup"
    var directories = [directory]
    for name in group.dropFirst(4).split(separator: "/") {
      directory += "/\(name)"
      directories.append(directory)
    }
    return directories
  }
}
