/// The C libraries of this stage, as they are at run time.
public var fetchLibraryVersions: [(name: String, version: String)] {
  [("libcurl", curlVersion), ("OpenSSL", cryptoVersion), ("zlib", gzipVersion)]
}
