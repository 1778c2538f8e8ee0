/// Arrows point down: the table of ARCHITECTURE.md, Package.swift and the import lines say the same.
enum LayerRules {
    /// The modules from outside the package that each target may import; `Module.Name` allows one declaration of it.
    static let outsideModules: [String: Set<String>] = [
        "FiniteFields": [
            "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Musl", "Synchronization",
        ],
        "EllipticCurves": ["Synchronization"],
        "FieldHashes": ["Synchronization"],
        "ConstraintSystem": ["Foundation", "FoundationEssentials", "Synchronization", "SystemPackage"],
        "Groth16": ["Foundation", "FoundationEssentials", "Synchronization"],
        "Circom": ["Foundation", "FoundationEssentials", "Synchronization"],
        "ZeroKnowledge": ["Foundation"],
        "DifferentialPrivacy": ["Foundation", "GRDB", "Synchronization", "Yams"],
        "Signatures": ["Darwin", "Foundation", "FoundationEssentials", "Glibc", "Musl", "Synchronization"],
        // swift-protobuf's byte fields are Data; the rest of Foundation has clocks, locales and disks.
        "RightsLedger": ["Foundation.Data", "SwiftProtobuf"],
        "StateStore": [
            "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Musl", "SwiftProtobuf",
            "Synchronization",
        ],
        "ChainNode": [
            "Dispatch", "Foundation", "Logging", "Metrics", "ServiceLifecycle", "SwiftProtobuf", "Synchronization",
            "Yams",
        ],
        "NodeAPI": [
            "Foundation", "HTTPTypes", "Hummingbird", "HummingbirdCore", "Logging", "Metrics", "NIOCore",
            "ServiceLifecycle", "SwiftProtobuf", "Synchronization",
        ],
        "SymbolonClient": ["Foundation", "FoundationNetworking", "SwiftProtobuf", "Synchronization"],
        "Workbench": [
            "Foundation", "FoundationNetworking", "Logging", "ServiceLifecycle", "Synchronization", "UnixSignals",
            "Yams",
        ],
        "CommandShell": [
            "ArgumentParser", "Darwin", "Foundation", "FoundationEssentials", "Glibc", "Musl", "SystemPackage",
        ],
        "ProofCommands": [
            "ArgumentParser", "Darwin", "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Musl",
            "Synchronization", "SystemPackage",
        ],
        "symbolon": ["ArgumentParser", "Darwin", "Foundation", "FoundationEssentials", "Glibc", "Musl"],
        "SymbolonNode": [
            "ArgumentParser", "Dispatch", "Foundation", "Logging", "ServiceLifecycle", "Synchronization", "UnixSignals",
            "Yams",
        ],
        "TestSupport": ["Foundation", "Synchronization"],
    ]

    /// Finds imports of the whole of Foundation where it is not the other systems' half of an `#if`.
    ///
    /// - Parameter targets: What the program `symbolon` links.
    static func wholeFoundation(_ source: SwiftSource, targets: Set<String>) -> [Finding] {
        guard targets.contains(source.target) else { return [] }
        return imports(of: source).compactMap { found in
            let before = found.line >= 2 ? source.code[found.line - 2].filter { $0 != " " } : ""
            guard found.module == "Foundation", before != "#else" else { return nil }
            return Finding(
                path: source.path, line: found.line, message: "\(source.target) may import FoundationEssentials only")
        }
    }

    /// The targets that a target links, itself among them.
    static func links(of target: String, in manifest: PackageManifest) -> Set<String> {
        var links: Set<String> = []
        var waiting = [target]
        while let next = waiting.popLast() {
            guard links.insert(next).inserted else { continue }
            waiting.append(contentsOf: manifest.targets.first { $0.name == next }?.dependencies ?? [])
        }
        return links
    }

    /// Finds rows without a target, targets without a row, and dependencies that the row does not name or that point up.
    static func disagreements(table: LayerTable, manifest: PackageManifest) -> [Finding] {
        var findings: [Finding] = []
        func report(_ message: String) {
            findings.append(Finding(path: "ARCHITECTURE.md", line: 0, message: message))
        }
        let targets = manifest.targets.filter { !$0.isTest }
        for row in table.rows where !targets.contains(where: { $0.name == row.target }) {
            report("the table has a row for \(row.target), which is no target of Package.swift")
        }
        for target in targets {
            guard let row = table.row(of: target.name) else {
                report("the table has no row for the target \(target.name)")
                continue
            }
            for name in Set(row.imports).symmetricDifference(target.dependencies).sorted() {
                let side = row.imports.contains(name) ? "the table" : "Package.swift"
                report("\(target.name) imports \(name) according to \(side) alone")
            }
            for name in row.imports {
                guard let imported = table.row(of: name) else {
                    report("\(target.name) imports \(name), which has no row")
                    continue
                }
                if imported.layer > row.layer { report("\(target.name) imports \(name) from a layer above") }
            }
        }
        return findings
    }

    /// Finds imports that the table and the list above do not allow.
    static func forbiddenImports(_ source: SwiftSource, table: LayerTable) -> [Finding] {
        let allowed = Set(table.row(of: source.target)?.imports ?? []).union(outsideModules[source.target] ?? [])
        return imports(of: source).compactMap { found in
            guard !allowed.contains(found.module), !allowed.contains(found.path) else { return nil }
            return Finding(
                path: source.path, line: found.line, message: "\(source.target) may not import \(found.path)")
        }
    }

    /// An import statement: `path` names the declaration too where the statement asks for one only.
    struct Import: Equatable {
        let line: Int
        let module: String
        let path: String
    }

    /// Returns the modules that a file imports.
    static func imports(of source: SwiftSource) -> [Import] {
        let access: Set<String> = [
            "internal", "package", "public", "private", "fileprivate", "testable", "preconcurrency", "_exported",
        ]
        let kinds: Set<String> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        return source.code.indices.compactMap { index in
            let words = source.words(ofLine: index).map(\.text)
            guard let position = words.firstIndex(of: "import"), words[..<position].allSatisfy(access.contains) else {
                return nil
            }
            let path = words[(position + 1)...].drop { kinds.contains($0) }
            return path.first.map { Import(line: index + 1, module: $0, path: path.joined(separator: ".")) }
        }
    }
}
