package import RightsLedger
package import Signatures

/// An independent, deliberately naive model of the ledger's rules.
///
/// Two nodes that share a bug agree with each other, so comparing them is not enough. The auditor is written from
/// `docs/ledger-rules.md` alone: it has its own calendar, its own books and its own order of checks, and takes from the
/// ledger nothing but the names of things. It predicts the verdict of every transaction and what each block does by
/// itself. Where the ledger is lazy or keeps totals, the auditor visits every holder.
package struct Auditor: Sendable {
    /// The verdict on a transaction.
    package enum Verdict: Equatable, Sendable {
        case applied
        /// Refused, by the envelope and sender where there is no operation index.
        case refused(RefusalCode, operationIndex: Int?)
    }

    /// Why an operation is refused; turned into a verdict at the transaction's edge.
    struct Denial: Error {
        let code: RefusalCode
    }

    package let chainID: String
    package let epochRule: EpochRule
    package internal(set) var books = AuditorBooks()
    /// The epoch whose obligations were not netted yet.
    package internal(set) var openEpoch: UInt64
    package internal(set) var height: UInt64 = 0
    /// The block's time in seconds since 1970 UTC.
    package internal(set) var now: Int

    /// Opens the books of a chain whose genesis names some accounts and their roles.
    package init(chainID: String, time: Int64, epochRule: EpochRule, accounts: [AccountID: Roles]) {
        self.chainID = chainID
        self.epochRule = epochRule
        now = Int(time)
        openEpoch = Auditor.epoch(at: Int(time), rule: epochRule)
        for (account, roles) in accounts { books.accounts[account] = AuditorBooks.Account(roles: roles) }
    }

    /// What a block does before its transactions, in the order of section 4.
    package mutating func beginBlock(height: UInt64, time: Int64) {
        self.height = height
        now = Int(time)
        expire()
        emit()
        burnByCalendar()
        finishRedemptions()
    }

    /// What a block does after its transactions.
    package mutating func finishBlock() {
        netIfEpochEnded()
    }

    /// Predicts the verdict of a transaction that passed the stateless checks, and keeps the books if it applies.
    package mutating func execute(_ body: TransactionBody, publicKey: PublicKey) -> Verdict {
        if let code = envelopeDenial(body, publicKey: publicKey) { return .refused(code, operationIndex: nil) }
        // A single operation checks everything before it changes anything, except a purchase, which is two transfers.
        var before: AuditorBooks?
        if body.operations.count > 1 { before = books }
        if case .buyItem? = body.operations.first { before = books }
        for (index, operation) in body.operations.enumerated() {
            do {
                try apply(operation, sender: body.sender)
            } catch {
                if let before { books = before }
                return .refused(error.code, operationIndex: index)
            }
        }
        var account = books.accounts[body.sender] ?? AuditorBooks.Account()
        account.nonce += 1
        if account.key == nil { account.key = publicKey }
        books.accounts[body.sender] = account
        return .applied
    }

    private func envelopeDenial(_ body: TransactionBody, publicKey: PublicKey) -> RefusalCode? {
        let account = books.accounts[body.sender] ?? AuditorBooks.Account()
        if height > body.expiryHeight { return .transactionExpired }
        if let key = account.key {
            if key != publicKey { return .senderKeyMismatch }
        } else if AccountID(firstKey: publicKey) != body.sender {
            return .senderKeyMismatch
        }
        if body.nonce != account.nonce { return .nonceMismatch }
        if account.isFrozen { return .senderFrozen }
        return nil
    }

    private mutating func apply(_ operation: Operation, sender: AccountID) throws(Denial) {
        switch operation {
        case .setRoles(let payload): try setRoles(payload, sender: sender)
        case .rotateKey(let payload): rotateKey(payload, sender: sender)
        case .setAccountFrozen(let payload): try setAccountFrozen(payload, sender: sender)
        case .createClass(let payload): try createClass(payload, sender: sender)
        case .setClassFrozen(let payload): try setClassFrozen(payload, sender: sender)
        case .setAllowed(let payload): try setAllowed(payload, sender: sender)
        case .setMinter(let payload): try setMinter(payload, sender: sender)
        case .grantPoints(let payload): try grantPoints(payload, sender: sender)
        case .grantEntitlement(let payload): try grantEntitlement(payload, sender: sender)
        case .grantCollectible(let payload): try grantCollectible(payload, sender: sender)
        case .transfer(let payload): try transfer(payload, sender: sender)
        case .split(let payload): try split(payload, sender: sender)
        case .combine(let payload): try combine(payload, sender: sender)
        case .offerItem(let payload): try offerItem(payload, sender: sender)
        case .buyItem(let payload): try buyItem(payload, sender: sender)
        case .createCampaign(let payload): try createCampaign(payload, sender: sender)
        case .endCampaign(let payload): try endCampaign(payload, sender: sender)
        case .attestEvent(let payload): try attestEvent(payload, sender: sender)
        case .proposeAgreement(let payload): try proposeAgreement(payload, sender: sender)
        case .acceptAgreement(let payload): try acceptAgreement(payload, sender: sender)
        case .endAgreement(let payload): try endAgreement(payload, sender: sender)
        case .redeem(let payload): try redeem(payload, sender: sender)
        case .refund(let payload): try refund(payload, sender: sender)
        case .confirmSettlement(let payload): try confirmSettlement(payload, sender: sender)
        case .burn(let payload): try burn(payload, sender: sender)
        case .scheduleBurn(let payload): try scheduleBurn(payload, sender: sender)
        case .openBuyBack(let payload): try openBuyBack(payload, sender: sender)
        case .depositRevenue(let payload): try depositRevenue(payload, sender: sender)
        case .sellToBuyBack(let payload): try sellToBuyBack(payload, sender: sender)
        }
    }

    /// Refuses with a code unless a condition holds.
    func require(_ condition: Bool, _ code: RefusalCode) throws(Denial) {
        if !condition { throw Denial(code: code) }
    }

    /// The value, or a refusal where there is none.
    func require<Value>(_ value: Value?, _ code: RefusalCode) throws(Denial) -> Value {
        guard let value else { throw Denial(code: code) }
        return value
    }
}
