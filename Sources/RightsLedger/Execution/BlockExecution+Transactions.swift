internal import Signatures

extension BlockExecution {
    /// Applies a transaction; where it throws, what it wrote has to be undone.
    mutating func apply(_ transaction: CheckedTransaction) throws(Stop) {
        let sender = transaction.body.sender
        let key = StateKey.account(sender).bytes
        let known: AccountRecord? = try state.read(at: key)
        if let refusal = Admission.refusal(
            of: transaction, account: known, expectedNonce: known?.nonce ?? 0, height: height)
        {
            throw .refused(refusal)
        }
        if known?.publicKey == nil {
            var account = known ?? AccountRecord()
            account.publicKey = transaction.publicKey
            state.write(account, at: key)
        }
        for (index, operation) in transaction.body.operations.enumerated() {
            do throws(Stop) {
                try apply(operation, sender: sender)
            } catch {
                guard case .refused(var refusal) = error else { throw error }
                refusal.operationIndex = index
                throw .refused(refusal)
            }
        }
        // The operations may have changed the record.
        guard var account: AccountRecord = try state.read(at: key) else {
            throw .failed(.brokenInvariant("the sender's record is gone"))
        }
        account.nonce = try account.nonce.plus(1, "a nonce")
        state.write(account, at: key)
    }

    private mutating func apply(_ operation: Operation, sender: AccountID) throws(Stop) {
        switch operation {
        case .setRoles(let operation): try setRoles(operation, sender: sender)
        case .rotateKey(let operation): try rotateKey(operation, sender: sender)
        case .setAccountFrozen(let operation): try setAccountFrozen(operation, sender: sender)
        case .createClass(let operation): try createClass(operation, sender: sender)
        case .setClassFrozen(let operation): try setClassFrozen(operation, sender: sender)
        case .setAllowed(let operation): try setAllowed(operation, sender: sender)
        case .setMinter(let operation): try setMinter(operation, sender: sender)
        case .grantPoints(let operation): try grantPoints(operation, sender: sender)
        case .grantEntitlement(let operation): try grantEntitlement(operation, sender: sender)
        case .grantCollectible(let operation): try grantCollectible(operation, sender: sender)
        case .transfer(let operation): try transfer(operation, sender: sender)
        case .split(let operation): try split(operation, sender: sender)
        case .combine(let operation): try combine(operation, sender: sender)
        case .offerItem(let operation): try offerItem(operation, sender: sender)
        case .buyItem(let operation): try buyItem(operation, sender: sender)
        case .createCampaign(let operation): try createCampaign(operation, sender: sender)
        case .endCampaign(let operation): try endCampaign(operation, sender: sender)
        case .attestEvent(let operation): try attestEvent(operation, sender: sender)
        case .proposeAgreement(let operation): try proposeAgreement(operation, sender: sender)
        case .acceptAgreement(let operation): try acceptAgreement(operation, sender: sender)
        case .endAgreement(let operation): try endAgreement(operation, sender: sender)
        case .redeem(let operation): try redeem(operation, sender: sender)
        case .refund(let operation): try refund(operation, sender: sender)
        case .confirmSettlement(let operation): try confirmSettlement(operation, sender: sender)
        case .burn(let operation): try burn(operation, sender: sender)
        case .scheduleBurn(let operation): try scheduleBurn(operation, sender: sender)
        case .openBuyBack(let operation): try openBuyBack(operation, sender: sender)
        case .depositRevenue(let operation): try depositRevenue(operation, sender: sender)
        case .sellToBuyBack(let operation): try sellToBuyBack(operation, sender: sender)
        }
    }
}
