/// Where the value of a setting came from; later cases win over earlier ones.
package enum ConfigurationSource: Hashable, Sendable, CustomStringConvertible {
    /// Nobody said anything else.
    case standard
    /// A line of a configuration file.
    case file(path: String, line: Int)
    /// An environment variable.
    case environment(name: String)
    /// A flag of the command line.
    case flag(name: String)

    /// The source in a few words, such as `config.yaml:3`.
    package var description: String {
        switch self {
        case .standard: "default"
        case .file(let path, let line): "\(path):\(line)"
        case .environment(let name): name
        case .flag(let name): "--\(name)"
        }
    }
}

/// One line of the description of a configuration.
package struct ConfigurationEntry: Equatable, Sendable {
    /// The key's name.
    package let key: String
    /// The value that holds.
    package let value: String
    /// Where it came from.
    package let source: ConfigurationSource
    /// What the key means.
    package let summary: String
}

extension NodeConfiguration {
    /// Each setting with its value and where that came from, in the order of the documentation.
    ///
    /// No value is a secret: keys are named by their files.
    package func described() -> [ConfigurationEntry] {
        ConfigurationKey.allKeys.map { key in
            ConfigurationEntry(
                key: key.name, value: key.value(in: self), source: sources[key.name] ?? .standard,
                summary: key.summary)
        }
    }
}
