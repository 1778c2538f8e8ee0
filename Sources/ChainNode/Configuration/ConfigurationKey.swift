internal import Logging

/// One setting: its name, what values it takes and what it means.
///
/// This table drives the file, the environment variables, the flags, the help and the documentation.
package struct ConfigurationKey: Sendable {
    /// What values a setting takes, and where they go.
    enum Field: Sendable {
        case integer(any WritableKeyPath<NodeConfiguration, Int> & Sendable, ClosedRange<Int>)
        case choice(any WritableKeyPath<NodeConfiguration, String> & Sendable, [String])
        case text(any WritableKeyPath<NodeConfiguration, String> & Sendable)
        /// A relative path counts from the directory of the file that has it; from the command line, from the current one.
        case path(any WritableKeyPath<NodeConfiguration, String> & Sendable)
    }

    /// The name in the file, such as `listen-port`.
    package let name: String
    /// What the setting means, in one line.
    package let summary: String
    let field: Field

    /// The longest text of a setting, in bytes.
    static let textByteCountMax = 4_096

    /// The name of the environment variable: `SYMBOLON_LISTEN_PORT` for `listen-port`.
    package var environmentName: String {
        "SYMBOLON_" + String(name.map { $0 == "-" ? "_" : $0 }).uppercased()
    }

    /// The value that holds where nothing else is said.
    package var defaultValue: String { value(in: NodeConfiguration()) }

    /// What values are allowed, in words.
    package var allowed: String {
        switch field {
        case .integer(_, let range): "\(range.lowerBound) to \(range.upperBound)"
        case .choice(_, let choices): choices.joined(separator: ", ")
        case .text: "text"
        case .path: "path"
        }
    }

    /// The key with a name; `nil` where there is none.
    package static func named(_ name: String) -> ConfigurationKey? { allKeys.first { $0.name == name } }

    /// The value as text.
    func value(in configuration: NodeConfiguration) -> String {
        switch field {
        case .integer(let place, _): String(configuration[keyPath: place])
        case .choice(let place, _), .text(let place), .path(let place): configuration[keyPath: place]
        }
    }

    /// Sets the value from a text; relative paths count from the directory.
    ///
    /// - Returns: What is wrong with the text; `nil` where it was taken.
    func set(_ text: String, in configuration: inout NodeConfiguration, directory: String) -> String? {
        switch field {
        case .integer(let place, let range):
            guard let value = DecimalText.integer(text), let integer = Int(exactly: value), range.contains(integer)
            else {
                return
                    "a whole number from \(range.lowerBound) to \(range.upperBound) is expected, not \"\(text.prefix(40))\""
            }
            configuration[keyPath: place] = integer
        case .choice(let place, let choices):
            guard choices.contains(text) else {
                return "one of \(choices.joined(separator: ", ")) is expected, not \"\(text.prefix(40))\""
            }
            configuration[keyPath: place] = text
        case .text(let place), .path(let place):
            guard text.utf8.count <= ConfigurationKey.textByteCountMax, !text.utf8.contains(0) else {
                return "at most \(ConfigurationKey.textByteCountMax) bytes without NUL are expected"
            }
            configuration[keyPath: place] = text
            if case .path = field, !text.isEmpty, !text.hasPrefix("/"), !directory.isEmpty {
                configuration[keyPath: place] = directory + "/" + text
            }
        }
        return nil
    }

    /// Every setting, in the order of the documentation.
    package static let allKeys: [ConfigurationKey] = [
        ConfigurationKey(
            name: "data-directory", summary: "directory of the database", field: .path(\.dataDirectory)),
        ConfigurationKey(
            name: "genesis-file", summary: "the chain's genesis file", field: .path(\.genesisFile)),
        ConfigurationKey(
            name: "operator-key-file", summary: "file with the key that signs blocks; readable by its owner only",
            field: .path(\.operatorKeyFile)),
        ConfigurationKey(
            name: "listen-host",
            summary: "address on which the API listens; loopback unless a proxy with TLS is in front",
            field: .text(\.listenHost)),
        ConfigurationKey(
            name: "listen-port", summary: "TCP port of the API; 0 lets the system choose",
            field: .integer(\.listenPort, 0...65_535)),
        ConfigurationKey(
            name: "api-key-file",
            summary: "file with the key for requests that change the node; empty switches them off",
            field: .path(\.apiKeyFile)),
        ConfigurationKey(
            name: "request-bytes-max", summary: "largest request body in bytes",
            field: .integer(\.requestBytesMax, 1_024...(256 << 20))),
        ConfigurationKey(
            name: "request-milliseconds-max", summary: "longest time a request may take, in milliseconds",
            field: .integer(\.requestMillisecondsMax, 100...600_000)),
        ConfigurationKey(
            name: "block-interval-milliseconds", summary: "least time between two blocks, in milliseconds",
            field: .integer(\.blockIntervalMilliseconds, 1...3_600_000)),
        ConfigurationKey(
            name: "empty-block-seconds",
            summary: "seconds without work after which an empty block is made; 0 for never",
            field: .integer(\.emptyBlockSeconds, 0...86_400)),
        ConfigurationKey(
            name: "block-bytes-max", summary: "most bytes of transactions in a block",
            field: .integer(\.blockBytesMax, (128 << 10)...(64 << 20))),
        ConfigurationKey(
            name: "block-transactions-max", summary: "most transactions in a block",
            field: .integer(\.blockTransactionsMax, 1...100_000)),
        ConfigurationKey(
            name: "mempool-transactions-max", summary: "most transactions that wait for a block",
            field: .integer(\.mempoolTransactionsMax, 1...1_000_000)),
        ConfigurationKey(
            name: "mempool-bytes-max", summary: "most bytes of transactions that wait for a block",
            field: .integer(\.mempoolBytesMax, (128 << 10)...(4 << 30))),
        ConfigurationKey(
            name: "mempool-transactions-per-sender-max",
            summary: "most transactions of one sender that wait for a block",
            field: .integer(\.mempoolTransactionsPerSenderMax, 1...1_000_000)),
        ConfigurationKey(
            name: "state-heights-kept", summary: "heights for which old state can be proven; 0 keeps all (archive)",
            field: .integer(\.stateHeightsKept, 0...1_000_000_000)),
        ConfigurationKey(
            name: "cache-mebibytes", summary: "memory for cached database blocks, in mebibytes",
            field: .integer(\.cacheMebibytes, 8...(1 << 20))),
        ConfigurationKey(
            name: "write-buffer-mebibytes", summary: "memory for writes that are not yet in files, in mebibytes",
            field: .integer(\.writeBufferMebibytes, 8...(64 << 10))),
        ConfigurationKey(
            name: "tree-cache-mebibytes", summary: "memory for nodes of the state's Merkle tree, in mebibytes",
            field: .integer(\.treeCacheMebibytes, 8...(1 << 20))),
        ConfigurationKey(
            name: "value-cache-mebibytes",
            summary: "memory for values of the state used lately, in mebibytes; 0 for none",
            field: .integer(\.valueCacheMebibytes, 0...(1 << 20))),
        ConfigurationKey(
            name: "log-level", summary: "least severe messages that are logged",
            field: .choice(\.logLevel, Logger.Level.allCases.map(\.rawValue))),
        ConfigurationKey(
            name: "log-format", summary: "how log messages are written", field: .choice(\.logFormat, ["text", "json"])),
    ]
}
