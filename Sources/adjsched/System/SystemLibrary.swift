// The C library, for every file of the module: an exported import in one file serves them all.
#if canImport(Glibc)
  @_exported import Glibc
#elseif canImport(Musl)
  @_exported import Musl
#endif
