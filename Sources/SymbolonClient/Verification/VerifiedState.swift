public import RightsLedger
public import Signatures

/// A value of the state, or its absence, that was checked against a signed header.
public struct VerifiedState: Sendable, Hashable {
    /// The raw key.
    public let key: [UInt8]
    /// The value; `nil` where the key is absent.
    public let value: [UInt8]?
    /// The header that vouches for it.
    public let header: BlockHeader

    /// An account's own record, read from a key of ``LightClient/key(ofAccount:)``; `nil` where it has none.
    ///
    /// - Throws: ``ClientError/unverified(_:)`` where the value is not such a record.
    public func account() throws(ClientError) -> VerifiedAccount? {
        guard let record: AccountRecord = try record() else { return nil }
        return VerifiedAccount(
            nonce: record.nonce, publicKey: record.publicKey, roles: record.roles, isFrozen: record.frozen)
    }

    /// The units of a class, read from a key of ``LightClient/key(ofBalance:in:)``, with those that have expired since
    /// the balance was last changed.
    ///
    /// - Throws: ``ClientError/unverified(_:)`` where the value is not such a record.
    public func balance() throws(ClientError) -> [BucketUnits] {
        guard let record: BalanceRecord = try record() else { return [] }
        return record.entries
    }

    /// The record that the value encodes; `nil` where the key is absent.
    package func record<Record: StateRecord>() throws(ClientError) -> Record? {
        guard let value else { return nil }
        do throws(MalformedRecord) {
            return try Record(decoding: value)
        } catch {
            throw .unverified(.recordMalformed)
        }
    }
}

/// An account's own record, checked.
public struct VerifiedAccount: Sendable, Hashable {
    /// The nonce that its next transaction must carry.
    public let nonce: UInt64
    /// The key that signs for it; `nil` until its first transaction.
    public let publicKey: PublicKey?
    /// What it may do.
    public let roles: Roles
    /// Whether it may neither send nor receive.
    public let isFrozen: Bool
}

extension LightClient {
    /// The key of an account's own record.
    public static func key(ofAccount account: AccountID) -> [UInt8] { StateKey.account(account).bytes }

    /// The key of what an account holds of a class of points.
    public static func key(ofBalance account: AccountID, in classID: ClassID) -> [UInt8] {
        StateKey.balance(account, classID).bytes
    }

    /// The key of a class's supply.
    public static func key(ofSupply classID: ClassID) -> [UInt8] { StateKey.supply(classID).bytes }

    /// The key of a class of rights.
    public static func key(ofClass classID: ClassID) -> [UInt8] { StateKey.classRecord(classID).bytes }
}
