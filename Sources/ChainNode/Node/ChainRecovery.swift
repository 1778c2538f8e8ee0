internal import RightsLedger
internal import Signatures
internal import StateStore

/// Checks, when a database is opened, that all that it says about its last block fits together.
struct ChainRecovery {
    /// The genesis that the chain must have.
    let genesis: Genesis
    /// The last block as the store sees it.
    let storeHead: StateHead?

    /// The last committed block; `nil` where the database is empty.
    ///
    /// - Throws: ``NodeError/genesisDiffers(database:file:)``, ``NodeError/stateFormatUnknown(version:)``,
    ///   ``NodeError/databaseInconsistent(reason:)``.
    func head(in reader: ChainReader) throws(NodeError) -> ChainHead? {
        let found = try ChainRecovery.genesis(in: reader)
        guard let storeHead else {
            guard found == nil else { throw .databaseInconsistent(reason: "there is a genesis but no state") }
            return nil
        }
        guard let found else { throw .databaseInconsistent(reason: "there is a state but no genesis") }
        guard found == genesis else { throw .genesisDiffers(database: found.hash, file: genesis.hash) }
        guard let record = try reader.headRecord() else {
            throw .databaseInconsistent(reason: "the record of the last block is missing")
        }
        guard let header = try reader.header(at: storeHead.height) else {
            throw .databaseInconsistent(reason: "the state is after block \(storeHead.height), which is missing")
        }
        let head = ChainHead(header.header)
        guard head.record == record else {
            throw .databaseInconsistent(reason: "the record of the last block is not that of block \(storeHead.height)")
        }
        guard head.appHash == storeHead.root else {
            throw .databaseInconsistent(
                reason: "block \(head.height) has the app hash \(head.appHash), but the state has \(storeHead.root)")
        }
        guard header.verify(by: genesis.operatorKey) else {
            throw .databaseInconsistent(reason: "block \(head.height) is not signed by the operator")
        }
        let chain = try NodeError.ledger { () throws(LedgerFailure) in
            try LedgerReader(state: StoreState(snapshot: reader.snapshot)).chain()
        }
        guard chain.height == head.height, chain.time == head.time else {
            throw .databaseInconsistent(
                reason: "the ledger's state is after block \(chain.height), but the last block is \(head.height)")
        }
        return head
    }

    /// The genesis that a database was made from; `nil` where it is empty.
    static func genesis(in reader: ChainReader) throws(NodeError) -> Genesis? {
        guard let bytes = try reader.genesisBytes() else { return nil }
        guard let genesis = Genesis(decoding: bytes) else {
            throw .databaseInconsistent(reason: "the genesis cannot be read")
        }
        guard genesis.stateFormatVersion == Genesis.stateFormatVersionNow else {
            throw .stateFormatUnknown(version: genesis.stateFormatVersion)
        }
        return genesis
    }
}
