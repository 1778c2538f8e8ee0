package import Logging

/// Everything about a node that its operator can choose.
///
/// The values here are the defaults. Names, bounds and meaning of each setting are in ``ConfigurationKey``.
package struct NodeConfiguration: Sendable, Equatable {
    /// The directory of the database.
    package var dataDirectory = "data"
    /// The genesis file.
    package var genesisFile = "genesis.yaml"
    /// The file with the operator's signing key.
    package var operatorKeyFile = "operator.key"

    /// The address on which the API listens.
    package var listenHost = "127.0.0.1"
    /// The TCP port on which the API listens; 0 lets the system choose.
    package var listenPort = 8080
    /// The file with the key for requests that change the node; empty for none, which switches them off.
    package var apiKeyFile = ""
    /// The largest request body, in bytes.
    package var requestBytesMax = 8 << 20
    /// The longest time a request may take, in milliseconds.
    package var requestMillisecondsMax = 10_000

    /// The least time between two blocks, in milliseconds.
    package var blockIntervalMilliseconds = 200
    /// After how many seconds without work an empty block is made; 0 for never.
    package var emptyBlockSeconds = 30
    /// The most bytes of transactions in a block.
    package var blockBytesMax = 8 << 20
    /// The most transactions in a block.
    package var blockTransactionsMax = 10_000

    /// The most transactions that wait for a block.
    package var mempoolTransactionsMax = 50_000
    /// The most bytes of transactions that wait for a block.
    package var mempoolBytesMax = 64 << 20
    /// The most transactions of one sender that wait for a block.
    package var mempoolTransactionsPerSenderMax = 1_024

    /// For how many heights old versions of the state can be proven; 0 keeps all (an archive node).
    package var stateHeightsKept = 1_000
    /// The memory for cached database blocks, in mebibytes.
    package var cacheMebibytes = 192
    /// The memory for writes that are not yet in sorted files, in mebibytes.
    package var writeBufferMebibytes = 256
    /// The memory for nodes of the state's Merkle tree, in mebibytes.
    package var treeCacheMebibytes = 384
    /// The memory for values of the state that blocks have used lately, in mebibytes; 0 for none.
    package var valueCacheMebibytes = 96

    /// The least severe log messages that are written.
    package var logLevel = "info"
    /// How log messages are written: `text` or `json`.
    package var logFormat = "text"

    /// Where each value that is not a default came from, by the key's name.
    package internal(set) var sources: [String: ConfigurationSource] = [:]

    /// Creates a configuration with the defaults and a database directory.
    package init(dataDirectory: String = "data") {
        self.dataDirectory = dataDirectory
    }

    /// The level of ``logLevel``.
    package var loggerLevel: Logger.Level { Logger.Level(rawValue: logLevel) ?? .info }
}
