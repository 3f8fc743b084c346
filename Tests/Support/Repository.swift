package import Foundation

/// The folder of the repository, with the pages, tables and sources that tests read.
package let repositoryRoot = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
