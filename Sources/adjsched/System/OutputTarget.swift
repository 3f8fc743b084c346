#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What the name of an output file stands for.
enum OutputTarget: Hashable {
  /// A device, a pipe or a socket: there is nothing to replace, bytes go straight in.
  case special
  /// A regular file, existing or not, at the end of any symbolic links; with its permissions when it exists.
  case regular(path: String, permissions: mode_t?)

  init(_ path: String) throws(Failure) {
    var status = stat()
    let exists = stat(path, &status) == 0
    if !exists && errno != ENOENT { throw .uncreatable(file: path, code: errno) }
    if exists && status.st_mode & S_IFMT == S_IFDIR { throw .uncreatable(file: path, code: EISDIR) }
    if exists && status.st_mode & S_IFMT != S_IFREG {
      self = .special
      return
    }
    // Replacing asks for the right to the directory only; a file that may not be written is not to be replaced either.
    if exists && access(path, W_OK) != 0 { throw .uncreatable(file: path, code: errno) }
    self = .regular(
      path: try Self.followingLinks(path), permissions: exists ? status.st_mode & 0o777 : nil)
  }

  /// Returns where a chain of symbolic links ends, be there a file or not.
  private static func followingLinks(_ path: String) throws(Failure) -> String {
    var current = path
    for _ in 0..<40 {
      let limit = Int(PATH_MAX)
      var buffer = [CChar](repeating: 0, count: limit)
      let count = readlink(current, &buffer, limit)
      if count < 0 { return current }
      let link = String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      current = link.hasPrefix("/") ? link : directory(of: current) + link
    }
    throw .uncreatable(file: path, code: ELOOP)
  }

  /// Returns the directory part of a path, with its slash; empty for the working directory.
  static func directory(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }
}
