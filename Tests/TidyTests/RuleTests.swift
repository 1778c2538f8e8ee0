import Testing

/// Each rule shown on snippets: what it finds and what it leaves alone.
@Suite struct RuleTests {
    private func source(_ text: String, target: String = "Sample") -> SwiftSource {
        SwiftSource(path: "Sources/\(target)/File.swift", text: text)
    }

    private func lines(_ findings: [Finding]) -> [Int] { findings.map(\.line) }

    @Test func commentsAndTextsAreNoCode() {
        let source = source(
            ##"""
            let a = "one // two" // three
            /* four /* five */ six */ let b = 7
            let c = "eight \(nine + "ten") eleven"
            let d = """
                twelve " \(thirteen)
                """
            let e = #"fourteen \(fifteen) \#(sixteen)"#
            let f = "seventeen \" eighteen"; nineteen()
            """##)
        let words = source.code.indices.flatMap { source.words(ofLine: $0).map(\.text) }
        #expect(
            words == [
                "let", "a", "let", "b", "7", "let", "c", "nine", "let", "d", "thirteen", "let", "e", "sixteen", "let",
                "f", "nineteen",
            ])
        #expect(source.code.map(\.count) == source.lines.map(\.count))
    }

    @Test func longFilesAreFound() {
        let longest = String(repeating: "line\n", count: SizeRules.fileLinesMax)
        #expect(SizeRules.longFiles(source(longest)).isEmpty)
        #expect(SizeRules.longFiles(source(longest + "line\n")).count == 1)
        #expect(SizeRules.longFiles(source(longest + "line")).count == 1)
    }

    @Test(arguments: [
        ["func name<Value>(", "    of value: Value", ") -> [Value]", "where Value: Equatable {"],
        ["init?(_ text: String) {"], ["deinit {"], ["subscript(index: Int) -> Int {"], ["var count: Int {"],
        ["func call(_ body: () -> Void = { print(\"}\") }) throws(Failure) {"],
    ])
    func longFunctionsAreFound(opening: [String]) {
        func declaration(lines: Int) -> String {
            let body = String(repeating: "    if true { work() }\n", count: lines - opening.count - 1)
            return "struct Sample {\n\(opening.joined(separator: "\n"))\n\(body)}\n}\n"
        }
        let longest = source(declaration(lines: SizeRules.functionLinesMax))
        #expect(SizeRules.functions(of: longest).map(\.firstLine) == [2])
        #expect(SizeRules.longFunctions(longest).isEmpty)
        #expect(lines(SizeRules.longFunctions(source(declaration(lines: SizeRules.functionLinesMax + 1)))) == [2])
    }

    @Test func declarationsWithoutABodyHaveNoLength() {
        let source = source(
            """
            protocol Sample {
                func first(_ value: Int) -> [Int]
                /// Second.
                var second: Int { get }
                init(third: Int)
            }
            struct Other {
                var stored = 1
                var made = { 2 }()
                func body() {
                    self.init(third: 3)
                    if case .some(var value) = optional { value += 1 }
                }
            }
            """)
        #expect(
            SizeRules.functions(of: source) == [
                SizeRules.Function(name: "second", firstLine: 4, lastLine: 4),
                SizeRules.Function(name: "body", firstLine: 10, lastLine: 13),
            ])
    }

    @Test(arguments: [
        "let now = Date()", "var price: Double", "let part = Float(1)", "Int.random(in: 0..<2)", "items.shuffled()",
        "value.hashValue", "var hasher = Hasher()", "Task { }", "await next()", "DispatchQueue.main",
        "ContinuousClock().now", "let id = UUID()",
        "let zone: TimeZone", "let text = \"\\(Date())\"",
    ])
    func bannedWordsInTheLedgerAreFound(line: String) {
        let findings = WordRules.banned(WordRules.bannedInLedger, in: source("// first\n\(line)\n"))
        #expect(lines(findings) == [2])
    }

    @Test(arguments: [
        "// a Double, a Task, Date()", "let date = expiryDate(of: lot)", "let name = \"Float\"", "let random = seed",
        "let doubled = taskCount", "func hash(into hasher: inout Hasher) {}", "let lastDate: DayNumber",
    ])
    func innocentWordsInTheLedgerAreLeftAlone(line: String) {
        #expect(WordRules.banned(WordRules.bannedInLedger, in: source(line)).isEmpty)
    }

    @Test(arguments: ["fatalError(\"no\")", "try! call()", "value as! Int"])
    func callsThatStopTheProcessAreFound(line: String) {
        #expect(lines(WordRules.banned(WordRules.bannedInSources, in: source(line))) == [1])
        #expect(WordRules.forceUnwraps(source(line)).isEmpty)
    }

    @Test(arguments: ["value!", "call()!.count", "items[0]! + 1", "var name: String!", "let a = b! as Int", "x<Y>!"])
    func forceUnwrapsAreFound(line: String) {
        #expect(lines(WordRules.forceUnwraps(source(line))) == [1])
    }

    @Test(arguments: ["a != b", "a!=b", "!flag", "if !(a || !b) { }", "// well!", "print(\"done!\")", "[!a, !b]"])
    func negationsAreNoForceUnwraps(line: String) {
        #expect(WordRules.forceUnwraps(source(line)).isEmpty)
    }

    @Test(arguments: ["TODO", "FIXME", "XXX", "HACK"]) func remindersAreFound(word: String) {
        #expect(lines(WordRules.reminders(path: "a", text: "first\n# \(word): later")) == [2])
        #expect(WordRules.reminders(path: "a", text: "x\(word)y and \(word.lowercased())").isEmpty)
    }

    @Test func uncheckedSendableWithoutAProofIsFound() {
        let bare = "struct Other {}\n@safe\nfinal class Sample: @unchecked Sendable {}"
        #expect(lines(WordRules.unprovenSendable(source(bare))) == [3])
        let wrapped = "// Only this.\nstruct Sample:\n    Hashable, @unchecked Sendable {}"
        #expect(WordRules.unprovenSendable(source(wrapped)).isEmpty)
        let proven = "// Immutable after init.\n@safe\nfinal class Sample: @unchecked Sendable {}"
        #expect(WordRules.unprovenSendable(source(proven)).isEmpty)
    }

    @Test(arguments: [
        "Sources/Sample/Utils.swift", "Sources/Sample/HexUtil.swift", "Sources/Common/Name.swift",
        "Sources/Sample/BlockManager.swift", "Sources/Sample/Block+Helpers.swift", "docs/misc.md",
    ])
    func emptyNamesAreFound(path: String) {
        #expect(NameRules.emptyNames(path: path).count == 1)
    }

    @Test func namesThatSaySomethingAreLeftAlone() {
        #expect(NameRules.emptyNames(path: "Sources/Sample/CommonsLicence+Management.swift").isEmpty)
    }

    @Test func aTypeNamedAsItsModuleIsFound() {
        #expect(lines(NameRules.typeNamedAsModule(source("import Sample\nenum Sample {}"))) == [2])
        #expect(NameRules.typeNamedAsModule(source("struct SampleSet {}\nlet a = Sample.self")).isEmpty)
    }
}
