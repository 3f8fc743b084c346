import Glibc

/// The machine of the measurements.
enum Machine {
  /// One line: processor, cores, memory, compiler, day, load, and the size below which a process cannot be measured.
  static var signature: String {
    let memory = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
    return
      "*\(processor), \(cores) cores, \(Text.bytes(memory)) of memory; \(compiler); \(day), load \(load); memory floor \(Text.bytes(Child.floor)).*"
  }

  private static var processor: String {
    let facts = TextFile.read("/proc/cpuinfo") ?? ""
    let line = facts.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { String($0.drop { $0 == " " }) } ?? "unknown processor"
  }

  private static var compiler: String {
    let said = Child.run(["swift", "--version"], limit: 60, output: .kept).output
    guard let start = said.firstRange(of: "Swift version ") else { return "unknown compiler" }
    return "Swift " + said[start.upperBound...].prefix { $0 != " " }
  }

  /// The load average of the last minute; if it exceeds the number of cores, times are too long.
  private static var load: String {
    var average = 0.0
    return getloadavg(&average, 1) == 1 ? Text.fixed(average, decimals: 1) : "unknown"
  }

  private static var day: String {
    var (now, parts) = (time(nil), tm())
    gmtime_r(&now, &parts)
    let two = { (number: Int32) in number < 10 ? "0\(number)" : "\(number)" }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
  }
}
