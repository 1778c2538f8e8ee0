/// Reads a program with everything that it includes.
struct ProgramLoader {
    /// The version of the official compiler whose language this is.
    static let languageVersion = (2, 2, 3)

    /// No further file is read after this many errors.
    private static let errorsMax = 40

    private let sources: any SourceProvider
    private let libraries: [String]
    private let limits: CompilerLimits
    private(set) var tree = SyntaxTree()
    private(set) var map = SourceMap()
    private(set) var warnings: [Diagnostic] = []
    /// The errors after which reading went on.
    private(set) var errors: [Diagnostic] = []
    private var seen: Set<String> = []
    /// What the rules about custom templates need of each file, by its number.
    private var customTemplates = CustomTemplateFiles()
    private var bytesLeft: Int

    init(sources: any SourceProvider, libraries: [String], limits: CompilerLimits) {
        self.sources = sources
        self.libraries = libraries
        self.limits = limits
        bytesLeft = limits.sourceBytesMax
    }

    /// Loads a file and its includes, each file once.
    ///
    /// The file that was included last is read first, as in the official compiler; only the order of reports and of
    /// definitions depends on it.
    mutating func load(_ path: String) throws(Diagnostic) {
        guard let main = sources.canonicalPath(path) else {
            throw Diagnostic(
                .unreadableFile, "there is no file \(path)", at: .nowhere, remedy: "give the path of a circom source")
        }
        var pending = [main]
        while let next = pending.popLast() {
            guard seen.insert(next).inserted else { continue }
            guard let bytes = sources.contents(next, bytesMax: bytesLeft) else {
                throw Diagnostic(
                    .unreadableFile, "\(next) cannot be read", at: .nowhere,
                    remedy: "check that it is a readable file and not larger than the limit")
            }
            bytesLeft -= bytes.count
            let file = map.add(path: next, text: bytes)
            var parser = try Parser(bytes: bytes, file: file, tree: tree, limits: limits)
            tree = SyntaxTree()
            do throws(Diagnostic) {
                try parser.parseFile()
            } catch {
                errors += parser.diagnostics
                throw error
            }
            errors += parser.diagnostics
            guard errors.count < Self.errorsMax else { return }
            tree = parser.tree
            try check(parser.header.version, of: next, file: file)
            if parser.header.hasCustomTemplates {
                customTemplates.filesWithPragma.insert(file)
                try checkCustom(parser.header.version, of: next, file: file)
            }
            customTemplates.paths.append(next)
            for include in parser.header.includes {
                let included = try resolve(include.path, from: next, at: include.place)
                customTemplates.includers[included, default: []].append((file, include.place))
                pending.append(included)
            }
        }
        errors += customTemplates.missingPragmas(tree)
    }

    /// Whether the file with the main component says that the circuit has custom templates.
    var hasCustomTemplatesPragma: Bool {
        tree.mains.first.map { customTemplates.filesWithPragma.contains($0.place.file) } ?? false
    }

    private func checkCustom(_ version: (Int, Int, Int)?, of path: String, file: Int32) throws(Diagnostic) {
        guard let version, version < (2, 0, 6) else { return }
        throw Diagnostic(
            .customVersion, "\(path) uses custom templates, which came with circom 2.0.6",
            at: SourceRange(file: file, start: 0, end: 1), remedy: "raise the version in the pragma to 2.0.6 or more")
    }

    private func resolve(_ path: String, from file: String, at place: SourceRange) throws(Diagnostic) -> String {
        let folder = file.lastIndex(of: "/").map { String(file[..<$0]) } ?? ""
        for base in [folder] + libraries {
            let candidate = path.hasPrefix("/") || base.isEmpty ? path : base + "/" + path
            if let found = sources.canonicalPath(candidate) { return found }
        }
        throw Diagnostic(
            .includeNotFound, "the file \(path) is not found", at: place,
            remedy: "correct the path, or name its library with -l")
    }

    private mutating func check(
        _ version: (Int, Int, Int)?, of path: String, file: Int32
    ) throws(Diagnostic) {
        let top = SourceRange(file: file, start: 0, end: 1)
        let own = Self.languageVersion
        guard let version else {
            warnings.append(
                Diagnostic(
                    .missingVersion, "\(path) does not say which version of circom it is written in", at: top,
                    remedy: "start it with pragma circom \(own.0).\(own.1).\(own.2);"))
            return
        }
        guard version.0 == own.0, (version.1, version.2) <= (own.1, own.2) else {
            throw Diagnostic(
                .compilerVersion,
                "\(path) asks for circom \(version.0).\(version.1).\(version.2), and this compiler is of "
                    + "\(own.0).\(own.1).\(own.2)",
                at: top, remedy: "lower the version in the pragma if the source needs nothing newer")
        }
    }
}
