/// The ledger cannot go on: the disk, the state or the code is broken, and the node stops without committing.
package enum LedgerFailure: Error, Hashable, Sendable {
    /// The state could not be read.
    case storage(StateFailure)
    /// A record is not what its key says; the key is given in hexadecimal.
    case corruptRecord(key: String)
    /// Something that the rules make impossible has happened.
    case brokenInvariant(String)
    /// A block's height or time does not follow the last block's, or a call came out of turn.
    case invalidBlock(String)
    /// The genesis breaks a rule.
    case invalidGenesis(String)
}

extension LedgerFailure: CustomStringConvertible {
    /// One sentence for a log.
    package var description: String {
        switch self {
        case .storage(let failure): "the state could not be read: \(failure)"
        case .corruptRecord(let key): "the record under key \(key) is corrupt"
        case .brokenInvariant(let what): "broken invariant: \(what)"
        case .invalidBlock(let what): "invalid block: \(what)"
        case .invalidGenesis(let what): "invalid genesis: \(what)"
        }
    }
}
