import Testing

/// The house rules held against the working tree.
@Suite struct TreeTests {
    @Test func filesHaveAtMostSixHundredLines() throws {
        expectNone(try Repository.swiftSources(below: "Sources", "Tests").flatMap(SizeRules.longFiles))
    }

    @Test func functionsHaveAtMostSeventyLines() throws {
        expectNone(try Repository.swiftSources(below: "Sources", "Tests").flatMap(SizeRules.longFunctions))
    }

    @Test func theLedgerKnowsNoClockNoChanceNoFloatAndNoThread() throws {
        let sources = try Repository.swiftSources(below: "Sources/RightsLedger")
        #expect(!sources.isEmpty)
        expectNone(sources.flatMap { WordRules.banned(WordRules.bannedInLedger, in: $0) })
    }

    @Test func sourcesDoNotStopTheProcess() throws {
        let sources = try Repository.swiftSources(below: "Sources")
        expectNone(sources.flatMap { WordRules.banned(WordRules.bannedInSources, in: $0) })
        expectNone(sources.flatMap(WordRules.forceUnwraps))
    }

    @Test func uncheckedSendableIsProven() throws {
        expectNone(try Repository.swiftSources(below: "Sources", "Tests").flatMap(WordRules.unprovenSendable))
    }

    @Test func nothingIsLeftForLater() throws {
        // This folder names the words that it looks for.
        let paths = ["Sources", "Tests", "scripts"].flatMap { Repository.files(below: $0) }
            .filter { path in !path.hasPrefix("Tests/TidyTests/") && Self.isProgramText(path) }
        expectNone(
            try (paths + ["Package.swift", "Makefile"]).flatMap {
                WordRules.reminders(path: $0, text: try Repository.text(of: $0))
            })
    }

    @Test func namesSayWhatIsInTheFile() throws {
        let paths = ["Sources", "Tests", "scripts", "docs"].flatMap { Repository.files(below: $0) }
        #expect(paths.count > 50)
        expectNone(paths.flatMap(NameRules.emptyNames))
        expectNone(try Repository.swiftSources(below: "Sources").flatMap(NameRules.typeNamedAsModule))
    }

    @Test func theLayerTableIsThatOfThePackage() throws {
        let table = try #require(LayerTable(markdown: try Repository.text(of: "ARCHITECTURE.md")))
        let manifest = PackageManifest(text: try Repository.text(of: "Package.swift"))
        #expect(manifest.targets.count > 15)
        expectNone(LayerRules.disagreements(table: table, manifest: manifest))
    }

    @Test func importsPointDown() throws {
        let table = try #require(LayerTable(markdown: try Repository.text(of: "ARCHITECTURE.md")))
        expectNone(
            try Repository.swiftSources(below: "Sources").flatMap { LayerRules.forbiddenImports($0, table: table) })
    }

    @Test func whatTheProverLinksImportsTheEssentialsOfFoundationOnly() throws {
        let manifest = PackageManifest(text: try Repository.text(of: "Package.swift"))
        let targets = LayerRules.links(of: "symbolon", in: manifest)
        #expect(targets.isSuperset(of: ["ProofCommands", "Groth16", "FiniteFields"]))
        #expect(targets.isDisjoint(with: ["StateStore", "Workbench", "RightsLedger"]))
        let sources = try Repository.swiftSources(below: "Sources")
        expectNone(sources.flatMap { LayerRules.wholeFoundation($0, targets: targets) })
    }

    @Test func readmeNamesTheTwoCommandsAndMakefileHasThem() throws {
        let readme = try Repository.text(of: "README.md")
        let makefile = try Repository.text(of: "Makefile")
        for command in ["demo", "test"] {
            #expect(readme.contains("make \(command)"), "README.md does not name make \(command)")
            #expect(makefile.contains("\n\(command):"), "Makefile has no target \(command)")
        }
    }

    private static func isProgramText(_ path: String) -> Bool {
        path.hasPrefix("scripts/") || [".swift", ".proto", ".yaml", ".h", ".c", ".sh"].contains { path.hasSuffix($0) }
    }

    private func expectNone(_ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation) {
        let report = findings.map(\.description).joined(separator: "\n")
        #expect(findings.isEmpty, "\(report)", sourceLocation: sourceLocation)
    }
}
