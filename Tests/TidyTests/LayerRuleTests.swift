import Testing

/// The reading of the layer table and of the manifest, and what the layer rules find in them.
@Suite struct LayerRuleTests {
    private static let markdown = """
        Some words.

        | layer | target | holds | imports |
        | --- | --- | --- | --- |
        | 0 numbers | `Signatures` | keys, digests | CSodium |
        | 2 domain | `Ledger` | rules | Signatures |
        | 3 adapters | `Store` | bytes | Signatures |
        | | `Node` | blocks | Ledger, Signatures, Store |
        | system | `CSodium` | module map | - |

        More words.
        """

    private static let manifest = """
        let package = Package(
            targets: [
                .systemLibrary(name: "CSodium", providers: [.apt(["libsodium-dev"])]),
                .target(name: "Signatures", dependencies: ["CSodium"], swiftSettings: glueCode),
                .target(
                    name: "Ledger", dependencies: ["Signatures", protobuf], exclude: ["Protocol"],
                    swiftSettings: safeCode),
                .target(name: "Store", dependencies: ["Signatures"], resources: [.copy("Vectors")]),
                .executableTarget(
                    name: "Node",
                    dependencies: [
                        "Ledger", "Signatures", "Store", logging,
                    ]),
                .testTarget(name: "NodeTests", dependencies: ["Node"]),
            ]
        )
        """

    private func findings(
        markdown: String = Self.markdown, manifest: String = Self.manifest
    ) throws -> [String] {
        let table = try #require(LayerTable(markdown: markdown))
        return LayerRules.disagreements(table: table, manifest: PackageManifest(text: manifest)).map(\.message)
    }

    @Test func theTableIsRead() throws {
        let table = try #require(LayerTable(markdown: Self.markdown))
        #expect(
            table.rows == [
                LayerTable.Row(layer: 0, target: "Signatures", imports: ["CSodium"]),
                LayerTable.Row(layer: 2, target: "Ledger", imports: ["Signatures"]),
                LayerTable.Row(layer: 3, target: "Store", imports: ["Signatures"]),
                LayerTable.Row(layer: 3, target: "Node", imports: ["Ledger", "Signatures", "Store"]),
                LayerTable.Row(layer: -1, target: "CSodium", imports: []),
            ])
        #expect(LayerTable(markdown: "no table") == nil)
    }

    @Test func theManifestIsRead() {
        let targets = PackageManifest(text: Self.manifest).targets
        #expect(Set(targets.map(\.name)) == ["CSodium", "Signatures", "Ledger", "Store", "Node", "NodeTests"])
        #expect(targets.first { $0.name == "CSodium" }?.dependencies == [])
        #expect(targets.first { $0.name == "Ledger" }?.dependencies == ["Signatures"])
        #expect(targets.first { $0.name == "Node" }?.dependencies == ["Ledger", "Signatures", "Store"])
        #expect(targets.filter(\.isTest).map(\.name) == ["NodeTests"])
    }

    @Test func aTableThatFitsHasNoFindings() throws {
        #expect(try findings().isEmpty)
    }

    @Test func aDependencyThatTheTableDoesNotNameIsFound() throws {
        let manifest = Self.manifest.replacing("\"Signatures\", protobuf", with: "\"Signatures\", \"Store\", protobuf")
        #expect(try findings(manifest: manifest) == ["Ledger imports Store according to Package.swift alone"])
    }

    @Test func anImportThatThePackageDoesNotDeclareIsFound() throws {
        let markdown = Self.markdown.replacing("| bytes | Signatures |", with: "| bytes | CSodium, Signatures |")
        #expect(try findings(markdown: markdown) == ["Store imports CSodium according to the table alone"])
    }

    @Test func anArrowThatPointsUpIsFound() throws {
        let markdown = Self.markdown.replacing("| rules | Signatures |", with: "| rules | Signatures, Store |")
        let manifest = Self.manifest.replacing("\"Signatures\", protobuf", with: "\"Signatures\", \"Store\", protobuf")
        #expect(
            try findings(markdown: markdown, manifest: manifest) == ["Ledger imports Store from a layer above"])
    }

    @Test func targetsWithoutARowAndRowsWithoutATargetAreFound() throws {
        let manifest = Self.manifest.replacing("name: \"Store\"", with: "name: \"Vault\"")
        #expect(
            Set(try findings(manifest: manifest)) == [
                "the table has a row for Store, which is no target of Package.swift",
                "the table has no row for the target Vault",
            ])
    }

    @Test func importsThatTheTableDoesNotNameAreFound() throws {
        let table = try #require(LayerTable(markdown: Self.markdown))
        let source = SwiftSource(
            path: "Sources/Store/File.swift",
            text: """
                internal import Foundation
                package import struct Signatures.Digest
                @preconcurrency import Ledger
                import Hummingbird
                // import Node
                let important = 1
                """)
        // Store is no target of this package, so nothing from outside is allowed to it.
        #expect(LayerRules.imports(of: source).map(\.module) == ["Foundation", "Signatures", "Ledger", "Hummingbird"])
        #expect(LayerRules.forbiddenImports(source, table: table).map(\.line) == [1, 3, 4])
    }

    @Test func theWholeOfFoundationIsFoundInWhatTheProverLinks() {
        let source = SwiftSource(
            path: "Sources/Engine/File.swift",
            text: """
                #if canImport(FoundationEssentials)
                internal import FoundationEssentials
                #else
                internal import Foundation
                #endif
                @_exported import Foundation
                import struct Foundation.Data
                """)
        #expect(LayerRules.wholeFoundation(source, targets: ["Engine"]).map(\.line) == [6, 7])
        #expect(LayerRules.wholeFoundation(source, targets: ["Node"]).isEmpty)
    }

    @Test func oneDeclarationOfAModuleCanBeAllowed() throws {
        let table = try #require(LayerTable(markdown: try Repository.text(of: "ARCHITECTURE.md")))
        let source = SwiftSource(
            path: "Sources/RightsLedger/File.swift",
            text: "internal import struct Foundation.Data\ninternal import Foundation\nimport struct Foundation.Date\n")
        #expect(LayerRules.forbiddenImports(source, table: table).map(\.line) == [2, 3])
    }
}
