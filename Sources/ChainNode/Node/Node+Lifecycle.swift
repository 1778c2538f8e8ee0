internal import Logging
internal import ServiceLifecycle
internal import StateStore
internal import Synchronization

extension Node {
    /// Makes blocks until the service group shuts down or ``shutDown()`` is called; in step mode it only waits.
    ///
    /// At the end no transactions are taken any more, the block in work is finished, and the database is closed.
    ///
    /// - Throws: ``NodeError`` where the node cannot go on; nothing of the block in work is kept then.
    package func run() async throws {
        logger.info(
            "node started",
            metadata: ["chain": "\(chainID)", "height": "\(head.height)", "appHash": "\(head.appHash)"])
        do {
            try await cancelWhenGracefulShutdown { [self] in
                if isInStepMode {
                    while !Task.isCancelled, !work.isStopped {
                        await work.wait(atMost: .seconds(3_600), wakesForWork: false)
                    }
                } else {
                    try await engine.run()
                }
            }
        } catch {
            let error = error as? NodeError ?? .stopped
            fail(error)
            await shutDown()
            throw error
        }
        await shutDown()
        if case .failed(let error) = health.state { throw error }
    }

    /// Stops taking transactions, lets the block in work finish and closes the database; may be called again.
    package func shutDown() async {
        let isFirst = state.withLock { state in
            switch state {
            case .serving:
                state = .stopping
                return true
            case .failed: return true
            case .stopping, .stopped: return false
            }
        }
        guard isFirst else { return }
        work.stop()
        // The queue is served in order: when this runs, the block in work is done.
        try? await blockThread.run { () throws(NodeError) in }
        blockThread.close()
        await upkeep.finish()
        application.close()
        publisher.fates.finish()
        publisher.broadcast.finish()
        (store as? RocksDBStore)?.close()
        state.withLock { if $0 == .stopping { $0 = .stopped } }
        logger.info("node stopped", metadata: ["height": "\(head.height)", "appHash": "\(head.appHash)"])
    }

    /// Remembers that the node cannot go on.
    func fail(_ error: NodeError) {
        let isNew = state.withLock { state in
            guard state == .serving || state == .stopping else { return false }
            state = .failed(error)
            return true
        }
        guard isNew else { return }
        logger.critical("node failed", metadata: ["error": "\(error)", "height": "\(head.height)"])
        work.stop()
    }
}

extension NodeError {
    /// Whether the node cannot go on after this error.
    var endsNode: Bool {
        switch self {
        case .store, .ledger, .databaseInconsistent: true
        default: false
        }
    }
}
