internal import Foundation
package import RightsLedger
package import Signatures
internal import SwiftProtobuf

/// What a chain starts from: its name, its time, who may do what, and who signs its blocks.
package struct Genesis: Hashable, Sendable {
    /// An account that has roles from the start.
    package struct Account: Hashable, Sendable {
        /// The account's first key, which names it.
        package var publicKey: PublicKey
        /// What the account may do.
        package var roles: Roles

        package init(publicKey: PublicKey, roles: Roles) {
            self.publicKey = publicKey
            self.roles = roles
        }
    }

    /// The chain's name, which every transaction carries: 1 to 50 letters, digits, hyphens, underscores and full stops.
    package var chainID: String
    /// The time of height 0 in seconds since 1970 UTC.
    package var time: Int64
    /// How settlement epochs are counted.
    package var epochRule: EpochRule
    /// The accounts with roles, in the order of the file; at least one is a regulator.
    package var accounts: [Account]
    /// The key that signs the blocks of the solo engine.
    package var operatorKey: PublicKey
    /// The circuits whose proofs the chain takes, in the order of the file; their names are unique.
    package var circuits: [GenesisCircuit]
    /// Whether a circuit's key may be one that anyone can forge proofs for; for trials only.
    package var allowsDevelopmentKeys: Bool
    /// The version of the state's format.
    package var stateFormatVersion: UInt32

    /// The version of the state's format that this program reads and writes.
    package static let stateFormatVersionNow: UInt32 = 1
    /// The most accounts that a genesis can name.
    package static let accountCountMax = 10_000
    /// The latest time that a genesis can have, as the rules of the ledger bound times.
    package static let timeMax: Int64 = 1 << 40

    /// Creates a genesis from its parts.
    package init(
        chainID: String, time: Int64, epochRule: EpochRule = .month(utcOffsetMinutes: 0), accounts: [Account],
        operatorKey: PublicKey, circuits: [GenesisCircuit] = [], allowsDevelopmentKeys: Bool = false
    ) {
        self.chainID = chainID
        self.time = time
        self.epochRule = epochRule
        self.accounts = accounts
        self.operatorKey = operatorKey
        self.circuits = circuits
        self.allowsDevelopmentKeys = allowsDevelopmentKeys
        stateFormatVersion = Genesis.stateFormatVersionNow
    }

    /// What the ledger needs to know of it.
    var ledger: LedgerGenesis {
        LedgerGenesis(
            chainID: chainID, time: time, epochRule: epochRule,
            accounts: accounts.map { LedgerGenesis.Account(id: AccountID(firstKey: $0.publicKey), roles: $0.roles) })
    }

    /// The hash that names this genesis: SHA-256(`"symbolon/genesis/v1" || 0x00 || encoded genesis`).
    ///
    /// It depends on what the file says, not on its comments and layout.
    package var hash: Digest {
        var message = Array("symbolon/genesis/v1".utf8)
        message.append(0)
        message.append(contentsOf: encoded())
        return SHA256.hash(message)
    }

    /// The canonical bytes.
    package func encoded() -> [UInt8] {
        let message = Symbolon_V1_Genesis.with { message in
            message.chainID = chainID
            message.time = time
            message.stateFormatVersion = stateFormatVersion
            switch epochRule {
            case .month(let offset): message.epoch.calendarMonthUtcOffsetMinutes = offset
            case .seconds(let seconds): message.epoch.seconds = seconds
            }
            message.accounts = accounts.map { account in
                .with {
                    $0.publicKey = Data(account.publicKey.bytes)
                    $0.roles = account.roles.rawValue
                }
            }
            message.operatorKey = Data(operatorKey.bytes)
            message.circuits = circuits.map(\.message)
            message.allowsDevelopmentKeys = allowsDevelopmentKeys
        }
        return ProtobufBytes.encode(message)
    }

    /// Reads the canonical bytes; `nil` for anything else.
    package init?(decoding bytes: [UInt8]) {
        guard let message: Symbolon_V1_Genesis = ProtobufBytes.decode(bytes),
            let operatorKey = PublicKey(bytes: message.operatorKey)
        else { return nil }
        let epochRule: EpochRule
        switch message.epoch.kind {
        case .calendarMonthUtcOffsetMinutes(let offset): epochRule = .month(utcOffsetMinutes: offset)
        case .seconds(let seconds): epochRule = .seconds(seconds)
        case nil: return nil
        }
        var accounts: [Account] = []
        for account in message.accounts {
            guard let publicKey = PublicKey(bytes: account.publicKey) else { return nil }
            accounts.append(Account(publicKey: publicKey, roles: Roles(rawValue: account.roles)))
        }
        var circuits: [GenesisCircuit] = []
        for circuit in message.circuits {
            guard let circuit = GenesisCircuit(circuit) else { return nil }
            circuits.append(circuit)
        }
        self.init(
            chainID: message.chainID, time: message.time, epochRule: epochRule, accounts: accounts,
            operatorKey: operatorKey, circuits: circuits, allowsDevelopmentKeys: message.allowsDevelopmentKeys)
        stateFormatVersion = message.stateFormatVersion
        guard encoded() == bytes else { return nil }
    }
}
