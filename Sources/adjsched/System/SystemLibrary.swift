// Imports the C library for all files of the module: an exported import in one of them is enough.
#if canImport(Glibc)
  @_exported import Glibc
#elseif canImport(Musl)
  @_exported import Musl
#endif
