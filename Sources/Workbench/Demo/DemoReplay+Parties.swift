internal import RightsLedger
internal import Signatures

// What the programme's parties do on a day, in the order in which it stands in the day's block.
extension DemoReplay {
    mutating func addConfirmations(to transactions: inout [SignedTransaction]) throws(WorkbenchError) {
        for (epoch, currency, payment) in unconfirmed {
            for account in [payment.debtor, payment.creditor] {
                guard let party = accounts.parties.firstIndex(of: account) else {
                    throw .checkFailed("\(account) owes or is owed, but is no party of the programme")
                }
                let reference = SeededDraws.digest(seed: seed, label: "payment/\(epoch)/\(payment.debtor)/\(account)")
                let confirmation = ConfirmSettlement(
                    epoch: epoch, currency: currency, debtor: payment.debtor, creditor: payment.creditor,
                    reference: reference)
                transactions.append(sign([.confirmSettlement(confirmation)], by: party))
            }
        }
    }

    mutating func addDeposit(to transactions: inout [SignedTransaction]) throws(WorkbenchError) {
        guard let buyBack = programme.buyBack else { return }
        let amount = buyBack.deposit.share(of: takings)
        takings = 0
        guard amount > 0 else { return }
        let issuer = programme.classes[buyBack.payment].issuer
        let grant = GrantPoints(
            classID: programme.classID(buyBack.payment), recipient: accounts.parties[issuer], amount: amount)
        let deposit = DepositRevenue(classID: programme.classID(buyBack.rightsClass), amount: amount)
        transactions.append(sign([.grantPoints(grant), .depositRevenue(deposit)], by: issuer))
    }

    mutating func addAttestations(
        of purchases: ArraySlice<Purchase>, to transactions: inout [SignedTransaction]
    ) throws(WorkbenchError) {
        var attestations: [Operation] = []
        for purchase in purchases {
            let attestation = AttestEvent(
                eventID: accounts.eventID(of: purchase), subject: try accounts.customer(purchase.customer),
                eventType: programme.eventType, value: UInt64(purchase.cents / 100),
                time: DemoReplay.purchaseTime(of: purchase.day))
            attestations.append(.attestEvent(attestation))
        }
        addInPieces(attestations, by: programme.oracle, to: &transactions)
    }

    mutating func addGifts(
        for purchases: ArraySlice<Purchase>, on day: CalendarDay, to transactions: inout [SignedTransaction]
    ) throws(WorkbenchError) {
        var operations: [[Operation]] = programme.parties.map { _ in [] }
        for (index, gift) in programme.gifts.enumerated() {
            let issuer = programme.classes[gift.rightsClass].issuer
            var stock = try stock(of: gift, on: day)
            for purchase in purchases where UInt64(purchase.cents / 100) >= gift.minimumDollars {
                if gift.once, given.contains(GivenGift(gift: index, customer: purchase.customer)) { continue }
                let recipient = try accounts.customer(purchase.customer)
                guard let operation = handing(gift, to: recipient, for: purchase, stock: &stock) else { continue }
                operations[issuer].append(operation)
                given.insert(GivenGift(gift: index, customer: purchase.customer))
            }
        }
        for (party, operations) in operations.enumerated() { addInPieces(operations, by: party, to: &transactions) }
    }

    /// The issuer's own live units of a gift that is handed out of its balance, without those that the day's block burns
    /// before its transactions.
    private func stock(of gift: Programme.Gift, on day: CalendarDay) throws(WorkbenchError) -> UInt64 {
        guard case .points = gift.content else { return 0 }
        let issuer = accounts.parties[programme.classes[gift.rightsClass].issuer]
        let classID = programme.classID(gift.rightsClass)
        let reader = chain.reader
        let entries = try readLedger { () throws(LedgerFailure) in
            try reader.balance(of: issuer, in: classID, at: DemoReplay.blockTime(of: day))
        }
        let held = entries.reduce(UInt64(0)) { $0 + $1.units }
        let burned = programme.calendarBurns.filter { $0.rightsClass == gift.rightsClass && $0.day == day }
            .reduce(UInt64(0)) { $0 + $1.amount }
        return held - min(held, burned)
    }

    private func handing(
        _ gift: Programme.Gift, to recipient: AccountID, for purchase: Purchase, stock: inout UInt64
    ) -> Operation? {
        let classID = programme.classID(gift.rightsClass)
        switch gift.content {
        case .points(let amount):
            guard stock >= amount else { return nil }
            stock -= amount
            return .transfer(Transfer(asset: .units(classID, amount), recipient: recipient))
        case .entitlement(let quantity, let tier, let scope, let days):
            let first = UInt16(clamping: purchase.day.number)
            return .grantEntitlement(
                GrantEntitlement(
                    classID: classID, recipient: recipient, quantity: quantity, tier: tier, scope: scope,
                    validFrom: first, validUntil: UInt16(clamping: Int(first) + Int(days))))
        case .collectible:
            let metadata = SeededDraws.digest(seed: seed, label: "item/\(purchase.line)")
            return .grantCollectible(
                GrantCollectible(classID: classID, recipient: recipient, metadataHash: metadata))
        }
    }

    mutating func addRefunds(
        on day: CalendarDay, to transactions: inout [SignedTransaction]
    ) throws(WorkbenchError) {
        let due = refunds.removeValue(forKey: day) ?? []
        for party in programme.parties.indices {
            let operations: [Operation] = due.filter { $0.platform == party }
                .map { .refund(Refund(receipt: $0.receipt)) }
            addInPieces(operations, by: party, to: &transactions)
        }
    }
}
