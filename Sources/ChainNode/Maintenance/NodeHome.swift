internal import Foundation
package import RightsLedger
internal import Signatures

/// The directory of a node: its configuration, its genesis, its operator's key and its database.
package struct NodeHome: Hashable, Sendable {
    /// The directory.
    package let directory: String

    /// Names the home in a directory, whether it exists or not.
    package init(directory: String) {
        self.directory = directory
    }

    /// The configuration file.
    package var configurationFile: String { directory + "/config.yaml" }
    /// The genesis file.
    package var genesisFile: String { directory + "/genesis.yaml" }
    /// The operator's key file.
    package var operatorKeyFile: String { directory + "/operator.key" }
    /// The database's directory.
    package var dataDirectory: String { directory + "/data" }

    /// The configuration of the home: its file, with what the environment and flags say on top.
    package func configuration(
        environment: [String: String] = [:], otherNames: Set<String> = [], overrides: [String: String] = [:]
    ) throws(NodeError) -> NodeConfiguration {
        try NodeConfiguration.load(
            file: configurationFile, environment: environment, otherNames: otherNames, overrides: overrides)
    }

    /// What a new chain shall be.
    package struct ChainOptions: Sendable {
        /// The name of the chain.
        package var chainID: String
        /// The time of the genesis, in seconds since 1970 UTC; `nil` for now.
        package var time: Int64?
        /// How settlement epochs are counted.
        package var epochRule: EpochRule
        /// Accounts with roles from the start; at least one regulator.
        package var accounts: [Genesis.Account]
        /// The circuits whose proofs the chain takes.
        package var circuits: [GenesisCircuit]
        /// Whether a circuit's key may be a development key.
        package var allowsDevelopmentKeys: Bool

        package init(
            chainID: String, time: Int64? = nil, epochRule: EpochRule = .month(utcOffsetMinutes: 0),
            accounts: [Genesis.Account], circuits: [GenesisCircuit] = [], allowsDevelopmentKeys: Bool = false
        ) {
            self.chainID = chainID
            self.time = time
            self.epochRule = epochRule
            self.accounts = accounts
            self.circuits = circuits
            self.allowsDevelopmentKeys = allowsDevelopmentKeys
        }
    }

    /// Makes the home of a new chain: configuration, genesis and a fresh operator key, with an empty data directory.
    ///
    /// Nothing that exists is overwritten.
    ///
    /// - Throws: ``NodeError/file(path:reason:)``, or ``NodeError/genesis(_:)`` for options that make no valid genesis.
    /// - Returns: The genesis.
    @discardableResult
    package func create(_ options: ChainOptions) throws(NodeError) -> Genesis {
        for path in [configurationFile, genesisFile, operatorKeyFile] where FileAccess.exists(path) {
            throw .file(path: path, reason: "the file exists already; choose another directory")
        }
        guard !FileAccess.isNonEmptyDirectory(dataDirectory) else {
            throw .file(path: dataDirectory, reason: "the directory is not empty; choose another directory")
        }
        // The genesis is read back as a file would be, so that it is refused here and not when the node starts.
        let draft = try checkedGenesis(options, operatorKey: options.accounts.first?.publicKey)
        try FileAccess.createDirectory(dataDirectory)
        let operatorKey = try OperatorKeyFile.create(operatorKeyFile)
        var genesis = draft
        genesis.operatorKey = operatorKey
        try FileAccess.create(genesisFile, bytes: Array(genesis.text().utf8))
        try FileAccess.create(configurationFile, bytes: Array(NodeHome.configurationText.utf8))
        return genesis
    }

    private func checkedGenesis(
        _ options: ChainOptions, operatorKey: PublicKey?
    ) throws(NodeError) -> Genesis {
        guard let operatorKey else {
            throw .genesis(DocumentProblem(source: genesisFile, key: "accounts", reason: "no account is a regulator"))
        }
        let time = options.time ?? Int64(Date().timeIntervalSince1970)
        let genesis = Genesis(
            chainID: options.chainID, time: time, epochRule: options.epochRule, accounts: options.accounts,
            operatorKey: operatorKey, circuits: options.circuits,
            allowsDevelopmentKeys: options.allowsDevelopmentKeys)
        do throws(DocumentProblem) {
            return try Genesis(parsing: genesis.text(), source: genesisFile)
        } catch {
            throw .genesis(error)
        }
    }

    /// The configuration file of a new home: every setting with its meaning, all but the files commented out.
    package static var configurationText: String {
        var lines = [
            "# The settings of a Symbolon node. Environment variables (SYMBOLON_LISTEN_PORT) and flags (--listen-port)",
            "# win over this file. Relative paths count from its directory. What is commented out shows the default.",
            "",
        ]
        for key in ConfigurationKey.allKeys {
            lines.append("# \(key.summary) (\(key.allowed))")
            let isFile = ["data-directory", "genesis-file", "operator-key-file"].contains(key.name)
            lines.append("\(isFile ? "" : "# ")\(key.name): \(key.defaultValue.isEmpty ? "\"\"" : key.defaultValue)")
            lines.append("")
        }
        return lines.joined(separator: "\n")
    }
}
