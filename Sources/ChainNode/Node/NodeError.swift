package import RightsLedger
package import Signatures
package import StateStore

/// Why the node could not do what it was asked, or cannot go on.
///
/// The description says what to do about it. No case carries a secret.
package enum NodeError: Error, Equatable, Sendable {
    /// A setting is wrong.
    case configuration(DocumentProblem)
    /// The genesis file is wrong.
    case genesis(DocumentProblem)
    /// A file cannot be read or written, or is not what it should be.
    case file(path: String, reason: String)
    /// The operator's key is not the one that the genesis names.
    case operatorKeyDiffers(genesis: PublicKey, file: PublicKey)
    /// The database holds no chain.
    case noChain(path: String)
    /// The database belongs to a chain with another genesis.
    case genesisDiffers(database: Digest, file: Digest)
    /// The database has a state format that this program does not read.
    case stateFormatUnknown(version: UInt32)
    /// What the database says about its last block does not agree with itself.
    case databaseInconsistent(reason: String)
    /// The database refused or failed.
    case store(StoreError)
    /// The ledger cannot go on.
    case ledger(LedgerFailure)
    /// A call of the consensus engine came out of turn or does not fit the chain.
    case consensus(reason: String)
    /// The call is for a node in step mode, which makes blocks only when told to.
    case notInStepMode
    /// The node is stopping or has stopped.
    case stopped
    /// The reader of committed blocks fell too far behind.
    case subscriberTooSlow(lastHeight: UInt64)
    /// Executing a block again gave another result than the chain has, in this part of its header.
    case replayDiffers(height: UInt64, part: String, chain: Digest, replay: Digest)
    /// A backup, an export or their restoration failed a check.
    case archive(path: String, reason: String)
}

extension NodeError: CustomStringConvertible {
    /// What is wrong and what to do, in one or two sentences.
    package var description: String {
        switch self {
        case .configuration(let problem): "configuration: \(problem)"
        case .genesis(let problem): "genesis: \(problem)"
        case .file(let path, let reason): "\(path): \(reason)"
        case .operatorKeyDiffers(let genesis, let file):
            "the genesis names the operator key \(genesis), but the key file has \(file); "
                + "use the key file that was made with this genesis"
        case .noChain(let path): "\(path) holds no chain; start the node once, or restore a backup into it"
        case .genesisDiffers(let database, let file):
            "the database was made from the genesis \(database), but the genesis file has the hash \(file); "
                + "use the genesis file of this chain, or another data directory"
        case .stateFormatUnknown(let version):
            "the state has format \(version), which this program does not read; use the program version that wrote it"
        case .databaseInconsistent(let reason):
            "the database does not agree with itself: \(reason); restore a backup, or replay the chain's blocks"
        case .store(let error): NodeError.advice(for: error)
        case .ledger(let failure): "the ledger stopped: \(failure); nothing of the block was kept"
        case .consensus(let reason): "consensus: \(reason)"
        case .notInStepMode: "the node makes blocks by itself; open it in step mode to make them by hand"
        case .stopped: "the node has stopped"
        case .subscriberTooSlow(let height):
            "the reader fell behind after block \(height); read the blocks from there and subscribe again"
        case .replayDiffers(let height, let part, let chain, let replay):
            "block \(height) gives the \(part) \(replay) when executed again, but the chain has \(chain)"
        case .archive(let path, let reason): "\(path): \(reason)"
        }
    }

    private static func advice(for error: StoreError) -> String {
        switch error.code {
        case .locked: "\(error); another process uses the database: stop the node first"
        case .diskFull: "\(error); free some space and start the node again: no committed block is lost"
        case .corrupted, .loadingUnfinished: "\(error); restore a backup"
        case .heightPruned: "\(error); ask an archive node, or for a newer height"
        default: error.description
        }
    }
}
