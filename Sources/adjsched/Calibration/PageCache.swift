/// How much of a file the page cache holds.
enum PageCache {
  /// Returns how much of an open file's first `size` bytes is cached, in percent, never rounded down to 0; nil if
  /// unknown.
  static func percent(of file: Int32, size: Int) -> Int? {
    let page = sysconf(Int32(_SC_PAGESIZE))
    guard page > 0, size > 0 else { return nil }
    // A window at a time, so that the list of pages stays small.
    let window = page << 16
    var held = 0
    var pages = 0
    var start = 0
    var states = [UInt8](repeating: 0, count: 1 << 16)
    while start < size {
      let count = min(window, size - start)
      guard let address = mmap(nil, count, PROT_READ, MAP_SHARED, file, start),
        address != UnsafeMutableRawPointer(bitPattern: -1)
      else { return nil }
      let code = mincore(address, count, &states)
      munmap(address, count)
      if code != 0 { return nil }
      let pagesHere = (count - 1) / page + 1
      held += states[..<pagesHere].count { $0 & 1 == 1 }
      pages += pagesHere
      start += count
    }
    return held == 0 ? 0 : max(1, held * 100 / pages)
  }
}
