extension NodeConfiguration {
    /// Puts a configuration together: flags win over environment variables, those over the file, the file over defaults.
    ///
    /// - Parameters:
    ///   - file: A YAML file; `nil` for none. Relative paths in it count from its directory.
    ///   - environment: The environment; only names that begin with `SYMBOLON_` are looked at.
    ///   - otherNames: Names with that prefix that are not settings of a node.
    ///   - overrides: Values by key name, from flags.
    /// - Throws: ``NodeError/configuration(_:)`` for an unknown key or a value out of bounds, ``NodeError/file(path:reason:)``.
    /// - Returns: The configuration, which knows where each value came from.
    package static func load(
        file: String?, environment: [String: String] = [:], otherNames: Set<String> = [],
        overrides: [String: String] = [:]
    ) throws(NodeError) -> NodeConfiguration {
        let text = try file.map { path throws(NodeError) in
            try FileAccess.readText(path, byteCountMax: StrictDocument.byteCountMax)
        }
        return try load(
            text: text, file: file ?? "", environment: environment, otherNames: otherNames, overrides: overrides)
    }

    /// Does the same with the text of a file at hand.
    ///
    /// - Throws: ``NodeError/configuration(_:)``.
    package static func load(
        text: String?, file: String, environment: [String: String] = [:], otherNames: Set<String> = [],
        overrides: [String: String] = [:]
    ) throws(NodeError) -> NodeConfiguration {
        var configuration = NodeConfiguration()
        do throws(DocumentProblem) {
            if let text { try configuration.apply(parsing: text, file: file) }
            try configuration.apply(environment: environment, otherNames: otherNames)
            try configuration.apply(overrides: overrides)
            try configuration.checkTogether()
        } catch {
            throw .configuration(error)
        }
        return configuration
    }

    /// Takes the settings of a file's text.
    mutating func apply(parsing text: String, file: String) throws(DocumentProblem) {
        let document = try StrictDocument(parsing: text, source: file)
        for entry in document.root.entries {
            guard let key = ConfigurationKey.named(entry.key) else {
                throw StrictMapping.unknownKey(
                    entry.key, known: ConfigurationKey.allKeys.map(\.name), source: file, line: entry.line,
                    path: entry.key)
            }
            if let reason = key.set(try entry.value.text(), in: &self, directory: FileAccess.directory(of: file)) {
                throw entry.value.problem(reason)
            }
            sources[key.name] = .file(path: file, line: entry.line ?? 0)
        }
    }

    /// Takes the settings of the environment.
    mutating func apply(environment: [String: String], otherNames: Set<String>) throws(DocumentProblem) {
        let names = environment.keys.filter { $0.hasPrefix("SYMBOLON_") && !otherNames.contains($0) }.sorted()
        for name in names {
            guard let key = ConfigurationKey.allKeys.first(where: { $0.environmentName == name }) else {
                throw StrictMapping.unknownKey(
                    name, known: ConfigurationKey.allKeys.map(\.environmentName), source: "environment", line: nil,
                    path: name)
            }
            if let reason = key.set(environment[name] ?? "", in: &self, directory: "") {
                throw DocumentProblem(source: "environment", key: name, reason: reason)
            }
            sources[key.name] = .environment(name: name)
        }
    }

    /// Takes the settings of the command line.
    mutating func apply(overrides: [String: String]) throws(DocumentProblem) {
        for name in overrides.keys.sorted() {
            guard let key = ConfigurationKey.named(name) else {
                throw StrictMapping.unknownKey(
                    name, known: ConfigurationKey.allKeys.map(\.name), source: "command line", line: nil, path: name)
            }
            if let reason = key.set(overrides[name] ?? "", in: &self, directory: "") {
                throw DocumentProblem(source: "command line", key: "--\(name)", reason: reason)
            }
            sources[key.name] = .flag(name: name)
        }
    }

    /// Checks what a single value's bounds cannot say.
    func checkTogether() throws(DocumentProblem) {
        guard mempoolBytesMax >= blockBytesMax else {
            throw DocumentProblem(
                source: (sources["mempool-bytes-max"] ?? sources["block-bytes-max"] ?? .standard).description,
                key: "mempool-bytes-max", reason: "\(mempoolBytesMax) is less than block-bytes-max (\(blockBytesMax))",
                fix: "raise it or lower block-bytes-max")
        }
    }
}
