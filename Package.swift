// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func system(_ name: String, _ pkgConfig: String, _ aptPackage: String, _ brewPackage: String)
  -> Target
{
  .systemLibrary(
    name: name, pkgConfig: pkgConfig,
    providers: [.apt([aptPackage]), .brew([brewPackage])])
}

let package = Package(
  name: "local-health-pipeline",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "pipeline", targets: ["pipeline"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    system("CCurl", "libcurl", "libcurl4-openssl-dev", "curl"),
    system("CLibXML2", "libxml-2.0", "libxml2-dev", "libxml2"),
    system("CSQLite", "sqlite3", "libsqlite3-dev", "sqlite3"),
    system("CCrypto", "libcrypto", "libssl-dev", "openssl@3"),
    system("CZlib", "zlib", "zlib1g-dev", "zlib"),
    .target(name: "CDefaults"),
    .target(
      name: "Fetch",
      dependencies: [
        "CCurl", "CCrypto", "CZlib", "CDefaults", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Transform", dependencies: ["Fetch", "CLibXML2", "CZlib"], swiftSettings: strict),
    .target(
      name: "Load", dependencies: ["Transform", "Fetch", "CSQLite"], swiftSettings: strict),
    .target(
      name: "Brief",
      dependencies: [
        "Load", "CDefaults", .product(name: "Mustache", package: "swift-mustache"),
      ],
      exclude: ["Templates"],
      swiftSettings: strict),
    .executableTarget(
      name: "pipeline",
      dependencies: [
        "Fetch", "Transform", "Load", "Brief",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "bench",
      dependencies: [
        "Fetch", "Transform", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "Support", dependencies: ["CSQLite"], path: "Tests/Support", swiftSettings: strict),
    .testTarget(
      name: "FetchTests", dependencies: ["Fetch", "Support", "CZlib"], swiftSettings: strict),
    .testTarget(
      name: "TransformTests", dependencies: ["Transform", "Support"], swiftSettings: strict),
    .testTarget(name: "LoadTests", dependencies: ["Load", "Support"], swiftSettings: strict),
    .testTarget(
      name: "BriefTests", dependencies: ["Brief", "Load", "Support"], exclude: ["Golden"],
      swiftSettings: strict),
    .testTarget(
      name: "PipelineTests", dependencies: ["pipeline", "Support"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
