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
  traits: [
    .trait(
      name: "Excel", description: "`pipeline export --format xlsx`; needs libxlsxwriter."),
    .trait(
      name: "Postgres", description: "`pipeline export --format postgres`; needs libpq."),
    .trait(
      name: "Serve",
      description: "The web server of `pipeline serve`. Off: it makes a build about a fifth longer."
    ),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", exact: "0.27.1"),
  ],
  targets: [
    system("CCurl", "libcurl", "libcurl4-openssl-dev", "curl"),
    system("CLibXML2", "libxml-2.0", "libxml2-dev", "libxml2"),
    system("CSQLite", "sqlite3", "libsqlite3-dev", "sqlite3"),
    system("CCrypto", "libcrypto", "libssl-dev", "openssl@3"),
    system("CZlib", "zlib", "zlib1g-dev", "zlib"),
    system("CXlsxWriter", "xlsxwriter", "libxlsxwriter-dev", "libxlsxwriter"),
    system("CPostgres", "libpq", "libpq-dev", "libpq"),
    .target(name: "CDefaults"),
    .target(
      name: "CBuild",
      cSettings: Context.environment["PIPELINE_COMMIT"].map {
        [.define("PIPELINE_COMMIT", to: "\"\($0)\"")]
      } ?? []),
    .target(
      name: "Fetch",
      dependencies: [
        "CCurl", "CCrypto", "CZlib", "CDefaults", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .target(
      name: "Transform", dependencies: ["Fetch", "CLibXML2", "CZlib"], swiftSettings: strict),
    .target(
      name: "Load",
      dependencies: [
        "Transform", "Fetch", "CSQLite",
        .target(name: "CXlsxWriter", condition: .when(traits: ["Excel"])),
        .target(name: "CPostgres", condition: .when(traits: ["Postgres"])),
      ],
      swiftSettings: strict),
    .target(
      name: "Brief",
      dependencies: [
        "Fetch", "Transform", "Load", "CDefaults",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      exclude: ["Templates"],
      swiftSettings: strict),
    .executableTarget(
      name: "pipeline",
      dependencies: [
        "CBuild", "Fetch", "Transform", "Load", "Brief",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(
          name: "FlyingFox", package: "FlyingFox", condition: .when(traits: ["Serve"])),
        .product(
          name: "FlyingSocks", package: "FlyingFox", condition: .when(traits: ["Serve"])),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "bench",
      dependencies: [
        "Fetch", "Transform", "Load", "Support",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "fuzz", dependencies: ["Fetch", "Transform"], swiftSettings: strict),
    .target(
      name: "Support", dependencies: ["CSQLite"], path: "Tests/Support", swiftSettings: strict),
    .testTarget(
      name: "FetchTests", dependencies: ["Fetch", "Support", "CZlib"], swiftSettings: strict),
    .testTarget(
      name: "TransformTests", dependencies: ["Transform", "Support"], swiftSettings: strict),
    .testTarget(name: "LoadTests", dependencies: ["Load", "Support"], swiftSettings: strict),
    .testTarget(
      name: "BriefTests",
      dependencies: [
        "Brief", "Fetch", "Load", "Support", .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "PipelineTests", dependencies: ["pipeline", "Brief", "Fetch", "Load", "Support"],
      exclude: ["Golden"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
