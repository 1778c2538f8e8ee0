package import Logging
package import Signatures
package import StateStore

extension Node {
    /// Opens the node that a configuration describes: reads genesis and operator key, opens or makes the database.
    ///
    /// - Parameters:
    ///   - configuration: See ``NodeHome/configuration(environment:otherNames:overrides:)``.
    ///   - mode: How blocks are made.
    ///   - logger: Where the node writes what it does.
    /// - Throws: What is wrong and what to do; nothing is running then.
    /// - Returns: The node, which takes transactions; blocks are made by ``Node/run()``.
    package static func open(
        configuration: NodeConfiguration, mode: ProductionMode = .interval(.system), logger: Logger
    ) async throws(NodeError) -> Node {
        try await open(
            genesis: try Genesis.load(file: configuration.genesisFile),
            operatorKey: try OperatorKeyFile.load(configuration.operatorKeyFile), configuration: configuration,
            mode: mode, logger: logger)
    }

    /// Opens a node on the configuration's database with a genesis and a key at hand.
    package static func open(
        genesis: Genesis, operatorKey: SigningKey, configuration: NodeConfiguration,
        mode: ProductionMode = .interval(.system), logger: Logger
    ) async throws(NodeError) -> Node {
        try FileAccess.createDirectory(configuration.dataDirectory)
        let store = try NodeError.store { () throws(StoreError) in
            try RocksDBStore.open(path: configuration.dataDirectory, options: configuration.storeOptions)
        }
        do throws(NodeError) {
            return try open(
                genesis: genesis, operatorKey: operatorKey, store: store, configuration: configuration, mode: mode,
                logger: logger)
        } catch {
            store.close()
            throw error
        }
    }

    /// Opens a node on any store, such as one in memory.
    package static func open(
        genesis: Genesis, operatorKey: SigningKey, store: any AuthenticatedStore, configuration: NodeConfiguration,
        mode: ProductionMode = .interval(.system), logger: Logger
    ) throws(NodeError) -> Node {
        Node(
            try NodeParts(
                genesis: genesis, operatorKey: operatorKey, store: store, configuration: configuration, mode: mode,
                logger: logger))
    }
}

extension NodeConfiguration {
    /// How the database is opened.
    var storeOptions: RocksDBStore.Options {
        var options = RocksDBStore.Options()
        options.blockCacheBytes = cacheMebibytes << 20
        options.writeBufferBytes = writeBufferMebibytes << 20
        options.nodeCacheBytes = treeCacheMebibytes << 20
        return options
    }
}
