// swift-tools-version: 6.3

import PackageDescription

/// Settings shared by every target.
let baseline: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Pointers are an error everywhere except in the few targets that hold the glue to system libraries.
let safeCode: [SwiftSetting] =
    baseline + [
        .strictMemorySafety(),
        .treatWarning("StrictMemorySafety", as: .error),
    ]

/// `StateStore` and `Signatures` mark each unsafe expression with `unsafe`; the compiler points at those that are not.
let glueCode: [SwiftSetting] = baseline + [.strictMemorySafety()]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

/// The prover carries the parts of Swift that it needs in its own file: it starts with a third of the memory that way, and
/// runs where no Swift is installed.
let standingAlone: [LinkerSetting] = [
    .unsafeFlags(["-static-stdlib"], .when(platforms: [.linux])),
    .linkedLibrary("_FoundationCShims", .when(platforms: [.linux])),
    .linkedLibrary("_FoundationCollections", .when(platforms: [.linux])),
]

let package = Package(
    name: "symbolon",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "symbolon", targets: ["symbolon"]),
        .executable(name: "symbolon-node", targets: ["SymbolonNode"]),
        .library(name: "SymbolonClient", targets: ["SymbolonClient", "JSONNodes"]),
        .library(name: "RightsLedger", targets: ["RightsLedger"]),
        .library(name: "ZeroKnowledge", targets: ["ZeroKnowledge"]),
        .library(name: "DifferentialPrivacy", targets: ["DifferentialPrivacy"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-protobuf.git", from: "1.39.0"),
        .package(url: "https://github.com/apple/swift-system.git", from: "1.8.1"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        // System libraries.
        .systemLibrary(name: "CRocksDB", providers: [.apt(["librocksdb-dev"]), .brew(["rocksdb"])]),
        .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"]), .brew(["libsodium"])]),
        .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"]), .brew(["openssl@3"])]),
        .systemLibrary(name: "CGMP", providers: [.apt(["libgmp-dev"]), .brew(["gmp"])]),

        // Layer 0, numbers and texts.
        .target(name: "JSONNodes", swiftSettings: safeCode),
        .target(name: "CFieldKernels"),
        .target(name: "FiniteFields", dependencies: ["CFieldKernels"], swiftSettings: glueCode),
        .target(name: "EllipticCurves", dependencies: ["CFieldKernels", "FiniteFields"], swiftSettings: glueCode),
        .target(
            name: "FieldHashes", dependencies: ["CFieldKernels", "EllipticCurves", "FiniteFields", "Signatures"],
            swiftSettings: glueCode),
        .target(name: "BigIntegers", dependencies: ["CGMP"], swiftSettings: glueCode),
        .target(name: "Signatures", dependencies: ["CSodium", "COpenSSL"], swiftSettings: glueCode),

        // Layer 1, engines.
        .target(
            name: "ConstraintSystem", dependencies: ["FiniteFields", "Signatures", systemPackage],
            swiftSettings: safeCode),
        .target(
            name: "Groth16", dependencies: ["ConstraintSystem", "EllipticCurves", "FiniteFields", "Signatures"],
            swiftSettings: safeCode),

        .target(
            name: "Circom", dependencies: ["ConstraintSystem", "FiniteFields", "Signatures"], swiftSettings: safeCode),
        .target(
            name: "ZeroKnowledge", dependencies: ["Circom", "ConstraintSystem", "FiniteFields", "Groth16"],
            swiftSettings: safeCode),
        .target(
            name: "DifferentialPrivacy", dependencies: ["BigIntegers", "Signatures", grdb, yams],
            swiftSettings: safeCode),

        // Layer 2, domain.
        .target(
            name: "RightsLedger", dependencies: ["Signatures", protobuf], exclude: ["Protocol/proto"],
            swiftSettings: safeCode),

        // Layer 3, adapters.
        .target(
            name: "StateStore", dependencies: ["CRocksDB", "Signatures", protobuf], exclude: ["Protocol/proto"],
            swiftSettings: glueCode),
        .target(
            name: "ChainNode",
            dependencies: [
                "Groth16", "RightsLedger", "Signatures", "StateStore", logging, metrics, protobuf, serviceLifecycle,
                yams,
            ],
            swiftSettings: safeCode),
        .target(
            name: "NodeAPI",
            dependencies: [
                "ChainNode", "RightsLedger", "Signatures", "StateStore", hummingbird, hummingbirdCore, httpTypes,
                logging,
                metrics, nioCore, protobuf, serviceLifecycle,
            ],
            resources: [.embedInCode("Resources/openapi.yaml")],
            swiftSettings: safeCode),
        .target(
            name: "SymbolonClient", dependencies: ["JSONNodes", "RightsLedger", "Signatures", "StateStore", protobuf],
            swiftSettings: safeCode),

        // Layer 4, programs.
        .target(
            name: "CommandShell", dependencies: ["JSONNodes", "Signatures", argumentParser, systemPackage],
            swiftSettings: glueCode),
        .target(
            name: "ProofCommands",
            dependencies: [
                "Circom", "CommandShell", "ConstraintSystem", "FiniteFields", "Groth16", "JSONNodes", "Signatures",
                argumentParser, systemPackage,
            ],
            swiftSettings: safeCode),
        .executableTarget(
            name: "symbolon", dependencies: ["CommandShell", "ProofCommands", argumentParser], swiftSettings: glueCode,
            linkerSettings: standingAlone),
        .target(
            name: "Workbench",
            dependencies: [
                "ChainNode", "Circom", "CommandShell", "ConstraintSystem", "DifferentialPrivacy", "EllipticCurves",
                "FieldHashes", "FiniteFields", "Groth16", "NodeAPI", "RightsLedger", "Signatures", "StateStore",
                "SymbolonClient", logging, serviceLifecycle, unixSignals, yams,
            ],
            swiftSettings: safeCode),
        .executableTarget(
            name: "SymbolonNode",
            dependencies: [
                "ChainNode", "Circom", "CommandShell", "DifferentialPrivacy", "Groth16", "NodeAPI",
                "ProofCommands", "RightsLedger", "Signatures", "StateStore", "SymbolonClient", "Workbench",
                argumentParser, logging, serviceLifecycle, unixSignals, yams,
            ],
            swiftSettings: safeCode),
        .target(
            name: "TestSupport",
            dependencies: ["EllipticCurves", "FiniteFields", "RightsLedger", "Signatures", "StateStore"],
            swiftSettings: safeCode),

        // Tests.
        .testTarget(name: "SignaturesTests", dependencies: ["Signatures", "TestSupport"], swiftSettings: safeCode),
        .testTarget(
            name: "FiniteFieldsTests", dependencies: ["CGMP", "FiniteFields", "TestSupport"], swiftSettings: glueCode),
        .testTarget(
            name: "EllipticCurvesTests", dependencies: ["EllipticCurves", "FiniteFields", "TestSupport"],
            resources: [.copy("Vectors")], swiftSettings: safeCode),
        .testTarget(
            name: "FieldHashesTests",
            dependencies: ["EllipticCurves", "FieldHashes", "FiniteFields", "Signatures", "TestSupport"],
            resources: [.copy("Vectors")], swiftSettings: safeCode),
        .testTarget(
            name: "ConstraintSystemTests", dependencies: ["ConstraintSystem", "FiniteFields", "TestSupport"],
            resources: [.copy("Vectors")], swiftSettings: safeCode),
        .testTarget(
            name: "Groth16Tests",
            dependencies: [
                "ConstraintSystem", "EllipticCurves", "FiniteFields", "Groth16", "Signatures", "TestSupport",
            ],
            resources: [.copy("Vectors")], swiftSettings: safeCode),
        .testTarget(
            name: "CircomTests",
            dependencies: [
                "Circom", "ConstraintSystem", "EllipticCurves", "FieldHashes", "FiniteFields", "Signatures",
                "TestSupport", "Workbench",
            ],
            resources: [.copy("Vectors")], swiftSettings: safeCode),
        // These two see of the package what its users see.
        .testTarget(
            name: "ZeroKnowledgeTests", dependencies: ["ZeroKnowledge"], packageAccess: false, swiftSettings: safeCode),
        .testTarget(
            name: "PrivacyInterfaceTests", dependencies: ["DifferentialPrivacy"], packageAccess: false,
            swiftSettings: safeCode),
        .testTarget(
            name: "DifferentialPrivacyTests",
            dependencies: ["BigIntegers", "DifferentialPrivacy", "Signatures", "TestSupport", grdb],
            resources: [.copy("Vectors")], swiftSettings: safeCode),
        .testTarget(
            name: "StateStoreTests", dependencies: ["StateStore", "Signatures", "TestSupport", protobuf],
            resources: [.copy("Vectors")], swiftSettings: safeCode),
        .testTarget(
            name: "RightsLedgerTests",
            dependencies: ["RightsLedger", "Signatures", "StateStore", "TestSupport", protobuf],
            swiftSettings: safeCode),
        .testTarget(
            name: "ChainNodeTests",
            dependencies: ["ChainNode", "Groth16", "RightsLedger", "Signatures", "StateStore", "TestSupport", logging],
            swiftSettings: safeCode),
        .testTarget(
            name: "NodeAPITests",
            dependencies: [
                "ChainNode", "NodeAPI", "RightsLedger", "Signatures", "StateStore", "SymbolonClient", "TestSupport",
                logging, metrics, serviceLifecycle, yams,
            ],
            swiftSettings: safeCode),
        .testTarget(
            name: "SymbolonClientTests",
            dependencies: ["RightsLedger", "Signatures", "StateStore", "SymbolonClient", "TestSupport"],
            swiftSettings: safeCode),
        // They run both programs. Depending on the target symbolon too would link the tests as that program is linked.
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "ConstraintSystem", "DifferentialPrivacy", "FiniteFields", "RightsLedger", "Signatures",
                "CommandShell", "SymbolonClient", "SymbolonNode", "TestSupport", "Workbench",
            ],
            swiftSettings: safeCode),
        .testTarget(name: "TidyTests", swiftSettings: safeCode),
    ],
    swiftLanguageModes: [.v6]
)
